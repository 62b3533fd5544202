// One row of the list: who it is, what they said last, and how urgent it is.

import { Face } from '../../../widget/view/Face.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import { words as acts } from '../acts/words.ts'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { shortTime } from '../parts/times.ts'
import { dueOf, snoozeOf, spanOf, waited } from './due.ts'
import { isNameless, nameOf, planOf } from './names.ts'
import { words } from './words.ts'

/** The element of a conversation in the list. */
export const rowId = (conversation: string): string => `row-${conversation}`

const isTouch = (event: MouseEvent): boolean => (event as PointerEvent).pointerType === 'touch'

/** What is known of a conversation besides its name and its words. */
function remarksOf(summary: Summary, desk: Desk): string {
  const { id, site, waitingSince, target, ticket, here, assignee, team, offered, closedAt } = summary
  const { agent, clock, typing } = desk
  const state = typing.isTyping(id)
    ? words.types
    : waitingSince !== null && !ticket
      ? words.waits(waited(clock.now() - waitingSince))
      : ticket?.state === 'waiting'
        ? words.paused
        : here || ticket || closedAt !== null
          ? null
          : words.gone
  const left = offered ? offered.until - clock.now() : 0
  return [
    left > 0 && (offered!.to === agent.me.value?.id ? words.offeredToYou(spanOf(left)) : words.offered),
    ticket?.reference,
    target === 'critical' && words.critical,
    planOf(summary, agent.site(site)),
    assignee ? assignee.id !== agent.me.value?.id && assignee.name : agent.teamName(team),
    state,
    words.levels[summary.priority],
    ...summary.tags,
    summary.isBlocked && words.blocked,
    isNameless(summary) && words.visitor,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** How a press is meant: it opens, or selects. */
function pressesOf({ id }: Summary, { desk, page }: ScreenProps) {
  const { walk, routes } = desk
  /** Held down on a phone it is selected, and then others are by tapping. */
  const hold = (event: MouseEvent) => {
    if (!isTouch(event)) return
    event.preventDefault()
    walk.toggle(id)
  }
  const pick = (event: MouseEvent) => {
    if (event.shiftKey) walk.extendTo(id)
    else if (event.ctrlKey || event.metaKey || (isTouch(event) && walk.selected.value.size > 0)) walk.toggle(id)
    else return routes.go(page.route, id)
    event.preventDefault()
  }
  return { hold, pick }
}

interface RowProps extends ScreenProps {
  summary: Summary
  /** Whether Tab comes to it. */
  isStop: boolean
  isOpened: boolean
  isSelected: boolean
}

/** Drawn again when one of these changes, and not with the list: of thirty rows a key changes two. */
export function Row({ summary, desk, page, isStop, isOpened, isSelected }: RowProps) {
  const { id, last, failedMails, isMarked } = summary
  const unread = summary.unread || Number(isMarked || desk.list.isNews(summary))
  const { hold, pick } = pressesOf(summary, { desk, page })
  void desk.clock.tick.value
  const name = nameOf(summary)
  const snooze = snoozeOf(summary, desk.clock.now())
  const due = snooze === null ? dueOf(summary, desk.clock.now()) : null
  return (
    <button
      class={`row ${unread > 0 ? 'fresh' : ''} ${isSelected ? 'selected' : ''}`}
      id={rowId(id)}
      data-id={id}
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-current={isOpened}
      onClick={pick}
      onContextMenu={hold}
    >
      {isSelected ? (
        <span class="face chosen" role="img" aria-label={acts.chosen}>
          <Icon name="check" />
        </span>
      ) : (
        <Face id={id} name={name} />
      )}
      <span class="who">
        <span class="top">
          <b>
            <bdi>{name}</bdi>
          </b>
          {failedMails > 0 && (
            <span class="bad" role="img" aria-label={words.failed}>
              <Icon name="alert" size={16} />
            </span>
          )}
          <span class={`meta ${due?.urgency ?? ''}`}>
            {due?.urgency && <Icon name="clock" size={16} />}
            {snooze ?? (due ? due.text : last && shortTime(last.at, desk.clock.now()))}
          </span>
        </span>
        <span class="top">
          <span class="said">{last && `${last.author === 'agent' ? `${words.you}: ` : ''}${last.text}`}</span>
          {unread > 0 && (
            <span class="new" role="img" aria-label={words.unread(unread)}>
              {unread < 100 ? unread : '99+'}
            </span>
          )}
        </span>
        <span class="meta">{remarksOf(summary, desk)}</span>
      </span>
    </button>
  )
}
