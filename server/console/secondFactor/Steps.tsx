// What follows a right password: a code, a passkey, or the making of a second factor.

import type { Session } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { ByPasskey } from './ByPasskey.tsx'
import { Code } from './Code.tsx'
import { Enrol } from './Enrol.tsx'
import { showPasskey } from './passkey.ts'
import { words } from './words.ts'

export { style } from './style.ts'

export function Screen({ session }: { session: Session }) {
  const step = session.step.value
  if (!step) return null
  return (
    <main class="sign-in">
      {step.kind === 'code' && <Code session={session} />}
      {step.kind === 'passkey' && <Show session={session} />}
      {step.kind === 'enrol' && <Enrol session={session} password={step.password} />}
    </main>
  )
}

/** Of an account that has a passkey and no app. */
const Show = ({ session }: { session: Session }) => (
  <div class="form">
    <Mark />
    <h1 tabIndex={-1}>{words.passkey}</h1>
    <p>{words.passkeyWhy}</p>
    <ByPasskey session={session} act={showPasskey} does={words.showPasskey} look="primary" />
    <p class="meta">{words.lostPasskey}</p>
    <div class="ways">
      <span />
      <button type="button" onClick={() => void session.beginAgain()}>
        {words.other}
      </button>
    </div>
  </div>
)
