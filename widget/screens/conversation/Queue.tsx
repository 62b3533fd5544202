// What a visitor reads while nobody has taken the conversation.

import { Component } from 'preact'
import type { Conversation } from '../../../server/protocol/conversation.ts'
import { wordOf } from '../../locale.ts'
import type { ChatProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'

const minutes = 60_000
const clock = (ms: number) => `${Math.floor(ms / minutes)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`

export class Queue extends Component<ChatProps & { of: Conversation }> {
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
