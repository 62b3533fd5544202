// Sign-in with e-mail and password.

import { useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import { words } from '../strings.ts'
import { Mark } from './Nav.tsx'

export function SignIn({ enter }: { enter: () => void }) {
  const [error, say] = useState('')
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    const body = JSON.stringify({ email: given.get('email'), password: given.get('password') })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/auth/sign-in/email', { method: 'POST', headers, body }).catch(() => null)
    if (response?.ok) return enter()
    say(response === null ? words.away : response.status === 429 ? words.tooMany : words.wrong)
  }
  return (
    <main class="sign-in">
      <form onSubmit={(event) => void send(event)}>
        <Mark />
        <h1>{words.signIn}</h1>
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
