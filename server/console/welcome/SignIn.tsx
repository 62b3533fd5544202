// Sign-in with e-mail and password, or with a passkey alone.

import { useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import { ByPasskey } from '../secondFactor/ByPasskey.tsx'
import { showPasskey } from '../secondFactor/passkey.ts'
import { words as factor } from '../secondFactor/words.ts'
import type { Session, SignInFailure } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { words } from './words.ts'

export function SignIn({ session }: { session: Session }) {
  const [failure, fail] = useState<SignInFailure | null>(null)
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
        <p role="status">{session.isOver.value ? words.signedOut : words.welcomeWhy}</p>
        <label for="email">{words.email}</label>
        <input class="input" id="email" name="email" type="email" autocomplete="username" required />
        <div class="named">
          <label for="password">{words.password}</label>
          <button type="button" onClick={() => void (session.isForgotten.value = true)}>
            {words.forgotIt}
          </button>
        </div>
        <PasswordInput />
        <p class="error" role="alert">
          {failure && <Icon name="alert" size={16} />}
          {failure && words[failure]}
        </p>
        <button class="primary" type="submit">
          {words.goOn}
        </button>
        <ByPasskey session={session} act={showPasskey} does={factor.byPasskey} />
      </form>
    </main>
  )
}
