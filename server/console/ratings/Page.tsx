// What visitors say once their conversation is closed: how many say that it is solved, and their words.

import { useEffect, useState } from 'preact/hooks'
import type { Outcome, RatingsTold } from '../../protocol/rating.ts'
import type { Desk } from '../desk.ts'
import { guestOf } from '../inbox/guests.ts'
import { words as inbox } from '../inbox/words.ts'
import type { ScreenProps } from '../page.ts'
import { shortTime } from '../parts/times.ts'
import { locale } from '../words.ts'
import { RatingNumbers, shareOf } from './state.ts'
import { words } from './words.ts'

export { style } from './style.ts'

const numbersOf = ({ line }: Desk) => new RatingNumbers(line)

export function Screen({ desk, page }: ScreenProps) {
  const numbers = desk.own(numbersOf)
  const sites = desk.agent.sites.value
  const [chosen, choose] = useState(0)
  const site = sites[chosen]?.id
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (site !== undefined && isOnline) void numbers.look(site)
  }, [site, isOnline])
  const told = site === undefined ? undefined : numbers.of(site)
  return (
    <main class="sheet-page">
      <h1>{page.words[locale]}</h1>
      <p class="meta">{words.why}</p>
      {sites.length > 1 && (
        <div class="tabs" role="group" aria-label={words.site}>
          {sites.map(({ id, name }, at) => (
            <button key={id} class="second" type="button" aria-pressed={at === chosen} onClick={() => choose(at)}>
              {name}
            </button>
          ))}
        </div>
      )}
      {!isOnline && (
        <p class="meta" role="status">
          {told ? words.known : words.later}
        </p>
      )}
      {told && <Told told={told} desk={desk} />}
    </main>
  )
}

function Told({ told: { counts, closed, comments }, desk }: { told: RatingsTold; desk: Desk }) {
  const rated = counts.yes + counts.partly + counts.no
  if (rated === 0) return <p>{words.none}</p>
  return (
    <>
      <section aria-label={words.solved}>
        <h2>{words.solved}</h2>
        <ul class="shares">
          {(Object.keys(counts) as Outcome[]).map((outcome) => (
            <li key={outcome}>
              <span>{words.outcomes[outcome]}</span>
              <span>
                {counts[outcome]} · {words.share(shareOf(counts[outcome], rated)!)}
              </span>
              <i aria-hidden="true">
                <b style={{ width: `${shareOf(counts[outcome], rated)!}%` }} />
              </i>
            </li>
          ))}
        </ul>
        <p class="meta">{words.answered(rated, Math.max(rated, closed))}</p>
      </section>
      <section aria-label={words.comments}>
        <h2>{words.comments}</h2>
        {comments.length === 0 && <p class="meta">{words.noComments}</p>}
        <ul class="comments">
          {comments.map(({ id, name, guest, agent, outcome, comment, at }) => (
            <li key={id}>
              <p dir="auto">{comment}</p>
              <a class="meta" href={`#/inbox/${id}`}>
                <bdi>{name ?? guestOf(guest, inbox.guests)}</bdi>
                {` · ${[words.outcomes[outcome], agent, shortTime(at, desk.clock.now())].filter(Boolean).join(' · ')}`}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
