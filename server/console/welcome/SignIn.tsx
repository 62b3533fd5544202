// Sign-in: with e-mail and password, with a passkey alone, or by the issuer's word.

import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { WaysIn } from '../../protocol/http.ts'
import { ByPasskey } from '../secondFactor/ByPasskey.tsx'
import { type KeyFailure, offerPasskeys, showPasskey } from '../secondFactor/passkey.ts'
import { words as factor } from '../secondFactor/words.ts'
import type { Session, SignInFailure } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { ToIssuer } from './Issuer.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { words } from './words.ts'
import { focused } from '../parts/focus.ts'

export function SignIn({ session }: { session: Session }) {
  const [known, know] = useState<WaysIn | null>(null)
  const [failure, fail] = useState<SignInFailure | null>(null)
  const [keyFailure, failKey] = useState<KeyFailure | null>(null)
  useEffect(() => void session.ways().then(know), [])
  const hasFields = known !== null && !known.issuer?.isOnly
  useEffect(() => {
    if (hasFields) return offerPasskeys(session.fetch, (why) => (why === null ? session.enter() : failKey(why)))
  }, [hasFields])
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
              <button type="button" onClick={() => void (session.isForgotten.value = true)}>
                {words.forgotIt}
              </button>
            </div>
            <PasswordInput />
            <p class="error" role="alert">
              {failure && <Icon name="alert" size={16} />}
              {failure && words[failure]}
            </p>
            <button class={issuer ? 'second' : 'primary'} type="submit">
              {words.goOn}
            </button>
            <ByPasskey session={session} act={showPasskey} does={factor.byPasskey} why={keyFailure} />
          </>
        )}
      </form>
    </main>
  )
}
