// Signing in by the issuer's word: the button that leads there, and whoever has come back.

import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Session } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { issuerAddress, vouched } from './state.ts'
import { words } from './words.ts'

const saysWhy = (why: string): string => words.failures[why] ?? words.away

interface ToIssuerProps {
  fetch: Session['fetch']
  does: string
  look: 'primary' | 'second'
  /** Whether they are to prove there anew who they are. */
  anew?: boolean
  /** What stands beside the button. */
  children?: ComponentChildren
}

export function ToIssuer({ fetch, does, look, anew = false, children }: ToIssuerProps) {
  const [failure, fail] = useState<string | null>(null)
  const go = async () => {
    fail(null)
    const said = await issuerAddress(fetch, anew)
    if ('url' in said) location.assign(said.url)
    else fail(said.failure)
  }
  const button = (
    <button class={look} type="button" onClick={() => void go()}>
      {does}
    </button>
  )
  return (
    <>
      {children === undefined ? (
        button
      ) : (
        <div class="beside">
          {button}
          {children}
        </div>
      )}
      <p class="error" role="alert">
        {failure !== null && <Icon name="alert" size={16} />}
        {failure !== null && saysWhy(failure)}
      </p>
    </>
  )
}

/** Whoever comes back from the issuer: in, or told why not. */
export function Returned({ session, said }: { session: Session; said: string }) {
  const [failure, fail] = useState<string | null>(null)
  useEffect(() => {
    void vouched(session.fetch, said).then((why) => (why === null ? session.enter() : fail(why)))
  }, [said])
  if (failure === null) return null
  return (
    <div class="form">
      <Mark />
      <h1>{words.notIn}</h1>
      <p role="alert">{failure === 'expired' ? words.issuerOver : saysWhy(failure)}</p>
      <button class="primary" type="button" onClick={() => session.leaveLink()}>
        {words.toSignIn}
      </button>
    </div>
  )
}
