// Invitations: asking somebody into the team, those that wait, and a link that no mail takes to them.

import { useState } from 'preact/hooks'
import type { Handed } from '../../protocol/account.ts'
import type { Desk } from '../desk.ts'
import { Field } from '../parts/Form.tsx'
import { shortTime } from '../parts/times.ts'
import { locale } from '../words.ts'
import { Standing } from './Standing.tsx'
import type { People } from './state.ts'
import { words } from './words.ts'

export function Invite({ desk, people }: { desk: Desk; people: People }) {
  const [isOpen, open] = useState(false)
  return (
    <section aria-label={words.add}>
      {isOpen && <h2>{words.add}</h2>}
      {!isOpen && (
        <button class="second" type="button" onClick={() => open(true)}>
          {words.add}
        </button>
      )}
      {isOpen && (
        <Standing
          desk={desk}
          role="agent"
          sites={null}
          does={words.invite}
          save={({ role, sites }, form) => {
            const email = String(form.get('email')).trim()
            const asked = { email, role, sites: sites && [...sites], locale }
            void people.send('people:invite', asked, email, () => open(false))
          }}
        >
          <Field id="new-email" label={words.email} name="email" type="email" />
          <p class="meta">{words.inviteWhy}</p>
        </Standing>
      )}
    </section>
  )
}

/** That the latest letter to somebody did not arrive, and why. */
export function NotMailed({ people, email }: { people: People; email: string }) {
  const failed = people.unmailed.value.get(email)
  if (!failed) return null
  return <span class="meta bad">{words.notMailed(shortTime(failed.at, Date.now()), failed.why)}</span>
}

/** Who was invited and has not come. */
export function Invitations({ desk, people }: { desk: Desk; people: People }) {
  const invited = people.invited.value
  if (invited.length === 0) return null
  const now = Date.now()
  return (
    <section aria-label={words.invited}>
      <h2>{words.invited}</h2>
      <ul class="entries invited">
        {invited.map(({ id, email, role, sites, endsAt }) => (
          <li key={id}>
            <span class="who">
              <b>{email}</b>
              <span class="meta">
                {words.roles[role]} ·{' '}
                {sites?.map((site) => desk.agent.site(site)?.name ?? site).join(', ') ?? words.allSites} ·{' '}
                {endsAt > now ? words.waits(shortTime(endsAt, now)) : words.over}
              </span>
              <NotMailed people={people} email={email} />
            </span>
            <button class="second small" type="button" onClick={() => void people.send('people:again', { id }, email)}>
              {words.again}
            </button>
            <button class="quiet" type="button" onClick={() => void people.change('people:withdraw', { id })}>
              {words.withdraw}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** That a mail is on its way, or the link that none takes there. */
export function Sent({ sent: { email, link } }: { sent: { email: string } & Handed }) {
  const [isCopied, say] = useState(false)
  if (link === null)
    return (
      <p class="said" role="status">
        {words.sent(email)}
      </p>
    )
  const copy = () => void navigator.clipboard.writeText(link).then(() => say(true))
  return (
    <section class="fields" aria-label={words.link}>
      <p role="status">{words.handOver(email)}</p>
      <label for="handed">{words.link}</label>
      <input class="input" id="handed" readOnly value={link} onFocus={({ currentTarget }) => currentTarget.select()} />
      <button class="second" type="button" onClick={copy}>
        <span role="status">{isCopied ? words.copied : words.copy}</span>
      </button>
    </section>
  )
}
