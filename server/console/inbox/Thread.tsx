// The open conversation: what can be done about it, and what was said.

import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import { withKey } from '../acts/keyNames.ts'
import { doableOf } from '../acts/list.ts'
import { Menu } from '../acts/Menu.tsx'
import type { Desk } from '../desk.ts'
import { keepFocus } from '../parts/focus.ts'
import { Pane } from '../parts/Pane.tsx'
import { words as shell } from '../shell/words.ts'
import { locale } from '../words.ts'
import { Composer } from './Composer.tsx'
import { Mails } from './Mails.tsx'
import { looking } from './elsewhere.ts'
import { Line, Noted, Pending } from './Messages.tsx'
import { isNameless, mailTo, nameOf } from './names.ts'
import type { Opening } from './opened.ts'
import { isWritten } from './outbox.ts'
import { Part, Whole } from './Merged.tsx'
import { Rated } from './Rated.tsx'
import { rowId } from './Row.tsx'
import { words } from './words.ts'

interface ThreadProps {
  desk: Desk
  opened: Opening
  showContext: () => void
}

export function Thread({ desk, opened, showContext }: ThreadProps) {
  const list = useRef<HTMLDivElement>(null)
  const section = useRef<HTMLElement>(null)
  const focus = (what: 'h1' | 'textarea') => section.current!.querySelector<HTMLElement>(what)?.focus()
  useLayoutEffect(() => focus('h1'), [])
  useLayoutEffect(keepFocus, [opened.state, opened.assignee?.id])
  const messages = desk.opened.messages.value
  const pending = pendingIn(desk, opened)
  const { place = '' } = desk.routes.at.value
  const of = { desk, opened }
  const notesAfter = (seq: number) =>
    (opened.notes ?? [])
      .filter(({ after }) => after === seq)
      .map((note) => <Noted key={`${note.by.id} ${note.id}`} note={note} {...of} isSought={place === note.id} />)
  const take = (event: Event, given: DataTransfer | null) => {
    if (!given || given.files.length === 0 || opened.state !== 'open') return
    event.preventDefault()
    desk.writing.attach(opened, [...given.files])
  }
  const drawn = [messages.length, pending.length, opened.notes?.length, opened.rating?.at, place]
  const roam = useSight(list, place, pending.length > 0, drawn)
  useLayoutEffect(() => desk.opened.read(), drawn)
  return (
    <section
      class="middle"
      ref={section}
      aria-label={nameOf(opened)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer)}
      onPaste={(event) => take(event, event.clipboardData)}
    >
      <Head desk={desk} opened={opened} showContext={showContext} write={() => focus('textarea')} />
      <Mails desk={desk} opened={opened} />
      {opened.mergedInto !== null && <Whole id={opened.mergedInto} />}
      <div class="log" role="log" ref={list} tabIndex={0} onWheel={roam} onPointerDown={roam} onKeyDown={roam}>
        {(opened.parts ?? []).map((part) => (
          <Part key={part.id} part={part} desk={desk} opened={opened} />
        ))}
        {messages.flatMap((message, at) => [
          <Pane key={message.seq} name="message" faults={desk.faults}>
            <Line
              {...of}
              message={message}
              before={messages[at - 1]}
              after={messages[at + 1]}
              isSought={place === String(message.seq)}
            />
          </Pane>,
          ...notesAfter(message.seq),
        ])}
        {opened.rating && <Rated rating={opened.rating} now={desk.clock.now()} />}
        {pending.map((entry) => (
          <Pending key={entry.id} entry={entry} opened={opened} desk={desk} />
        ))}
      </div>
      <Composer desk={desk} opened={opened} />
    </section>
  )
}

const pendingIn = ({ outbox }: Desk, { id }: Opening) =>
  outbox.entries.value.filter((entry) => entry.conversation === id && (isWritten(entry) || entry.refused))

/**
 * Keeps the latest in sight, or what the address names: who looks around, or answers, has seen that.
 * @param drawn what changes with what is drawn @returns what is called when somebody looks around
 */
function useSight(
  log: RefObject<HTMLElement | null>,
  place: string,
  isAnswered: boolean,
  drawn: unknown[],
): () => void {
  const seen = useRef('')
  const roam = () => void (seen.current = place)
  useLayoutEffect(() => {
    if (isAnswered) roam()
    const sought = seen.current !== place && log.current!.querySelector('[aria-current]')
    if (sought) sought.scrollIntoView({ block: 'center' })
    else log.current!.scrollTo(0, log.current!.scrollHeight)
  }, drawn)
  return roam
}

/** What stands under the name: what they do now, or what they are. */
function remarksOf(opened: Opening, desk: Desk): string {
  const { agent, typing } = desk
  const { id, ticket, assignee, here } = opened
  if (typing.isTyping(id)) return words.types
  const colleague = typing.colleague(id, agent.me.value?.id)
  if (colleague) return words.someoneTypes(colleague)
  const isOthers = assignee && assignee.id !== agent.me.value?.id
  return [
    ticket?.reference,
    isNameless(opened) && words.visitor,
    isOthers && assignee.name,
    here ? words.here : opened.closedAt === null && words.gone,
    looking.value?.said(desk, id),
  ]
    .filter(Boolean)
    .join(' · ')
}

function Head({ desk, opened, showContext, write }: ThreadProps & { write: () => void }) {
  const { id, ticket, assignee } = opened
  const { doing, routes } = desk
  const first = assignee ? 'assign' : 'take'
  const acts = [first, 'close', 'reopen'].map(doableOf).filter((each) => doing.ableOf(each, [opened]).length > 0)
  const leave = () => {
    routes.leave()
    // Where the list was hidden: back to the conversation that was chosen.
    setTimeout(() => document.getElementById(rowId(id))?.focus())
  }
  return (
    <header>
      <button class="tool back" type="button" aria-label={shell.back} onClick={leave}>
        <Icon name="back" />
      </button>
      <div class="who">
        <h1 tabIndex={-1}>
          <bdi>{nameOf(opened)}</bdi>
        </h1>
        <p class="meta">{remarksOf(opened, desk)}</p>
      </div>
      {ticket && (
        <a class="quiet mail" href={mailTo(ticket.email, ticket)}>
          <Icon name="mail" />
          <span>{words.byMail}</span>
        </a>
      )}
      {acts.map((doable) => (
        <button
          key={doable.id}
          class={doable.id === first ? 'quiet' : 'second'}
          type="button"
          title={withKey(doable)}
          onClick={() => {
            doing.begin(doable, [opened])
            if (doable.id === 'take') write()
          }}
        >
          <Icon name={doable.id === 'assign' ? 'handOver' : doable.icon} />
          <span>{doable.words[locale].replace('…', '')}</span>
        </button>
      ))}
      <Menu desk={desk} on={[opened]} but={acts.map((each) => each.id)} />
      <button class="tool info" type="button" aria-label={words.context} onClick={showContext}>
        <Icon name="info" />
      </button>
    </header>
  )
}
