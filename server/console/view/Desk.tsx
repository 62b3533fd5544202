// The desk: everything that needs this agent, the open conversation, and who it is with.

import { useEffect, useRef, useState } from 'preact/hooks'
import { clockOf, dateTime } from '../../../widget/hours.ts'
import type { Detail, Message, Summary } from '../../protocol.ts'
import type { Desk } from '../desk.ts'
import { locale, words } from '../strings.ts'

interface Props {
  desk: Desk
  signOut: () => void
}
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const timeOf = (at: number) => {
  const { hour, minute } = clockOf(at, zone)
  return `${hour}:${minute}`
}
const nameOf = ({ name, ticket }: Summary) => name ?? ticket?.email ?? words.visitor

export function DeskScreen({ desk, signOut }: Props) {
  return (
    <div class={`desk ${desk.opened.value ? 'reading' : ''}`}>
      <Side desk={desk} signOut={signOut} />
      {desk.opened.value ? (
        <>
          <Conversation key={desk.opened.value.id} desk={desk} opened={desk.opened.value} />
          <Context opened={desk.opened.value} />
        </>
      ) : (
        <main class="middle">
          <p class="said">{words.choose}</p>
        </main>
      )}
    </div>
  )
}

function Side({ desk, signOut }: Props) {
  const { queue, mine, others, tickets, me } = desk
  const groups = [
    [words.queue, queue.value],
    [words.mine, mine.value],
    [words.others, others.value],
    [words.tickets, tickets.value],
  ] as const
  const isPresent = me.value?.presence === 'present'
  return (
    <div class="side">
      {!desk.isOnline.value && (
        <p class="strip" role="status">
          {words.offline}
        </p>
      )}
      <nav aria-label={words.desk}>
        <h1>{words.desk}</h1>
        {groups.every(([, list]) => list.length === 0) && (
          <div class="empty">
            <b>{words.nobody}</b>
            <p>{words.nobodyWhy}</p>
          </div>
        )}
        {groups.map(
          ([title, list]) =>
            list.length > 0 && (
              <section aria-label={title}>
                <h2>
                  {title} · {list.length}
                </h2>
                {list.map((summary) => (
                  <Item summary={summary} desk={desk} />
                ))}
              </section>
            ),
        )}
      </nav>
      <footer class="me">
        <b>{me.value?.name}</b>
        <button class="second" type="button" aria-pressed={isPresent} onClick={() => desk.be(isPresent ? 'away' : 'present')}>
          <i class={`dot ${isPresent ? '' : 'away'}`} />
          {isPresent ? words.present : words.absent}
        </button>
        <button class="second" type="button" onClick={signOut}>
          {words.signOut}
        </button>
      </footer>
    </div>
  )
}

function Item({ summary, desk }: { summary: Summary; desk: Desk }) {
  const { id, last, unread, waitingSince, ticket } = summary
  void desk.tick.value
  const seconds = waitingSince === null ? 0 : Math.max(0, Math.floor((desk.now() - waitingSince) / 1000))
  const waited = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const under = desk.isTyping(id) ? words.types : ticket ? ticket.reference : waitingSince === null ? '' : words.waits(waited)
  return (
    <button class="item" type="button" aria-current={desk.opened.value?.id === id} onClick={() => void desk.open(id)}>
      <span class="top">
        <b>
          <bdi>{nameOf(summary)}</bdi>
        </b>
        {unread > 0 && <i class="new" />}
        {last && <span class="meta">{timeOf(last.at)}</span>}
      </span>
      <p>{last?.text}</p>
      <span class={`meta ${ticket && ticket.answerBy < desk.now() ? 'late' : ''}`}>{under}</span>
    </button>
  )
}

