// A copy of the conversation by mail, as it is asked for in the menu.

import { Component, type ComponentChildren } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { TranscriptAsked } from '../../../server/protocol/mail.ts'
import { randomId } from '../../memory.ts'
import type { ChatProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import type { MenuStrings } from './el.ts'

interface CopyState {
  /** What the server waits for, or has done. */
  at?: TranscriptAsked
  /** Why the last answer was refused. */
  error?: string
  isBusy?: boolean
}

/** A copy by mail: to the address that the site vouches for, else to one that is proved by the code mailed there. */
export class Copy extends Component<ChatProps & { own: MenuStrings; leave: () => void }, CopyState> {
  #form: HTMLElement | null = null
  /** Of what is asked: a repeat after a lost answer is the same mail. */
  #id = randomId()

  override componentDidMount() {
    void this.#ask({ email: '' })
  }
  override componentDidUpdate(_: unknown, { at, error }: CopyState) {
    if (at !== this.state.at || error !== this.state.error)
      this.#form!.querySelector<HTMLElement>('input,button')?.focus()
  }
  async #ask(asked: { email: string } | { code: string }) {
    if (this.state.isBusy) return
    this.setState({ isBusy: true })
    const { chat } = this.props
    const of = { conversation: chat.conversation.value!.id, id: this.#id }
    const answer = await ('code' in asked
      ? chat.ask('transcript:confirm', { ...of, ...asked })
      : chat.ask('transcript:ask', { ...of, ...asked }))
    if (!answer?.ok) return this.setState({ isBusy: false, error: answer?.error ?? 'other' })
    this.#id = randomId()
    this.setState({ isBusy: false, error: '', at: 'state' in answer ? answer : { state: 'sent', email: answer.email } })
  }
  render() {
    const { own, words, leave } = this.props
    const { at, error, isBusy } = this.state
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      const given = String(new FormData(event.target as HTMLFormElement).get('given')).trim()
      void this.#ask(at?.state === 'code' ? { code: given } : { email: given })
    }
    const wrong = error && (
      <p class="error" id="menu-wrong" role="alert">
        <Icon name="alert" size={16} />
        {own.refusals[error] ?? own.refusals['other']}
      </p>
    )
    const described = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'menu-wrong' } : {}
    return (
      <form class="copy" noValidate onSubmit={send} ref={(form) => void (this.#form = form)}>
        <b>{own.copy}</b>
        {at?.state === 'sent' && (
          <>
            <p role="status">{own.sent(at.email)}</p>
            <button class="second" type="button" onClick={leave}>
              {own.done}
            </button>
          </>
        )}
        {(at?.state === 'address' || at?.state === 'code') && (
          <Given
            own={own}
            label={at.state === 'code' ? own.code : words.email}
            sentTo={at.state === 'code' ? at.email : undefined}
            described={described}
            wrong={wrong}
            isBusy={isBusy}
            another={() => this.setState({ at: { state: 'address' }, error: '' })}
          />
        )}
        {!at && wrong}
      </form>
    )
  }
}

interface GivenProps {
  own: MenuStrings
  label: string
  /** The address that a code was sent to; without one, an address is asked for. */
  sentTo: string | undefined
  described: { 'aria-invalid'?: 'true'; 'aria-describedby'?: string }
  wrong: ComponentChildren
  isBusy: boolean | undefined
  another: () => void
}

/** What is typed in: an address, or the code that was sent to it. */
function Given({ own, label, sentTo, described, wrong, isBusy, another }: GivenProps) {
  const isCode = sentTo !== undefined
  const field = isCode
    ? { type: 'text' as const, inputMode: 'numeric' as const, autocomplete: 'one-time-code' as const, maxLength: 12 }
    : { type: 'email' as const, autocomplete: 'email' as const, maxLength: limits.email }
  return (
    <>
      <p class="meta" role="status">
        {isCode ? own.codeSent(sentTo) : own.copyWhy}
      </p>
      <label class="label" for="menu-given">
        {label}
      </label>
      <input key={isCode ? 'code' : 'email'} class="input" id="menu-given" name="given" {...field} {...described} />
      {wrong}
      <button class="primary" type="submit" aria-disabled={isBusy}>
        {isCode ? own.confirm : own.sendCode}
      </button>
      {isCode && (
        <button class="link" type="button" onClick={another}>
          {own.anotherEmail}
        </button>
      )}
    </>
  )
}
