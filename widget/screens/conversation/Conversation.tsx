// The chat chunk: the conversation's screen, and the only way to socket.io-client.

import { Component } from 'preact'
import type { Conversation, Message } from '../../../server/protocol/conversation.ts'
import type { Pending } from '../../chat/state.ts'
import { clockOf, dateWords, zoneHere } from '../../hours.ts'
import type { Life } from '../../life.ts'
import type { Menu } from '../menu/Menu.tsx'
import type { RefusedProps, Ways } from '../refused/Refused.tsx'
import { chatPaths } from '../../view/chatIcons.ts'
import { Face } from '../../view/Face.tsx'
import { Icon, paths } from '../../view/Icon.tsx'
import { isComposing } from '../../view/keys.ts'
import { Linked } from '../../view/Linked.tsx'
import { Head } from '../parts/Head.tsx'
import { Offline } from '../parts/Strips.tsx'
import { wordOf } from '../../locale.ts'
import type { ChatProps } from '../../state.ts'

export { createChat } from '../../chat/chat.ts'
export { chatStyles } from './style.ts'

Object.assign(paths, chatPaths)
/** The sound is loaded when there is something to hear; without a line it is silent. */
export const chime = (life: Life) =>
  void import('../../chime.ts').then(
    (sound) => life.signal.aborted || sound.chime(life),
    () => undefined,
  )
const zone = zoneHere()
const timeOf = (at: number) => {
  const { hour, minute } = clockOf(at, zone)
  return `${hour}:${minute}`
}

export function ConversationScreen(props: ChatProps) {
  const { chat, words, files } = props
  const Picked = files.value?.Picked
  const open = chat.conversation.value
  const isClosed = open?.state === 'closed' && chat.pending.value.length === 0
  return (
    <>
      <Head title={open?.assignee?.name ?? words.conversation} person={open?.assignee} {...props}>
        {open && <More isClosed={isClosed} {...props} />}
      </Head>
      <Offline help={props.help} words={words} isAway={chat.isAway.value} />
      <Log {...props} />
      <div class="foot">
        {isClosed ? (
          <button class="second" type="button" onClick={chat.leave}>
            {words.again}
          </button>
        ) : (
          [Picked && <Picked />, <Composer {...props} />]
        )}
      </div>
    </>
  )
}

/** What else can be done with the conversation; loaded when it is first opened. */
class More extends Component<ChatProps & { isClosed: boolean }, { isShown?: boolean; Menu?: typeof Menu }> {
  readonly #show = (isShown: boolean) => this.setState({ isShown })

