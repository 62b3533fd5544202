// Conversations in the order in which they need somebody.

import { useState } from 'preact/hooks'
import { Face } from '../../../widget/view/Face.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol.ts'
import type { View } from '../desk.ts'
import { rowId } from '../place.ts'
import { words } from '../strings.ts'
import { dueOf, nameOf, planOf, shortTime, timeOf } from '../words.ts'
import type { DeskProps } from './Desk.tsx'

/** Up and down the conversations, from one group into the next. */
function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.row')]
  event.preventDefault()
  rows[rows.indexOf(document.activeElement as HTMLElement) + step]?.focus()
}

export function List({ desk }: DeskProps) {
  const { queue, mine, others, tickets, failed, view } = desk
  const groups: [title: string, list: Summary[], views: View[]][] = [
    [words.failed, failed.value, ['failed']],
    [words.queue, queue.value, ['desk', 'queue', 'all']],
    [words.mine, mine.value, ['desk', 'mine', 'all']],
    [words.others, others.value, ['all']],
    [words.tickets, tickets.value, ['desk', 'tickets']],
  ]
  const shown = groups.filter(([, list, views]) => list.length > 0 && views.includes(view.value))
  return (
    <section class="list" aria-label={words.conversations}>
      {!desk.isOnline.value && (
        <p class="strip" role="status">
          {words.offline}
        </p>
      )}
      {desk.mailTrouble.value !== null && (
        <p class="strip bad" role="status">
          {words.mailTrouble(shortTime(desk.mailTrouble.value, desk.now()))}
        </p>
      )}
      <Lacks desk={desk} />
      <header>
        <h1>
          {
            {
              desk: words.desk,
              queue: words.queue,
              mine: words.mine,
              all: words.all,
              tickets: words.tickets,
              failed: words.failed,
              searches: words.searches,
              hours: words.hoursPage,
            }[view.value]
          }
        </h1>
        <Find desk={desk} />
      </header>
      <div class="rows" onKeyDown={walk}>
        {shown.length === 0 && (
          <div class="empty">
            <b>{words.nobody}</b>
            <p class="meta">{words.nobodyWhy}</p>
          </div>
        )}
        {shown.map(([title, list]) => (
          <section aria-label={title}>
            {view.value !== 'queue' && view.value !== 'mine' && view.value !== 'tickets' && view.value !== 'failed' && (
              <h2>
                {title}
                {list === queue.value && <span class="meta">{words.dueFirst}</span>}
              </h2>
            )}
            {list.map((summary) => (
              <Row key={summary.id} summary={summary} desk={desk} />
            ))}
          </section>
        ))}
      </div>
    </section>
  )
}

/** That no mail can leave, and what to do; of several sites, by name. */
function Lacks({ desk }: DeskProps) {
  const sites = desk.sites.value
  return (['SMTP_URL', 'mail'] as const).map((what) => {
    const those = sites.filter(({ lacks }) => lacks === what)
    if (those.length === 0) return null
    return (
      <p class="strip bad" role="status">
        {those.length < sites.length && <b>{those.map(({ name }) => name).join(', ')}: </b>}
        {words.mailLacks[what]}
      </p>
    )
  })
}

/** A ticket by its reference, as the visitor reads it aloud. */
function Find({ desk }: DeskProps) {
  const [error, say] = useState<string | null>(null)
  const find = (event: SubmitEvent) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('reference')).trim()
    if (text) void desk.find(text).then(say)
  }
  return (
    <form class="find" role="search" onSubmit={find}>
      <Icon name="search" size={16} />
      <input
        name="reference"
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        autocomplete="off"
        maxLength={40}
        onInput={() => say(null)}
      />
      <p class="error" role="alert">
        {error && (words.findErrors[error] ?? words.away)}
      </p>
    </form>
  )
}

function Row({ summary, desk }: DeskProps & { summary: Summary }) {
  const { id, last, unread, waitingSince, target, ticket, here, assignee, failedMails } = summary
  void desk.tick.value
  const name = nameOf(summary)
  const due = dueOf(summary, desk.now())
  const state = desk.isTyping(id)
    ? words.types
    : waitingSince !== null && !ticket
      ? words.waits(waited(desk.now() - waitingSince))
      : ticket?.state === 'waiting'
        ? words.paused
        : here || ticket
          ? null
          : words.gone
  const isOthers = assignee && assignee.id !== desk.me.value?.id
  const under = [
    ticket?.reference,
    target === 'critical' && words.critical,
    planOf(summary, desk.sites.value),
    isOthers && assignee.name,
    state,
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <button
      class="row"
      id={rowId(id)}
      type="button"
      aria-current={desk.opened.value?.id === id}
      onClick={() => void desk.open(id)}
    >
      <Face id={id} name={name} />
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
          {unread > 0 && <i class="new" role="img" aria-label={words.unread} />}
          <span class={`meta ${due?.urgency ?? ''}`}>
            {due?.urgency && <Icon name="clock" size={16} />}
            {due ? due.text : last && timeOf(last.at)}
          </span>
        </span>
        <span class="said">{last && `${last.author === 'agent' ? `${words.you}: ` : ''}${last.text}`}</span>
        <span class="meta">{under}</span>
      </span>
    </button>
  )
}

function waited(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
  return words.hours(Math.floor(minutes / 60))
}
