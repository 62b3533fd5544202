// The messages, with what goes on below them; it stays at its end unless somebody has scrolled up to read.

import { Component } from 'preact'
import { clockOf } from '../../hours.ts'
import type { ChatProps } from '../../state.ts'
import { Face } from '../../view/Face.tsx'
import { Icon } from '../../view/Icon.tsx'
import { Later, Line, Waiting, zone } from './Line.tsx'
import { Queue } from './Queue.tsx'

export class Log extends Component<ChatProps, { isBehind?: boolean }> {
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
    const today = clockOf(help.now(), zone).date
    return (
      <div class="main" ref={(list) => void (this.#list = list)} onScroll={this.#onScroll} tabIndex={0}>
        <div class="log" role="log">
          {!messages[0] && !chat.pending.value[0] && (
            <p class="said">
              {words.begin}{' '}
              <a class="link" href={help.availability.value?.site.privacyUrl} target="_blank" rel="noopener">
                {words.privacy}
              </a>
            </p>
          )}
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
          {chat.pending.value.map((line) => (
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
        {chat.ending.value === open?.id && (
          <p class="said" role="status">
            {words.ending}
          </p>
        )}
        {open?.ticket?.state === 'open' && <p class="said">{words.byEmail(said(open.ticket.answerBy))}</p>}
        {open?.state === 'closed' && (
          <Later given={this.props} load={() => import('../rating/Rating.tsx')} key={open.id} />
        )}
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
