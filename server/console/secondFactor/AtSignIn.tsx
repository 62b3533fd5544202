// Passkeys at sign-in, loaded where somebody has one: offered where the address is typed, and by a button.

import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../session.ts'
import { ByPasskey } from './ByPasskey.tsx'
import { type KeyFailure, offerPasskeys, showPasskey } from './passkey.ts'
import { words } from './words.ts'

export function AtSignIn({ session }: { session: Session }) {
  const [failure, fail] = useState<KeyFailure | null>(null)
  useEffect(() => offerPasskeys(session.fetch, (why) => (why === null ? session.enter() : fail(why))), [])
  return <ByPasskey session={session} act={showPasskey} does={words.byPasskey} why={failure} />
}
