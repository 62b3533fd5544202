// The open conversation: what was said, and the composer.

import { useLayoutEffect, useRef } from 'preact/hooks'
import { clockOf } from '../../../widget/hours.ts'
import { Face } from '../../../widget/view/Face.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import { isComposing } from '../../../widget/view/keys.ts'
import { Drawn, Picked } from '../../../widget/view/Files.tsx'
import { insertAtOnce } from '../../../widget/view/insert.ts'
import { Linked } from '../../../widget/view/Linked.tsx'
import type { Message, Note } from '../../protocol/conversation.ts'
import type { Opening, Unsent } from '../desk.ts'
import { keepPlace, rowId } from '../place.ts'
import { tag, words } from '../strings.ts'
import { dayOf, isNameless, mailTo, nameOf, timeOf, zone } from '../words.ts'
import type { DeskProps } from './Desk.tsx'
import { Mails } from './Mails.tsx'
import { Pane } from './Pane.tsx'

/** What every drawing of files needs. */
const shared = { own: words.files, server: '', locale: tag }

interface ThreadProps extends DeskProps {
  opened: Opening
}

export function Thread({ desk, opened, showContext }: ThreadProps & { showContext: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  const section = useRef<HTMLElement>(null)
  const focus = (what: 'h1' | 'textarea') => section.current!.querySelector<HTMLElement>(what)?.focus()
  useLayoutEffect(() => focus('h1'), [])
  useLayoutEffect(keepPlace, [opened.state, opened.assignee?.id])
  const messages = desk.messages.value
  const waiting = desk.unsent.value.filter(
    ({ conversation, act, refused }) => conversation === opened.id && (act === 'send' || act === 'note' || refused),
  )
  const notesAfter = (seq: number) =>
    (opened.notes ?? [])
      .filter(({ after }) => after === seq)
      .map((note) => <Noted key={`${note.by.id} ${note.id}`} note={note} />)
  const take = (event: Event, given: DataTransfer | null) => {
    if (!given || given.files.length === 0 || opened.state !== 'open') return
    event.preventDefault()
    desk.attach([...given.files])
  }
  useLayoutEffect(() => {
    list.current!.scrollTo(0, list.current!.scrollHeight)
    desk.read()
  }, [messages.length, waiting.length, opened.notes?.length])
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
      <div class="log" role="log" ref={list} tabIndex={0}>
        {messages.flatMap((message, at) => [
          <Pane key={message.seq} name="message" desk={desk}>
            <Line message={message} before={messages[at - 1]} after={messages[at + 1]} opened={opened} desk={desk} />
          </Pane>,
          ...notesAfter(message.seq),
        ])}
        {waiting.map((line) => (
          <Waiting key={line.id} line={line} desk={desk} />
        ))}
      </div>
      <Composer desk={desk} opened={opened} />
    </section>
  )
}

function Head({ desk, opened, showContext, write }: ThreadProps & { showContext: () => void; write: () => void }) {
  const { ticket, state, assignee, here } = opened
  const isMine = assignee?.id === desk.me.value?.id
  const under = desk.isTyping(opened.id)
    ? words.types
    : [
        ticket?.reference,
        isNameless(opened) && words.visitor,
        assignee && !isMine && assignee.name,
        here ? words.here : words.gone,
      ]
  const leave = () => {
    desk.leave()
    // Where the list was hidden: back to the conversation that was chosen.
    setTimeout(() => document.getElementById(rowId(opened.id))?.focus())
  }
  return (
    <header>
      <button class="tool back" type="button" aria-label={words.back} onClick={leave}>
        <Icon name="back" />
      </button>
      <div class="who">
        <h1 tabIndex={-1}>
          <bdi>{nameOf(opened)}</bdi>
        </h1>
        <p class="meta">{[under].flat().filter(Boolean).join(' · ')}</p>
      </div>
      {ticket && (
        <a class="quiet mail" href={mailTo(ticket.email, ticket)}>
          <Icon name="mail" />
          <span>{words.byMail}</span>
        </a>
      )}
      {state === 'open' && !isMine && (
        <button class="quiet" type="button" onClick={() => (desk.take(), write())}>
          <Icon name="user" />
          <span>{words.take}</span>
        </button>
      )}
      {state === 'open' && (
        <button class="second" type="button" onClick={desk.close}>
          <Icon name="check" />
          <span>{words.close}</span>
        </button>
      )}
      <button class="tool info" type="button" aria-label={words.context} onClick={showContext}>
        <Icon name="info" />
      </button>
    </header>
  )
}

