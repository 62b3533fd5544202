// A passkey instead of what is asked for: at sign-in it lets in alone, and where a second factor is due it is made one.

import { useState } from 'preact/hooks'
import type { Session } from '../session.ts'
import { canPasskey, type KeyFailure } from './passkey.ts'
import { words } from './words.ts'
import { Wrong } from './Wrong.tsx'

interface ByPasskeyProps {
  session: Session
  /** Shows a key, or makes one. @returns why it could not, or null */
  act: (fetch: Session['fetch']) => Promise<KeyFailure | null>
  does: string
  look?: 'primary' | 'second'
  /** Why one that was offered elsewhere was refused. */
  why?: KeyFailure | null
}

export function ByPasskey({ session, act, does, look = 'second', why = null }: ByPasskeyProps) {
  const [failure, fail] = useState<KeyFailure | null>(null)
  if (!canPasskey()) return null
  const told = failure ?? why
  const go = async () => {
    fail(null)
    const refused = await act(session.fetch)
    if (refused === null) session.enter()
    else fail(refused)
  }
  return (
    <>
      <button class={look} type="button" onClick={() => void go()}>
        {does}
      </button>
      <Wrong words={told && words[told]} />
    </>
  )
}
