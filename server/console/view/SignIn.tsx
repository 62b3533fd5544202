// Sign-in with e-mail and password.

import { useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import { words } from '../strings.ts'
import { Mark } from './Nav.tsx'

/** Why a sign-in was refused. */
function reasonOf(response: Response | null): string {
  if (response === null || response.status >= 500) return words.away
  if (response.status === 403) return words.wrongPlace
  if (response.status !== 429) return words.wrong
  return Number(response.headers.get('retry-after')) <= 60 ? words.busy : words.tooMany
}

export function SignIn({ enter, isOver }: { enter: () => void; isOver: boolean }) {
  const [error, say] = useState('')
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    const body = JSON.stringify({ email: given.get('email'), password: given.get('password') })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/auth/sign-in/email', { method: 'POST', headers, body }).catch(() => null)
    if (response?.ok) return enter()
    say(reasonOf(response))
  }
  return (
    <main class="sign-in">
      <form onSubmit={(event) => void send(event)}>
        <Mark />
        <h1>{words.signIn}</h1>
        {isOver && <p role="status">{words.over}</p>}
        <label for="email">{words.email}</label>
        <input class="input" id="email" name="email" type="email" autocomplete="username" required />
        <label for="password">{words.password}</label>
        <input class="input" id="password" name="password" type="password" autocomplete="current-password" required />
        <p class="error" role="alert">
          {error && <Icon name="alert" size={16} />}
          {error}
        </p>
        <button class="primary" type="submit">
          {words.signIn}
        </button>
      </form>
    </main>
  )
}
