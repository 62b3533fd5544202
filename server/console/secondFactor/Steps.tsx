// What follows a right password: a code, or the making of a second factor.

import type { Session } from '../session.ts'
import { Code } from './Code.tsx'
import { Enrol } from './Enrol.tsx'

export { style } from './style.ts'

export function Screen({ session }: { session: Session }) {
  const step = session.step.value
  if (!step) return null
  return (
    <main class="sign-in">
      {step.kind === 'code' ? <Code session={session} /> : <Enrol session={session} password={step.password} />}
    </main>
  )
}
