// What people searched for and did not find, and what they read and still asked about.

import { useEffect, useState } from 'preact/hooks'
import type { Searched } from '../../protocol/insight.ts'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { shortTime } from '../parts/times.ts'
import { languageOf, locale } from '../words.ts'
import { Learned } from './Learned.tsx'
import { Searches } from './state.ts'
import { words } from './words.ts'

export { style } from './style.ts'

const searchesOf = ({ line }: Desk) => new Searches(line)

export function Screen({ desk, page }: ScreenProps) {
  const searches = desk.own(searchesOf)
  const sites = desk.agent.sites.value
  const places = sites.flatMap(({ id, name, locales }) => locales.map((of) => ({ site: id, name, locale: of })))
  const [chosen, choose] = useState(0)
  const place = places[chosen]
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (place && isOnline) void searches.look(place.site, place.locale)
  }, [chosen, isOnline])
  const told = place && searches.of(place.site, place.locale)
  return (
    <main class="sheet-page">
      <h1>{page.words[locale]}</h1>
      <p class="meta">{words.searchesWhy}</p>
      {places.length > 1 && (
        <div class="tabs" role="group" aria-label={words.language}>
          {places.map((each, at) => (
            <button class="second" type="button" aria-pressed={at === chosen} onClick={() => choose(at)}>
              {sites.length > 1 ? `${each.name} · ` : ''}
              {languageOf(each.locale)}
            </button>
          ))}
        </div>
      )}
      {!isOnline && (
        <p class="meta" role="status">
          {told ? words.searchesKnown : words.searchesLater}
        </p>
      )}
      {told && (
        <>
          <Table title={words.unanswered} empty={words.unansweredNone} rows={told.unanswered} desk={desk} />
          <Table title={words.askedStill} empty={words.askedStillNone} rows={told.asked} desk={desk} />
          {desk.agent.role.value === 'owner' && (
            <Learned {...{ searches, isOnline }} site={place.site} locale={place.locale} />
          )}
        </>
      )}
    </main>
  )
}

interface TableProps {
  title: string
  /** What is said where there are no rows. */
  empty: string
  rows: Searched[]
  desk: Desk
}

function Table({ title, empty, rows, desk }: TableProps) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <p class="meta">{empty}</p>}
      {rows.length > 0 && (
        <div class="record searched">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.query}</th>
                <th scope="col">{words.times}</th>
                <th scope="col">{words.askedPerson}</th>
                <th scope="col">{words.latest}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ query, count, asked, opened, at }) => (
                <tr key={query}>
                  <th scope="row">
                    <bdi>{query}</bdi>
                    {opened && <span class="meta">{opened}</span>}
                  </th>
                  <td>{count}</td>
                  <td>{asked}</td>
                  <td>
                    <time>{shortTime(at, desk.clock.now())}</time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
