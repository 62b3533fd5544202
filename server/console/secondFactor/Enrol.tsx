// Making a second factor: the app learns the secret, its first code proves it, and the backup codes are kept.

import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { ByPasskey } from './ByPasskey.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { CodeBoxes } from './CodeBoxes.tsx'
import { addPasskey } from './passkey.ts'
import { Qr } from './Qr.tsx'
import { type CodeFailure, give, type Made, make, secretOf } from './state.ts'
import { words } from './words.ts'
import { Wrong } from './Wrong.tsx'

export function Enrol({ session, password }: { session: Session; password: string }) {
  const [made, know] = useState<Made | null>(null)
  const [failure, fail] = useState<CodeFailure | null>(null)
  const [isProven, prove] = useState(false)
  const begin = () => {
    fail(null)
    void make(session.fetch, password).then((given) => (typeof given === 'string' ? fail(given) : know(given)))
  }
  useEffect(begin, [])
  if (made && isProven) return <BackupCodes codes={made.codes} done={session.enter} />
  return (
    <div class="form">
      <Mark />
      <h1 tabIndex={-1}>{words.protect}</h1>
      <p>{words.protectWhy}</p>
      {made && <Prove fetch={session.fetch} made={made} done={() => prove(true)} />}
      {!made && <Wrong words={failure && words[failure]} />}
      {!made && failure && (
        <button class="primary" type="button" onClick={begin}>
          {words.again}
        </button>
      )}
      {made && (
        <ByPasskey session={session} act={(fetch) => addPasskey(fetch, password, '')} does={words.makePasskey} />
      )}
      <div class="ways">
        <span />
        <button type="button" onClick={() => void session.beginAgain()}>
          {words.other}
        </button>
      </div>
    </div>
  )
}

/** What the app is to know, and the code that shows that it does. */
export function Prove({ fetch, made: { uri }, done }: { fetch: Session['fetch']; made: Made; done: () => void }) {
  const [code, type] = useState('')
  const [failure, fail] = useState<CodeFailure | null>(null)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const refused = await give(fetch, 'totp', code, false)
    if (refused === null) return done()
    type('')
    fail(refused)
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <h2>{words.scan}</h2>
      <Qr text={uri} label={words.scan} />
      <p class="secret">
        {words.orType} <code>{secretOf(uri)}</code>
      </p>
      <label for="code">{words.thenCode}</label>
      <CodeBoxes id="code" value={code} type={type} isWrong={failure === 'wrongCode'} />
      <Wrong words={failure && words[failure]} />
      <button class="primary" type="submit">
        {words.goOn}
      </button>
    </form>
  )
}
