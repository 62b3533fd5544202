// Another password, by whoever knows the one that is.

import { useState } from 'preact/hooks'
import { Form, type Given, PasswordField } from '../parts/Form.tsx'
import type { Account } from './state.ts'
import { words } from './words.ts'

export function Password({ account }: { account: Account }) {
  const [isDone, done] = useState(false)
  const send = async (given: Given, form: HTMLFormElement) => {
    const error = await account.change('account:password', { password: given('password'), next: given('next') })
    done(error === null)
    if (error === null) form.reset()
    return error && (words.refused[error] ?? words.failed)
  }
  return (
    <section aria-label={words.password}>
      <h2>{words.password}</h2>
      <Form does={words.change} look="second" send={send}>
        <input
          class="hide"
          type="email"
          autocomplete="username"
          value={account.known.value!.email}
          tabIndex={-1}
          readOnly
          aria-hidden
        />
        <PasswordField id="now" label={words.passwordNow} />
        <PasswordField id="next" label={words.passwordNext} name="next" isNew />
        <p class="meta" role="status">
          {isDone && words.changed}
        </p>
      </Form>
    </section>
  )
}
