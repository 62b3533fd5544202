// One request from elsewhere: by its number and the address that it was made with, once a code has proven that.

import { Component, type ComponentChildren } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { RefusedAnswer } from '../../../server/protocol/answer.ts'
import type { PanelProps } from '../../state.ts'
import { given, label, wrong } from '../parts/Form.tsx'
import { ask } from './asking.ts'
import type { RequestsStrings } from './el.ts'

const id = 'lookup-'

interface LookupState {
  reference: string
  email: string
  step: 'which' | 'code' | 'found'
  /** Why the last was refused, and what is said of it. */
  error?: string
  said?: string | undefined
  isBusy?: boolean
  /** Where it is opened. */
  path?: string
}

export class Lookup extends Component<PanelProps & { own: RequestsStrings }, LookupState> {
  #form: HTMLElement | null = null
  override state: LookupState = {
    reference: '',
    email: this.props.help.who.value.email ?? this.props.typed.value.email ?? '',
    step: 'which',
  }

  override componentDidMount() {
    this.#focus()
  }
  override componentDidUpdate(_: unknown, { step, error }: LookupState) {
    if (step !== this.state.step || (error !== this.state.error && this.state.error)) this.#focus()
  }
  #focus() {
    this.#form!.querySelector<HTMLElement>('[aria-invalid],input,a')?.focus()
  }
  #refuse(answer: RefusedAnswer | null) {
    const { refusals, tooMany } = this.props.own
    const { error = 'other', retryAfter = 60 } = answer ?? {}
    const known = error === 'expired-code' ? 'wrong-code' : error
    const said = known === 'too-many' ? tooMany(Math.ceil(retryAfter / 60)) : (refusals[known] ?? refusals['other'])
    this.setState({ isBusy: false, error: known, said })
  }
  async #send(typed: string) {
    const { reference, email, step, isBusy } = this.state
    if (isBusy) return
    this.setState({ isBusy: true, error: '' })
    if (step === 'which') {
      const answer = await ask(this.props, '/requests/:site/code', { reference, email })
      if (!answer?.ok) return this.#refuse(answer)
      return this.setState({ isBusy: false, step: 'code' })
    }
    const answer = await ask(this.props, '/requests/:site/key', { reference, code: typed })
    if (!answer?.ok) return this.#refuse(answer)
    const { path } = answer
    // As it is written, however it was typed.
    this.setState({ isBusy: false, step: 'found', path: this.props.server + path, reference: path.slice(3, 11) })
  }
  #field(name: 'reference' | 'email', word: string, refusal: string, of: object): ComponentChildren {
    const { error, said } = this.state
    return [
      label(id, name, word),
      <input
        {...given(id, name, error === refusal && refusal)}
        value={this.state[name]}
        onInput={({ currentTarget }) => this.setState({ [name]: currentTarget.value })}
        {...of}
      />,
      error === refusal && wrong(id, said),
    ]
  }
  render() {
    const { own, words } = this.props
    const { step, error, said, isBusy, reference, path } = this.state
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      void this.#send(String(new FormData(event.target as HTMLFormElement).get('code') ?? ''))
    }
    const press = (text: string) => (
      <button class="primary" type="submit" aria-disabled={isBusy}>
        {text}
      </button>
    )
    return (
      <form class="lookup" noValidate onSubmit={send} ref={(form) => void (this.#form = form)}>
        {step === 'which' && [
          <p class="meta">{own.findWhy}</p>,
          this.#field('reference', own.reference, 'mistyped', { autocomplete: 'off', maxLength: 20 }),
          this.#field('email', words.email, 'bad-email', {
            type: 'email',
            autocomplete: 'email',
            maxLength: limits.email,
          }),
        ]}
        {step === 'code' && [
          <p class="meta" role="status">
            {own.sent}
          </p>,
          label(id, 'code', own.code),
          <input
            {...given(id, 'code', error === 'wrong-code' && error)}
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={12}
          />,
        ]}
        {error && !/mistyped|bad-email/.test(error) && wrong(id, said)}
        {step === 'which' && press(own.sendCode)}
        {step === 'code' && [
          press(own.confirm),
          <button class="link" type="button" onClick={() => this.setState({ step: 'which', error: '' })}>
            {own.again}
          </button>,
        ]}
        {step === 'found' && [
          <p role="status">{own.found(reference)}</p>,
          <a class="primary" href={path} target="_blank" rel="noopener">
            {own.open}
          </a>,
        ]}
      </form>
    )
  }
}
