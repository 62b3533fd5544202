// One message as it stands in the conversation, or one that waits to be stored.

import { Component, type ComponentChildren, type ComponentType } from 'preact'
import type { Message } from '../../../server/protocol/conversation.ts'
import type { Pending } from '../../chat/state.ts'
import { clockOf, dateWords, zoneHere } from '../../hours.ts'
import type { ChatProps, PartWords } from '../../state.ts'
import { breaking } from '../../view/breaking.ts'
import { Face } from '../../view/Face.tsx'
import { Icon } from '../../view/Icon.tsx'
import { Linked } from '../../view/Linked.tsx'
import { runOf } from '../../view/run.ts'
import type { RefusedProps } from '../refused/Refused.tsx'

export const zone = zoneHere()
const timeOf = (at: number) => {
  const { hour, minute } = clockOf(at, zone)
  return `${hour}:${minute}`
}

interface LineProps extends ChatProps {
  message: Message
  before?: Message
  after?: Message
  /** The day it is now: `2026-11-25`. */
  today: string
  isRead: boolean
}

const loadTold = () => import('../told/Told.tsx')

/** A message; one that nothing has changed about is not drawn again, of a long conversation all but the last. */
export class Line extends Component<LineProps> {
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
  const [newDay, isFirst, isLast] = runOf(message, before, after, zone)
  const heading = newDay && (
    <p class="said">{newDay === today ? words.today : dateWords(message.at, zone, help.locale.value, true)}</p>
  )
  if (message.system) {
    const { code, values } = message.system
    return (
      <>
        {heading}
        {code === 'taken' ? (
          <p class="said">{words.taken(values['name']!)}</p>
        ) : (
          <Later given={{ ...props, message, before }} load={loadTold} />
        )}
      </>
    )
  }
  const isMine = message.author === 'visitor'
  return (
    <>
      {heading}
      <div class={`line ${isMine ? 'mine' : 'theirs'} ${isFirst ? 'run' : ''}`}>
        {isLast && message.by && <Face {...message.by} />}
        <div class="bubble" dir="auto">
          <Linked text={message.text} />
          {message.article && <Later given={{ ...props, message }} load={loadTold} />}
          {(message.files || message.report) && <Attached message={message} {...props} chat={chat} />}
        </div>
      </div>
      {(isLast || message.via?.kind === 'mail') && (
        <Under message={message} words={words} isMine={isMine} isRead={isRead} />
      )}
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
      {message.via?.kind === 'mail' ? words.mailed : isRead ? words.read : words.stored} · {time}
    </span>
  )
}

export function Waiting({ line, ...props }: ChatProps & { line: Pending }) {
  return (
    <>
      <div class={`line mine run ${line.refused ? 'refused' : ''}`}>
        <div class="bubble" dir="auto" style={breaking(line.text)}>
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

interface LaterProps<P> {
  given: P
  load: () => Promise<{ words: PartWords; Drawn: ComponentType<P> }>
  /** What is drawn meanwhile. */
  children?: ComponentChildren
}

/** What is drawn once its chunk is there. */
export class Later<P extends ChatProps> extends Component<LaterProps<P>, { Drawn?: ComponentType<P> }> {
  override componentDidMount() {
    const { load, given } = this.props
    void given.bring(load).then(({ Drawn }) => this.setState({ Drawn }))
  }
  render() {
    const { Drawn } = this.state
    return Drawn ? <Drawn {...this.props.given} /> : this.props.children
  }
}

/** Why a message was not sent, and what can be done about it. */
const Refused = (props: RefusedProps) => (
  <div class="error own">
    <Icon name="alert" size={16} />
    <Later given={props} load={() => import('../refused/Refused.tsx')}>
      {props.words.unsent}
    </Later>
  </div>
)
