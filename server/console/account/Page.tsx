// One's own account: the second factor, the password, and where one is signed in.

import { useEffect, useState } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { shortTime } from '../parts/times.ts'
import { locale } from '../words.ts'
import { Attendance } from './Attendance.tsx'
import { Calls } from './Calls.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Signature } from './Signature.tsx'
import { Account } from './state.ts'
import { words } from './words.ts'

export { style } from './style.ts'

const accountOf = ({ line }: Desk) => new Account(line)

export function Screen({ desk, page }: ScreenProps) {
  const account = desk.own(accountOf)
  const known = account.known.value
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (isOnline) void account.look()
  }, [isOnline])
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{page.words[locale]}</h1>
      {!known && <p role="status">{words.later}</p>}
      {known && (
        <>
          <p class="meta">{words.signedInAs(known.email)}</p>
          {!known.hasPassword && <p>{words.byIssuer}</p>}
          {known.hasPassword && (
            <>
              <SecondFactor desk={desk} account={account} isOn={known.hasSecondFactor} />
              <Passkeys account={account} />
              <Password account={account} />
            </>
          )}
          <Signature account={account} sites={desk.agent.sites.value} />
          {desk.agent.mayAct() && desk.agent.attendance.value && (
            <Attendance account={account} wishes={desk.agent.attendance.value} />
          )}
          <Calls desk={desk} account={account} />
          <SignIns desk={desk} account={account} />
        </>
      )}
    </main>
  )
}

function SignIns({ desk, account }: { desk: Desk; account: Account }) {
  const [refused, refuse] = useState<string | null>(null)
  const { signIns } = account.known.value!
  const time = (at: number) => shortTime(at, Date.now())
  const end = (id?: string) => void account.change('account:end', id === undefined ? {} : { id }).then(refuse)
  return (
    <section aria-label={words.signIns}>
      <h2>{words.signIns}</h2>
      <ul class="entries">
        {signIns.map(({ id, device, isThis, isCalled, startedAt, usedAt }) => (
          <li key={id}>
            <span class="who">
              <b>{device || words.unknownDevice}</b>
              <span class="meta">
                {isThis ? `${words.thisOne} · ` : ''}
                {isCalled ? `${words.isCalled} · ` : ''}
                {words.since(time(startedAt), time(usedAt))}
              </span>
            </span>
            {!isThis && (
              <button class="second small" type="button" onClick={() => end(id)}>
                {words.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="error" role="alert">
        {refused && (words.refused[refused] ?? words.failed)}
      </p>
      {signIns.length > 1 && (
        <button class="second" type="button" onClick={() => end()} disabled={!desk.line.isOnline.value}>
          {words.endOthers}
        </button>
      )}
    </section>
  )
}
