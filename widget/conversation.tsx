// The chat chunk: the conversation's screen, and the only way to socket.io-client.

import { useEffect, useRef } from 'preact/hooks'
import type { Message } from '../server/protocol.ts'
import type { Chat, Pending } from './chat.ts'
import { clockOf, dateWords } from './hours.ts'
import { Icon } from './view/Icon.tsx'
import { Head, type PanelProps } from './view/Panel.tsx'

export { createChat } from './chat.ts'
export { chatStyles } from './view/styles.ts'

type Props = Omit<PanelProps, 'chat'> & { chat: Chat }

export function ConversationScreen(props: Props) {
  const { chat, words, isOpen } = props
  const open = chat.conversation.value
  const list = useRef<HTMLDivElement>(null)
  const messages = chat.messages.value
  const pending = chat.pending.value
  useEffect(() => {
    list.current?.scrollTo(0, list.current.scrollHeight)
    if (isOpen.value) chat.read()
  }, [messages.length, pending.length, isOpen.value])
  const isClosed = open?.state === 'closed' && pending.length === 0
  return (
    <>
      <Head title={open?.assignee?.name ?? words.conversation} {...props}>
        {open && !isClosed && (
          <button class="tool" type="button" aria-label={words.end} title={words.end} onClick={() => void chat.close()}>
            <Icon name="check" />
          </button>
        )}
      </Head>
      {chat.state.value === 'offline' && (
        <p class="strip" role="status">
          {words.offline}
        </p>
      )}
      <div class="main" ref={list}>
        <div class="log" role="log">
        {messages.map((message, at) => (
          <Line message={message} before={messages[at - 1]} after={messages[at + 1]} {...props} />
        ))}
        {pending.map((line) => (
          <Waiting line={line} {...props} />
        ))}
        {chat.typing.value && <p class="said">{words.typing(chat.typing.value.name)}</p>}
        {open && !open.assignee && !isClosed && <p class="said">{words.waiting}</p>}
        </div>
      </div>
      <div class="foot">
        {isClosed ? (
          <button class="second" type="button" onClick={() => (chat.conversation.value = null)}>
            {words.again}
          </button>
        ) : (
          <Composer {...props} />
        )}
      </div>
    </>
  )
}

function Line({ message, before, after, chat, help, words }: Props & { message: Message; before?: Message; after?: Message }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const day = clockOf(message.at, zone).date
  const isNewDay = !before || clockOf(before.at, zone).date !== day
  const isToday = day === clockOf(help.now(), zone).date
  const heading = isNewDay && <p class="day">{isToday ? words.today : dateWords(message.at, zone, help.locale.value, true)}</p>
  if (message.system) {
    const { code, values } = message.system
    return (
      <>
        {heading}
        <p class="said">{words.system[code](values)}</p>
      </>
    )
  }
  const isMine = message.author === 'visitor'
  const { hour, minute } = clockOf(message.at, zone)
  const time = `${hour}:${minute}`
  const isRead = (chat.conversation.value?.readByAgent ?? 0) >= message.seq
  const isLast = after?.author !== message.author
  return (
    <>
      {heading}
      <div class={`line ${isMine ? 'mine' : ''} ${before?.author === message.author ? '' : 'first'}`}>
        <div class="bubble" dir="auto">
          <Linked text={message.text} />
        </div>
        {isLast && (
          <span class="under">
            {isMine && <Icon name={isRead ? 'read' : 'check'} size={16} />}
            {isMine ? (isRead ? words.readAt(time) : `${words.stored} · ${time}`) : `${message.by?.name.split(' ')[0]} · ${time}`}
          </span>
        )}
      </div>
    </>
  )
}

function Waiting({ line, chat, words, draft }: Props & { line: Pending }) {
  return (
    <div class={`line mine ${line.refused ? 'refused' : ''}`}>
      <div class="bubble" dir="auto">
        {line.text}
      </div>
      {line.refused ? (
        <button class="error" type="button" onClick={() => (draft.value = chat.discard(line.id))}>
          <Icon name="alert" size={16} />
          {words.refusals[line.refused] ?? words.failed} {words.retry}
        </button>
      ) : (
        <span class="under">
          <Icon name="clock" size={16} />
          {words.pending}
        </span>
      )}
    </div>
  )
}

function Composer({ chat, words, draft }: Props) {
  const send = () => {
    const text = draft.value.trim()
    if (!text) return
    draft.value = ''
    chat.types(false)
    void chat.send(text)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  }
  const onInput = (text: string) => {
    if (!draft.value && text) chat.types(true)
    draft.value = text
  }
  return (
    <div class="composer">
      <textarea
        rows={1}
        aria-label={words.write}
        placeholder={words.write}
        value={draft.value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button class="go" type="button" aria-label={words.sendShort} onClick={send}>
        <Icon name="send" />
      </button>
    </div>
  )
}

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]»])/

/** Links in what somebody wrote; anything else stays text. */
function Linked({ text }: { text: string }) {
  const parts = text.split(address)
  return (
    <>
      {parts.map((part, at) =>
        at % 2 === 1 ? (
          <a href={part} target="_blank" rel="noopener nofollow">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}