function Line({
  message,
  before,
  after,
  opened,
  desk,
}: ThreadProps & { message: Message; before?: Message; after?: Message }) {
  const { date: day } = clockOf(message.at, zone)
  const isNewDay = !before || clockOf(before.at, zone).date !== day
  const heading = isNewDay && <p class="day">{dayOf(message.at, desk.now())}</p>
  if (message.system) {
    return (
      <>
        {heading}
        <p class="day">{words.system[message.system.code](message.system.values)}</p>
      </>
    )
  }
  const isOurs = message.author === 'agent'
  const isFirst = isNewDay || before?.author !== message.author
  const isLast = after?.author !== message.author
  const isRead = isOurs && opened.readByVisitor >= message.seq
  const isMe = message.by?.id === desk.me.value?.id
  return (
    <>
      {heading}
      <div class={`line ${isOurs ? 'ours' : 'theirs'} ${isFirst ? 'run' : ''}`}>
        {!isOurs && isLast && <Face id={opened.id} name={nameOf(opened)} />}
        <div class="bubble" dir="auto">
          <Linked text={message.text} />
          <Drawn
            {...shared}
            files={message.files ?? []}
            isAlone={message.text === ''}
            report={message.report}
            now={desk.now}
            renew={(id) => desk.renew(message.seq, id)}
          />
        </div>
      </div>
      {isLast && (
        <p class={`meta under ${isOurs ? 'ours' : ''}`}>
          {[isOurs && !isMe && message.by?.name, isRead && words.readAt, timeOf(message.at)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </>
  )
}

/** A note, or one that waits. */
function Noted({ note, isRefused }: { note: { text: string } & Partial<Note>; isRefused?: boolean }) {
  return (
    <div class={`note ${isRefused ? 'refused' : ''}`}>
      <Icon name="lock" />
      <div>
        <p class="meta">
          {[words.noteFor, note.by && `${note.by.name} ${timeOf(note.at!)}`].filter(Boolean).join(' · ')}
        </p>
        <p dir="auto">
          <Linked text={note.text} />
        </p>
      </div>
    </div>
  )
}

/** What else was done, that the server has not taken. */
const actWords = {
  take: words.take,
  close: words.close,
  critical: words.critical,
  ordinary: words.critical,
  again: words.mailAgain,
  settle: words.mailSettle,
}

function Waiting({ line, desk }: DeskProps & { line: Unsent }) {
  return (
    <>
      {line.act !== 'send' && line.act !== 'note' ? (
        <p class="meta under ours">{actWords[line.act]}</p>
      ) : line.act === 'note' ? (
        <Noted note={{ text: line.text }} isRefused={line.refused !== null} />
      ) : (
        <div class={`line ours run ${line.refused ? 'refused' : ''}`}>
          <div class="bubble" dir="auto">
            {line.text}
            <Drawn
              {...shared}
              files={line.files ?? []}
              isAlone={line.text === ''}
              now={desk.now}
              renew={async () => ''}
            />
          </div>
        </div>
      )}
      {line.refused ? (
        <div class="refusal under ours">
          <button class="error" type="button" onClick={() => desk.takeBack(line.id)}>
            <Icon name="alert" size={16} />
            {words.refusals[line.refused] ?? words.refused}
          </button>
          {line.refused === 'too-long' && line.act === 'send' && desk.maxSize() > 0 && (
            <button class="error" type="button" onClick={() => desk.sendAsFile(line.id)}>
              <u>{words.asFile}</u>
            </button>
          )}
        </div>
      ) : (
        <p class="meta under ours">{words.pending}</p>
      )}
    </>
  )
}

function Composer({ desk, opened }: ThreadProps) {
  const isOpen = opened.state === 'open'
  const isNote = desk.isNoting()
  const draft = desk.begun()
  const rising = desk.rising.value.filter(({ conversation }) => conversation === opened.id)
  const most = desk.maxSize()
  const hasMail = !desk.sites.value.find(({ id }) => id === opened.site)?.lacks
  const isRising = rising.some(({ part, refused }) => part < 1 && !refused)
  const isReady = isNote
    ? draft.trim() !== ''
    : isOpen && !isRising && (draft.trim() !== '' || rising.some(({ part }) => part === 1))
  const field = useRef<HTMLTextAreaElement>(null)
  const choose = (kind: boolean) => {
    desk.types(false)
    desk.setNoting(kind)
    field.current!.focus()
  }
  const send = () => {
    if (!isReady) return
    if (isNote) desk.note(draft.trim())
    else desk.send(draft.trim())
    desk.types(false)
    desk.draft('')
    // The next word is for the visitor again, unless one says otherwise.
    desk.setNoting(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    send()
  }
  const onInput = (text: string) => {
    if (!draft && text && !isNote) desk.types(true)
    desk.draft(text)
  }
  return (
    <div class={`composer ${isNote ? 'noting' : ''}`}>
      <div class="kinds">
        {(isOpen || !isNote ? [false, true] : [true]).map((kind) => (
          <button key={String(kind)} type="button" aria-pressed={isNote === kind} onClick={() => choose(kind)}>
            {kind ? words.note : words.answer}
          </button>
        ))}
      </div>
      {!isNote && <Picked {...shared} list={rising} most={most} remove={desk.detach} retry={desk.retryFile} />}
      <textarea
        ref={field}
        aria-label={isNote ? words.writeNote : words.reply}
        placeholder={isNote ? words.writeNote : words.reply}
        value={draft}
        onBeforeInput={insertAtOnce}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="send">
        {most > 0 && !isNote && isOpen && (
          <label class="tool attach">
            <Icon name="attach" />
            <input
              class="hide"
              type="file"
              multiple
              aria-label={words.attach}
              onClick={({ currentTarget: picker }) => (picker.value = '')}
              onChange={({ currentTarget: picker }) => desk.attach([...picker.files!])}
            />
          </label>
        )}
        <span class="meta">
          {isNote ? words.noteFor : !isOpen ? words.noReply : opened.ticket && hasMail ? words.goesByMail : words.enter}
        </span>
        {isOpen || isNote ? (
          <button class="primary" type="button" aria-disabled={!isReady} onClick={send}>
            {isNote ? words.keepNote : words.send}
          </button>
        ) : (
          <button class="primary" type="button" onClick={() => (desk.toNote(), field.current!.focus())}>
            {words.note}
          </button>
        )}
      </div>
    </div>
  )
}
