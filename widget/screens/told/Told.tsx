// The chunk of what is told between messages, but for who came, and of the article that goes with one; loaded with the
// first of them.

import { Component } from 'preact'
import type { Message, SystemCode } from '../../../server/protocol/conversation.ts'
import type { ChatProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { isSaidBefore } from '../../view/moved.ts'
import { words as told } from './en.ts'

export const words = { told }

export type ToldProps = ChatProps & { message: Message; before?: Message | undefined }

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.sent{display:flex;gap:12px;align-items:center;width:100%;min-height:44px;margin-block:4px;padding:10px 12px;border:1px solid var(--edge);border-radius:12px;background:var(--paper);color:var(--ink);font-weight:600;white-space:normal}
.sent:is(button,a):hover{background:var(--wash-2)}
.sent .icon{color:var(--accent-ink)}
.sent span{flex:1;min-width:0}
.sent .meta{display:block;font-weight:400}
`)

export class Drawn extends Component<ToldProps> {
  override componentDidMount() {
    const root = this.props.options.root
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet)
  }
  render() {
    return this.props.message.article ? <Sent {...this.props} /> : <Line {...this.props} />
  }
}

/** An article, opened over the conversation; where this locale has it not, on a page of its own. */
function Sent({ message, help, server, go, words }: ToldProps) {
  const { id, title, path } = message.article!
  const { articles = [], isPart } = help.library.value ?? {}
  const inside = <span>{title}</span>
  if (path === null)
    return (
      <div class="sent">
        <span>
          {title}
          <span class="meta">{words.own.told!.gone}</span>
        </span>
      </div>
    )
  if (isPart || articles.some((each) => each.id === id))
    return (
      <button class="sent" type="button" onClick={() => go({ name: 'article', id })}>
        {inside}
        <Icon name="right" />
      </button>
    )
  return (
    <a class="sent" href={server + path} target="_blank" rel="noopener">
      {inside}
    </a>
  )
}

/** A line, with the way to the conversation that it names. */
function Line({ message, before, chat, words }: ToldProps) {
  const own = words.own.told!
  const { code, values } = message.system!
  const { conversation } = values
  const say = own[code as Exclude<SystemCode, 'taken'>] as ((of: typeof values) => string) | undefined
  // A server that is newer than this page may say what it has no words for.
  if (!say || isSaidBefore(message, before)) return null
  return (
    <p class="said">
      {say(values)}{' '}
      {conversation && (
        <button class="link" type="button" onClick={() => void chat.catchUp(conversation)}>
          {own.open}
        </button>
      )}
    </p>
  )
}
