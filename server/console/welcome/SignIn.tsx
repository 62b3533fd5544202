// Sign-in: with e-mail and password, with a passkey alone, or by the issuer's word.

import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { WaysIn } from '../../protocol/http.ts'
import type { Session, SignInFailure } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { ToIssuer } from './Issuer.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { words } from './words.ts'
import { focused } from '../parts/focus.ts'

type Passkeys = typeof import('../secondFactor/AtSignIn.tsx')

export function SignIn({ session }: { session: Session }) {
  const [known, know] = useState<WaysIn | null>(null)
  const [failure, fail] = useState<SignInFailure | null>(null)
  const [passkeys, take] = useState<Passkeys | null>(null)
  useEffect(() => void session.ways().then(know), [])
  const hasFields = known !== null && !known.issuer?.isOnly
  const takesKeys = hasFields && known.hasPasskeys
  useEffect(() => {
    // Without a line it does not come; nor does a sign-in.
    if (takesKeys) import('../secondFactor/AtSignIn.tsx').then(take, () => {})
  }, [takesKeys])
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    void session.signIn(String(given.get('email')), String(given.get('password'))).then(fail)
  }
  const { issuer } = known ?? { issuer: null }
  return (
    <main class="sign-in">
      <form onSubmit={send}>
        <Mark />
        <h1>{words.welcome}</h1>
        <p role="status">{session.isOver.value ? words.signedOut : words.welcomeWhy}</p>
        {issuer && <ToIssuer fetch={session.fetch} does={words.byIssuer(issuer.name)} look="primary" />}
        {hasFields && (
          <>
            <label for="email">{words.email}</label>
            <input
              class="input"
              id="email"
              name="email"
              type="email"
              autocomplete="username webauthn"
              ref={focused}
              required
            />
            <div class="named">
              <label for="password">{words.password}</label>
              {/* Tab leads from the address to the password, and to this after it. */}
              <PasswordInput />
              <button type="button" onClick={() => void (session.isForgotten.value = true)}>
                {words.forgotIt}
              </button>
            </div>
            <p class="error" role="alert">
              {failure && <Icon name="alert" size={16} />}
              {failure && words[failure]}
            </p>
            <button class={issuer ? 'second' : 'primary'} type="submit">
              {words.goOn}
            </button>
            {passkeys && <passkeys.AtSignIn session={session} />}
          </>
        )}
      </form>
    </main>
  )
}
