// The second step of a sign-in: a code of the app, or a backup code.

import { useState } from 'preact/hooks'
import type { Session } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { CodeBoxes } from './CodeBoxes.tsx'
import { type CodeFailure, give } from './state.ts'
import { words } from './words.ts'
import { Wrong } from './Wrong.tsx'
import { focused } from '../parts/focus.ts'

export function Code({ session }: { session: Session }) {
  const [isBackup, useBackup] = useState(false)
  const [code, type] = useState('')
  const [failure, fail] = useState<CodeFailure | null>(null)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const trust = new FormData(event.currentTarget as HTMLFormElement).get('trust') !== null
    const refused = await give(session.fetch, isBackup ? 'backup-code' : 'totp', code, trust)
    if (refused === null) return session.enter()
    type('')
    fail(refused)
  }
  const turn = () => {
    useBackup(!isBackup)
    type('')
    fail(null)
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <Mark />
      <h1>{words.step}</h1>
      <p id="code-what">{isBackup ? words.typeBackup : words.typeCode}</p>
      <label class="hide" for="code">
        {isBackup ? words.byBackup : words.code}
      </label>
      {isBackup ? (
        <BackupCode value={code} type={type} />
      ) : (
        <CodeBoxes id="code" value={code} type={type} isWrong={failure === 'wrongCode'} />
      )}
      <label class="choice">
        <input type="checkbox" name="trust" />
        {words.trust}
      </label>
      <Wrong words={failure && (isBackup && failure === 'wrongCode' ? words.wrongBackup : words[failure])} />
      <button class="primary" type="submit">
        {words.signIn}
      </button>
      <div class="ways">
        <button type="button" onClick={turn}>
          {isBackup ? words.byApp : words.byBackup}
        </button>
        <button type="button" onClick={() => void session.beginAgain()}>
          {words.other}
        </button>
      </div>
      {isBackup && <p class="meta">{words.lostAll}</p>}
    </form>
  )
}

const BackupCode = ({ value, type }: { value: string; type: (text: string) => void }) => (
  <input
    class="input"
    id="code"
    autocomplete="off"
    autocapitalize="off"
    spellcheck={false}
    required
    ref={focused}
    value={value}
    aria-describedby="code-what code-wrong"
    onInput={({ currentTarget }) => type(currentTarget.value)}
  />
)
