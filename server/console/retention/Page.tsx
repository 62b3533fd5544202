// People's data, for an owner: what they ask of it, what goes by its age within a week, by kind and site, and how long
// each kind is kept.

import { useEffect } from 'preact/hooks'
import type { Kept } from '../../protocol/retention.ts'
import { ClaimsMade } from '../claims/Claims.tsx'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { locale } from '../words.ts'
import { Retention, type Told } from './state.ts'
import { words } from './words.ts'

export { style } from '../claims/style.ts'

const dayMs = 86_400_000
const retentionOf = ({ line }: Desk) => new Retention(line)
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const number = new Intl.NumberFormat(locale)
const days = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' })

export function Screen({ desk, page }: ScreenProps) {
  const retention = desk.own(retentionOf)
  const known = retention.known.value
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (isOnline) void retention.look()
  }, [isOnline])
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{page.words[locale]}</h1>
      <ClaimsMade desk={desk} />
      {!known && <p role="status">{words.later}</p>}
      {known && <Going told={known} nameOf={(site) => desk.agent.site(site)?.name ?? site} />}
      {known && <Times kept={known.kept} />}
      {known && (
        <section class="record" aria-label={words.sealed}>
          <h2>{words.sealed}</h2>
          <p>{words.atRest[known.atRest]}</p>
        </section>
      )}
    </main>
  )
}

interface GoingProps {
  told: Told
  nameOf: (site: string) => string
}

function Going({ told: { going, until }, nameOf }: GoingProps) {
  const title = words.soon(date.format(until))
  return (
    // What scrolls is reached by the keyboard.
    <section class="record" aria-label={title} tabIndex={0}>
      <h2>{title}</h2>
      <p class="meta">{words.why}</p>
      {going.length === 0 && <p>{words.none}</p>}
      {going.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.site}</th>
              <th scope="col">{words.count}</th>
              <th scope="col">{words.oldest}</th>
            </tr>
          </thead>
          <tbody>
            {going.map(({ kind, site, count, oldest }) => (
              <tr key={`${kind} ${site}`}>
                <th scope="row">{words.kinds[kind]}</th>
                <td>
                  <bdi>{site === null ? words.allSites : nameOf(site)}</bdi>
                </td>
                <td>{number.format(count)}</td>
                <td>
                  <time dateTime={new Date(oldest).toISOString()}>{date.format(oldest)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Times({ kept }: Pick<Told, 'kept'>) {
  return (
    <section class="record" aria-label={words.kept} tabIndex={0}>
      <h2>{words.kept}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.time}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.entries(kept) as [Kept, number | null][]).map(([kind, ms]) => (
            <tr key={kind}>
              <th scope="row">{words.kinds[kind]}</th>
              <td>{ms === null ? words.forGood : days.format(ms / dayMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
