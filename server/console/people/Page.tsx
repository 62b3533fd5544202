// The team's people, for an owner: who they are, what they may do, and where.

import { useEffect, useState } from 'preact/hooks'
import type { Member } from '../../protocol/account.ts'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { shortTime } from '../parts/times.ts'
import { locale } from '../words.ts'
import { Invitations, Invite, NotMailed, Sent } from './Invite.tsx'
import { Prove } from './Prove.tsx'
import { Standing } from './Standing.tsx'
import { People } from './state.ts'
import { Teams } from './Teams.tsx'
import { words } from './words.ts'

export { style } from '../account/style.ts'

const peopleOf = ({ line }: Desk) => new People(line)

export function Screen({ desk, page }: ScreenProps) {
  const people = desk.own(peopleOf)
  const known = people.known.value
  const isOnline = desk.line.isOnline.value
  const { value: refused } = people.refused
  useEffect(() => {
    if (isOnline) void people.look()
  }, [isOnline])
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{page.words[locale]}</h1>
      <p class="meta">{words.why}</p>
      {people.unproven.value && <Prove people={people} />}
      <p class="error" role="alert">
        {refused && (words.refused[refused] ?? words.failed)}
      </p>
      {!known && <p role="status">{words.later}</p>}
      {known && (
        <ul class="entries">
          {known.map((member) => (
            <Row key={member.id} desk={desk} people={people} member={member} />
          ))}
        </ul>
      )}
      {known && <Invitations desk={desk} people={people} />}
      {people.sent.value && <Sent sent={people.sent.value} />}
      {known && <Invite desk={desk} people={people} />}
      {known && <Teams desk={desk} people={people} known={known} />}
    </main>
  )
}

interface RowProps {
  desk: Desk
  people: People
  member: Member
}

function Row({ desk, people, member }: RowProps) {
  const [isOpen, open] = useState(false)
  const { name, email, role, sites, hasPassword, hasSecondFactor, passkeys, usedAt } = member
  const second = [hasSecondFactor && words.secondFactor, passkeys > 0 && words.passkeys(passkeys)].filter(Boolean)
  const ways = second.length > 0 ? second.join(' · ') : hasPassword ? words.passwordAlone : words.noPassword
  const isMe = member.id === desk.agent.me.value?.id
  const siteNames = sites?.map((id) => desk.agent.site(id)?.name ?? id).join(', ') ?? words.allSites
  return (
    <li>
      <span class="who">
        <b>
          <bdi>{name}</bdi>
          {isMe && ` (${words.you})`}
        </b>
        <span class="meta">
          {email} · {words.roles[role]} · {siteNames}
        </span>
        <span class="meta">
          {ways} · {usedAt === null ? words.signedOut : words.signedIn(shortTime(usedAt, Date.now()))}
        </span>
        <NotMailed people={people} email={email} />
      </span>
      <button class="second small" type="button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        {words.change}
      </button>
      {isOpen && <Changes desk={desk} people={people} member={member} close={() => open(false)} />}
    </li>
  )
}

function Changes({ desk, people, member, close }: RowProps & { close: () => void }) {
  const [isSure, ask] = useState(false)
  const { id, name, email, role, sites } = member
  const save = (standing: Pick<Member, 'role' | 'sites'>) =>
    void people.change(
      'people:standing',
      { id, role: standing.role, sites: standing.sites && [...standing.sites] },
      close,
    )
  return (
    <div class="changes">
      <Standing desk={desk} role={role} sites={sites} save={save} does={words.save} />
      <div class="beside">
        <button
          class="second small"
          type="button"
          onClick={() => void people.send('people:password', { id, locale }, email, close)}
        >
          {words.newPassword}
        </button>
        <button class="second small" type="button" onClick={() => void people.change('people:reset', { id }, close)}>
          {words.reset}
        </button>
        <button class="second small" type="button" onClick={() => void people.change('people:end', { id }, close)}>
          {words.end}
        </button>
        <button class="second small bad" type="button" aria-expanded={isSure} onClick={() => ask(!isSure)}>
          {words.remove}
        </button>
      </div>
      {isSure && (
        <div class="beside">
          <p>{words.removeSure(name)}</p>
          <button class="second small bad" type="button" onClick={() => void people.change('people:remove', { id })}>
            {words.remove}
          </button>
          <button class="quiet" type="button" onClick={() => ask(false)}>
            {words.cancel}
          </button>
        </div>
      )}
    </div>
  )
}
