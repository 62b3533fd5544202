// What people searched for and did not find, and what they read and still asked about.

import { useEffect, useState } from 'preact/hooks'
import type { Searched } from '../../protocol/insight.ts'
import { languageOf, words } from '../strings.ts'
import { shortTime } from '../words.ts'
import type { DeskProps } from './Desk.tsx'

export function Searches({ desk }: DeskProps) {
  const places = desk.sites.value.flatMap(({ id, name, locales }) =>
    locales.map((locale) => ({ site: id, name, locale })),
  )
  const [chosen, choose] = useState(0)
  const place = places[chosen]
  const told = place && desk.searched.value.get(`${place.site} ${place.locale}`)
  const isOnline = desk.isOnline.value
  useEffect(() => {
    if (place && isOnline) void desk.askSearches(place.site, place.locale)
  }, [chosen, isOnline])
  return (
    <main class="sheet-page">
      <h1>{words.searches}</h1>
      <p class="meta">{words.searchesWhy}</p>
      {places.length > 1 && (
        <div class="tabs" role="group" aria-label={words.language}>
          {places.map(({ name, locale }, at) => (
            <button class="second" type="button" aria-pressed={at === chosen} onClick={() => choose(at)}>
              {desk.sites.value.length > 1 ? `${name} · ` : ''}
              {languageOf(locale)}
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
          <List title={words.unanswered} empty={words.unansweredNone} rows={told.unanswered} desk={desk} />
          <List title={words.askedStill} empty={words.askedStillNone} rows={told.asked} desk={desk} />
        </>
      )}
    </main>
  )
}

function List({ title, empty, rows, desk }: DeskProps & { title: string; empty: string; rows: Searched[] }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <p class="meta">{empty}</p>}
      {rows.length > 0 && (
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
                <td>{shortTime(at, desk.now())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