function Conversation({ desk, opened }: { desk: Desk; opened: Detail }) {
  const [draft, write] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const messages = desk.messages.value
  const waiting = desk.unsent.value.filter(({ conversation }) => conversation === opened.id)
  useEffect(() => {
    list.current?.scrollTo(0, list.current.scrollHeight)
    desk.read()
  }, [messages.length, waiting.length])
  const send = () => {
    if (!draft.trim()) return
    desk.send(draft.trim())
    desk.types(false)
    write('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  }
  const onInput = (text: string) => {
    if (!draft && text) desk.types(true)
    write(text)
  }
  const { ticket } = opened
  return (
    <main class="middle">
      <header>
        <button class="second back" type="button" onClick={desk.leave}>
          {words.back}
        </button>
        <div>
          <b>
            <bdi>{nameOf(opened)}</bdi>
          </b>
          <p class="meta">{desk.isTyping(opened.id) ? words.types : ticket?.reference}</p>
        </div>
        {ticket && (
          <a class="second" href={`mailto:${ticket.email}?subject=${encodeURIComponent(`[${ticket.reference}]`)}`}>
            {words.byMail}
          </a>
        )}
        {opened.state === 'open' && !opened.assignee && (
          <button class="second" type="button" onClick={() => void desk.take()}>
            {words.take}
          </button>
        )}
        {opened.state === 'open' && (
          <button class="second" type="button" onClick={() => void desk.close()}>
            {words.close}
          </button>
        )}
      </header>
      <div class="log" role="log" ref={list} tabIndex={0}>
        {messages.map((message) => (
          <Line message={message} opened={opened} />
        ))}
        {waiting.map(({ id, text, refused }) => (
          <div class="line ours">
            <div class="bubble">{text}</div>
            {refused ? (
              <button class="error" type="button" onClick={() => write(desk.discard(id))}>
                {words.refused}
              </button>
            ) : (
              <p class="meta">{words.pending}</p>
            )}
          </div>
        ))}
      </div>
      {opened.state === 'open' && (
        <div class="composer">
          <textarea aria-label={words.reply} placeholder={words.reply} value={draft} onInput={(event) => onInput(event.currentTarget.value)} onKeyDown={onKeyDown} />
          <button class="primary" type="button" onClick={send}>
            {words.send}
          </button>
        </div>
      )}
    </main>
  )
}

function Line({ message, opened }: { message: Message; opened: Detail }) {
  if (message.system) return <p class="said">{words.system[message.system.code](message.system.values)}</p>
  const isOurs = message.author === 'agent'
  const isRead = isOurs && opened.readByVisitor >= message.seq
  return (
    <div class={`line ${isOurs ? 'ours' : ''}`}>
      <div class="bubble" dir="auto">
        {message.text}
      </div>
      <p class="meta">
        {[isOurs && message.by?.name, timeOf(message.at), isRead && words.readAt].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}

function Context({ opened }: { opened: Detail }) {
  const { context, ticket } = opened
  return (
    <aside class="context">
      <h1>
        <bdi>{nameOf(opened)}</bdi>
      </h1>
      <dl>
        {ticket && (
          <>
            <dt>{words.reference}</dt>
            <dd>{ticket.reference}</dd>
            <dt>{words.email}</dt>
            <dd>{ticket.email}</dd>
            <dt>{words.answerBy}</dt>
            <dd>{dateTime(ticket.answerBy, zone, locale)}</dd>
          </>
        )}
        <dt>{words.page}</dt>
        <dd>
          {context.page.title}
          <br />
          <span class="meta">{context.page.url}</span>
        </dd>
        <dt>{words.browser}</dt>
        <dd>{context.browser}</dd>
        <dt>{words.language}</dt>
        <dd>{opened.locale}</dd>
      </dl>
      {context.path.length > 0 && <h2>{words.before}</h2>}
      <ol class="path">
        {context.path.map((step) => (
          <li>
            {step.kind === 'search' ? `${words.searched}: ${step.query}` : `${words.read}: ${step.title}`}
            <br />
            <span class="meta">{timeOf(step.at)}</span>
          </li>
        ))}
      </ol>
    </aside>
  )
}