  render() {
    const { isShown, Menu } = this.state
    const press = () => {
      this.#show(!isShown)
      // Without a line nothing opens, and the strip above says why.
      import('../menu/Menu.tsx').then(
        (chunk) => this.setState(chunk),
        () => this.#show(false),
      )
    }
    return (
      <div class="more">
        <button
          class="tool"
          type="button"
          aria-label={this.props.words.more}
          aria-expanded={!!(isShown && Menu)}
          onClick={press}
        >
          <Icon name="more" />
        </button>
        {isShown && Menu && <Menu {...this.props} hide={() => this.#show(false)} />}
      </div>
    )
  }
}

/** The messages; it stays at its end unless somebody has scrolled up to read. */
class Log extends Component<ChatProps, { isBehind?: boolean }> {
  #list: HTMLElement | null = null
  #isFollowing = true
  #last = ''

  override componentDidMount() {
    this.componentDidUpdate()
  }
  override componentDidUpdate() {
    const { chat, isOpen } = this.props
    const last = `${chat.messages.value.length} ${chat.pending.value.length}`
    const isNew = last !== this.#last
    this.#last = last
    if (this.#isFollowing || (isNew && chat.pending.value.length > 0)) this.#toEnd()
    else if (isNew) this.setState({ isBehind: true })
    if (isOpen.value) chat.read()
  }
  // Prototype has a `scrollTo` of its own, which scrolls the page.
  readonly #toEnd = () => void (this.#list!.scrollTop = this.#list!.scrollHeight)
  readonly #onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = this.#list!
    this.#isFollowing = scrollHeight - scrollTop - clientHeight < 48
    if (this.#isFollowing && this.state.isBehind) this.setState({ isBehind: false })
  }
  render() {
    const { chat, help, words, said } = this.props
    const open = chat.conversation.value
    const messages = chat.messages.value
    const pending = chat.pending.value
    const today = clockOf(help.now(), zone).date
    return (
      <div class="main" ref={(list) => void (this.#list = list)} onScroll={this.#onScroll} tabIndex={0}>
        <div class="log" role="log">
          {messages.length + pending.length === 0 && <p class="said">{words.begin}</p>}
          {messages.map((message, at) => (
            <Line
              key={message.seq}
              message={message}
              before={messages[at - 1]}
              after={messages[at + 1]}
              today={today}
              isRead={message.seq <= (open?.readByAgent ?? 0)}
              {...this.props}
            />
          ))}
          {pending.map((line) => (
            <Waiting key={line.id} line={line} {...this.props} />
          ))}
        </div>
        {chat.typing.value && (
          <div class="line run">
            <Face {...chat.typing.value} />
            <div class="bubble dots" role="status" aria-label={words.typing(chat.typing.value.name)}>
              <i />
              <i />
              <i />
            </div>
          </div>
        )}
        {open?.waiting && help.availability.value && <Queue of={open} {...this.props} />}
        {open && chat.ending.value === open.id && (
          <p class="said" role="status">
            {words.ending}
          </p>
        )}
        {open?.ticket?.state === 'open' && <p class="said">{words.byEmail(said(open.ticket.answerBy))}</p>}
        {this.state.isBehind && (
          <button class="behind second small" type="button" onClick={this.#toEnd}>
            <Icon name="down" size={16} />
            {words.behind}
          </button>
        )}
      </div>
    )
  }
}

const minutes = 60_000
const clock = (ms: number) => `${Math.floor(ms / minutes)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`

/** What a visitor reads while nobody has taken the conversation. */
class Queue extends Component<ChatProps & { of: Conversation }> {
  #timer = setInterval(() => this.setState({}), 1_000)

  override componentWillUnmount() {
    clearInterval(this.#timer)
  }
  render() {
    const { of, help, words, said, go } = this.props
    const { since, dueAt, within, before, usually, proposeAt, plan } = of.waiting!
    const { online } = help.how.value
    const now = help.now()
    const isHere = online && now < dueAt
    const isProposed = !isHere || now >= proposeAt
    // What passed while we were closed does not count.
    const spent = Math.max(0, within - dueAt + now, now - since < within ? now - since : 0)
    return (
      <div class="card">
        <div role="status">
          <h2>{online ? words.before(before) : words.awayNow}</h2>
        </div>
        {isHere && (
          <>
            <p class="meta">
              {plan
                ? words.promised(wordOf(plan, help.locale.value), within / minutes)
                : words.answerWithin(within / minutes)}
              {usually !== null && words.usually(Math.ceil(usually / minutes))}
            </p>
            <div class="bar">
              <i style={`width:${(spent / within) * 100}%`} />
            </div>
            <p class="meta ask">
              <b>
                {words.waited} {clock(spent)}
              </b>
              {clock(within)}
            </p>
          </>
        )}
        <p class="meta">
          {isProposed
            ? words[help.who.value?.email ? 'byEmail' : 'propose'](said(now + help.availability.value!.answers.ticket))
            : words.meanwhile}
        </p>
        <button
          class={isProposed ? 'primary' : 'second'}
          type="button"
          onClick={() => go({ name: 'form', conversation: of.id })}
        >
          <Icon name="mail" />
          {words.byMail}
        </button>
      </div>
    )
  }
}

interface LineProps extends ChatProps {
  message: Message
  before?: Message
  after?: Message
  /** The day it is now: `2026-11-25`. */
  today: string
  isRead: boolean
}

/** A message; one that nothing has changed about is not drawn again, of a long conversation all but the last. */
class Line extends Component<LineProps> {
  override shouldComponentUpdate(next: LineProps) {
    const { message } = this.props
    // What is drawn of files has signals of its own.
    if (message.files || message.report) return true
    return (['message', 'before', 'after', 'words', 'today', 'isRead'] as const).some(
      (name) => next[name] !== this.props[name],
    )
  }
  render() {
    return draw(this.props)
  }
}

function draw({ message, before, after, today, isRead, ...props }: LineProps) {
  const { chat, help, words } = props
  const { date: day } = clockOf(message.at, zone)
  const isNewDay = !before || clockOf(before.at, zone).date !== day
  const isToday = day === today
  const heading = isNewDay && (
    <p class="said">{isToday ? words.today : dateWords(message.at, zone, help.locale.value, true)}</p>
  )
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
  const isFirst = isNewDay || before?.author !== message.author
  const isLast = after?.author !== message.author
  return (
    <>
      {heading}
      <div class={`line ${isMine ? 'mine' : 'theirs'} ${isFirst ? 'run' : ''}`}>
        {isLast && message.by && <Face {...message.by} />}
        <div class="bubble" dir="auto">
          <Linked text={message.text} />
          {(message.files || message.report) && <Attached message={message} {...props} chat={chat} />}
        </div>
      </div>
      {isLast && <Under message={message} words={words} isMine={isMine} isRead={isRead} />}
    </>
  )
}

/** What the chunk of files draws, once it is there. */
function Attached({ message, files, loadFiles, chat }: ChatProps & { message: Message | Pending }) {
  const Drawn = files.value?.Drawn
  if (Drawn) return <Drawn message={message} chat={chat} />
  void loadFiles()
  return null
}

/** When, by whom, and whether it has been read. */
function Under({
  message,
  words,
  isMine,
  isRead,
}: Pick<LineProps, 'message' | 'words' | 'isRead'> & { isMine: boolean }) {
  const time = timeOf(message.at)
  if (!isMine) return <span class="under">{`${message.by?.name.split(' ')[0]} · ${time}`}</span>
  return (
    <span class="under own">
      <Icon name={isRead ? 'read' : 'check'} size={16} />
      {isRead ? words.read : words.stored} · {time}
    </span>
  )
}

function Waiting({ line, ...props }: ChatProps & { line: Pending }) {
  return (
    <>
      <div class={`line mine run ${line.refused ? 'refused' : ''}`}>
        <div class="bubble" dir="auto">
          {line.text}
          {line.files && <Attached message={line} {...props} />}
        </div>
      </div>
      {line.refused ? (
        <Refused line={line} {...props} />
      ) : (
        <span class="under own">
          <Icon name="clock" size={16} />
          {props.words.pending}
        </span>
      )}
    </>
  )
}

/** Why a message was not sent, and, once its chunk is there, what can be done about it. */
class Refused extends Component<RefusedProps, { Ways?: typeof Ways }> {
  override componentDidMount() {
    import('../refused/Refused.tsx').then(
      (chunk) => this.setState(chunk),
      () => null,
    )
  }
  render() {
    const { words } = this.props
    const { Ways } = this.state
    return (
      <div class="error own">
        <Icon name="alert" size={16} />
        {Ways ? <Ways {...this.props} /> : words.unsent}
      </div>
    )
  }
}

class Composer extends Component<ChatProps> {
  #field: HTMLTextAreaElement | null = null

  override componentDidMount() {
    this.#field!.focus({ preventScroll: true })
  }
  override componentDidUpdate() {
    // Browsers without `field-sizing` are told the height.
    if (CSS.supports('field-sizing', 'content')) return
    const { style } = this.#field!
    style.height = 'auto'
    style.height = `${this.#field!.scrollHeight}px`
  }
  render() {
    const { chat, words, draft, write, help, files } = this.props
    const isEmpty = !draft.value.trim() && !files.value?.has()
    const send = () => {
      if (isEmpty) return
      const text = draft.value.trim()
      void chat.send(text, files.value?.take())
      draft.value = ''
      chat.types(false)
      this.#field!.focus()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
      event.preventDefault()
      send()
    }
    const onInput = (text: string) => {
      if (!draft.value && text) chat.types(true)
      write(text)
    }
    return (
      <div class="composer">
        {help.availability.value?.site.files && (
          <label class="tool">
            <Icon name="attach" />
            <input
              class="hide"
              type="file"
              multiple
              aria-label={words.attach}
              onClick={({ currentTarget: picker }) => (picker.value = '')}
            />
          </label>
        )}
        <textarea
          ref={(field) => void (this.#field = field)}
          rows={1}
          aria-label={words.write}
          placeholder={chat.messages.value.length > 0 ? words.writeMore : words.write}
          value={draft.value}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button class="go" type="button" aria-label={words.sendShort} aria-disabled={isEmpty} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    )
  }
}
