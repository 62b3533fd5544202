// What people ask of their data, for an owner: what waits to be decided, and what was done.

import { useEffect, useState } from 'preact/hooks'
import type { Claim } from '../../protocol/claim.ts'
import type { Desk } from '../desk.ts'
import { Prove } from '../people/Prove.tsx'
import { locale } from '../words.ts'
import { Claims } from './state.ts'
import { words } from './words.ts'

const claimsOf = ({ line }: Desk) => new Claims(line)
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })

export function ClaimsMade({ desk }: { desk: Desk }) {
  const claims = desk.own(claimsOf)
  const known = claims.known.value
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (isOnline) void claims.look()
  }, [isOnline])
  if (!known) return null
  const waits = ({ state, doubt }: Claim) => state === 'open' && doubt !== null
  const waiting = known.filter(waits)
  const nameOf = (site: string) => desk.agent.site(site)?.name ?? site
  return (
    <>
      <section aria-label={words.waiting}>
        <h2>{words.waiting}</h2>
        <p class="meta">{words.why}</p>
        {waiting.length === 0 && <p>{words.noneWaiting}</p>}
        {waiting.map((claim) => (
          <Waiting key={claim.reference} {...{ claim, claims, nameOf }} now={desk.clock.now()} />
        ))}
      </section>
      <Done claims={known.filter((claim) => !waits(claim))} nameOf={nameOf} />
    </>
  )
}

const aboutText = ({ about, isErased }: Claim) => (isErased ? words.erased : (about ?? words.guest))
const scopeText = ({ conversations }: Claim) => (conversations === null ? words.all : words.chosen(conversations))

interface WaitingProps {
  claim: Claim
  claims: Claims
  nameOf: (site: string) => string
  now: number
}

function Waiting({ claim, claims, nameOf, now }: WaitingProps) {
  const { reference, what, doubt, site, wanted, dueAt } = claim
  const [refused, refuse] = useState<string | null>(null)
  const due = date.format(dueAt)
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get('reason'))
    const accept = (event.submitter as HTMLButtonElement).value === 'accept'
    void claims
      .decide(reference, accept, reason)
      .then((error) => refuse(error && (words.refusals[error] ?? words.refusals.failed)))
  }
  return (
    <article class="claim" aria-label={`${words.kinds[what]}, ${reference}`}>
      <h3>{words.kinds[what]}</h3>
      <p class={dueAt < now ? 'late' : 'meta'}>{dueAt < now ? words.late(due) : words.due(due)}</p>
      {doubt && <p>{words.doubts[doubt]}</p>}
      <dl>
        <dt>{words.about}</dt>
        <dd>
          <bdi>{aboutText(claim)}</bdi>, {nameOf(site)}
        </dd>
        <dt>{words.what}</dt>
        <dd>{scopeText(claim)}</dd>
        {wanted !== null && <dt>{words.wanted}</dt>}
        {wanted !== null && (
          <dd>
            <bdi>{wanted}</bdi>
          </dd>
        )}
        <dt>{words.reference}</dt>
        <dd>{reference}</dd>
      </dl>
      {claims.unproven.value?.reference === reference && <Prove people={claims} />}
      <form onSubmit={onSubmit} hidden={claims.unproven.value?.reference === reference}>
        <label>
          {words.reason}
          <textarea name="reason" rows={3} />
        </label>
        <p class="error" role="alert">
          {refused}
        </p>
        <div class="beside">
          <button class="primary" value="accept">
            {words.accept}
          </button>
          <button class="second" value="refuse">
            {words.refuse}
          </button>
        </div>
      </form>
    </article>
  )
}

function Done({ claims, nameOf }: { claims: Claim[]; nameOf: (site: string) => string }) {
  return (
    // What scrolls is reached by the keyboard.
    <section class="record" aria-label={words.done} tabIndex={0}>
      <h2>{words.done}</h2>
      {claims.length === 0 && <p>{words.none}</p>}
      {claims.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.about}</th>
              <th scope="col">{words.outcome}</th>
              <th scope="col">{words.reference}</th>
            </tr>
          </thead>
          <tbody>
            {claims.map((claim) => (
              <tr key={claim.reference}>
                <td>
                  <time dateTime={new Date(claim.openedAt).toISOString()}>{date.format(claim.openedAt)}</time>
                </td>
                <th scope="row">{words.kinds[claim.what]}</th>
                <td>
                  <bdi>{aboutText(claim)}</bdi>
                  <span class="meta">{nameOf(claim.site)}</span>
                </td>
                <td>
                  {words.states[claim.state]}
                  {claim.by !== null && <span class="meta">{words.by(claim.by)}</span>}
                  {claim.reason !== null && <bdi class="meta">{claim.reason}</bdi>}
                </td>
                <td>{claim.reference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
