// Another password, by whoever knows the one that is.

import { useState } from 'preact/hooks'
import type { Account } from './state.ts'
import { words } from './words.ts'

export function Password({ account }: { account: Account }) {
  const [refused, refuse] = useState<string | null>(null)
  const [isDone, done] = useState(false)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const given = new FormData(form)
    const said = { password: String(given.get('password')), next: String(given.get('next')) }
    const error = await account.change('account:password', said)
    refuse(error)
    done(error === null)
    if (error === null) form.reset()
  }
  return (
    <section aria-label={words.password}>
      <h2>{words.password}</h2>
      <form class="fields" onSubmit={(event) => void send(event)}>
        <input
          class="hide"
          type="email"
          autocomplete="username"
          value={account.known.value!.email}
          tabIndex={-1}
          readOnly
          aria-hidden
        />
        <label for="now">{words.passwordNow}</label>
        <input class="input" id="now" name="password" type="password" autocomplete="current-password" required />
        <label for="next">{words.passwordNext}</label>
        <input
          class="input"
          id="next"
          name="next"
          type="password"
          autocomplete="new-password"
          required
          minLength={10}
        />
        <p class="error" role="alert">
          {refused && (words.refused[refused] ?? words.failed)}
        </p>
        <p class="meta" role="status">
          {isDone && words.changed}
        </p>
        <button class="second" type="submit">
          {words.change}
        </button>
      </form>
    </section>
  )
}
