// Sign-in with e-mail and password.

import { useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Session, SignInFailure } from '../session.ts'
import { Mark } from './Mark.tsx'
import { words } from './words.ts'

export function SignIn({ session }: { session: Session }) {
  const [failure, fail] = useState<SignInFailure | null>(null)
  const [isShown, show] = useState(false)
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    void session.signIn(String(given.get('email')), String(given.get('password'))).then(fail)
  }
  return (
    <main class="sign-in">
      <form onSubmit={send}>
        <Mark />
        <h1>{words.welcome}</h1>
        <p role="status">{session.isOver.value ? words.over : words.welcomeWhy}</p>
        <label for="email">{words.email}</label>
        <input class="input" id="email" name="email" type="email" autocomplete="username" required />
        <label for="password">{words.password}</label>
        <div class="seen">
          <input
            class="input"
            id="password"
            name="password"
            type={(isShown ? 'text' : 'password') as 'password'}
            autocomplete="current-password"
            autocapitalize="off"
            spellcheck={false}
            required
          />
          <button
            class="tool"
            type="button"
            aria-label={words.showPassword}
            aria-pressed={isShown}
            onClick={() => show(!isShown)}
          >
            <Icon name="eye" />
          </button>
        </div>
        <p class="error" role="alert">
          {failure && <Icon name="alert" size={16} />}
          {failure && words[failure]}
        </p>
        <button class="primary" type="submit">
          {words.goOn}
        </button>
      </form>
    </main>
  )
}
