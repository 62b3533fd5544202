// The record of who did what, for an owner: the latest first, all of it or one kind.

import { useEffect } from 'preact/hooks'
import type { Deed, Recorded } from '../../protocol/audit.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { fullTime } from '../parts/times.ts'
import { locale } from '../words.ts'
import { Book } from './state.ts'
import { words } from './words.ts'

export { style } from '../parts/recordStyle.ts'

const bookOf = ({ line }: Desk) => new Book(line)
const number = new Intl.NumberFormat(locale)

export function Screen({ desk, page }: ScreenProps) {
  const book = desk.own(bookOf)
  const known = book.known.value
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (!isOnline) return
    void book.look()
    desk.doing.knowTeam()
  }, [isOnline])
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{page.words[locale]}</h1>
      <p class="meta">{words.why}</p>
      <Filters book={book} team={desk.doing.team.value} />
      {!known && <p role="status">{words.later}</p>}
      {known && known.lines.length === 0 && <p role="status">{words.none}</p>}
      {known && known.lines.length > 0 && <Lines lines={known.lines} name={page.words[locale]} />}
      {known?.more && (
        <button class="second" type="button" onClick={() => void book.addOlder()}>
          {words.older}
        </button>
      )}
    </main>
  )
}

/** What alone is shown: of what was done, by whom, and about whom. */
function Filters({ book, team }: { book: Book; team: readonly Face[] }) {
  const { what, by } = book.shown.value
  const select = (name: string, all: string, value: string | null, options: Options, show: Change) => (
    <label>
      {name}
      <select class="input" value={value ?? ''} onChange={({ currentTarget }) => show(currentTarget.value || null)}>
        <option value="">{all}</option>
        {options.map(([option, said]) => (
          <option key={option} value={option}>
            {said}
          </option>
        ))}
      </select>
    </label>
  )
  const people = team.map(({ id, name }) => [id, name] as const)
  return (
    <div class="asks">
      {select(words.only, words.everything, what, Object.entries(words.deeds), (deed) =>
        book.show({ what: deed as Deed | null }),
      )}
      {select(words.byWhom, words.everyone, by, people, (id) => book.show({ by: id }))}
      <label>
        {words.ofWhom}
        <input
          class="input"
          type="search"
          autocomplete="off"
          placeholder={words.ofWhomWhy}
          onChange={({ currentTarget }) => void book.show({ person: currentTarget.value.trim() || null })}
        />
      </label>
    </div>
  )
}
type Options = (readonly [value: string, said: string])[]
type Change = (value: string | null) => unknown

/** In the agent's words; what only a machine reads is left out. */
const factsText = (facts: Recorded['facts']): string =>
  Object.entries(facts)
    .flatMap(([fact, value]) => {
      const name = words.facts[fact as keyof typeof words.facts]
      if (!name) return []
      const told = typeof value === 'number' ? number.format(value) : (words.values[value as never] ?? value)
      return [`${name}: ${told}`]
    })
    .join(' · ')

function Lines({ lines, name }: { lines: Recorded[]; name: string }) {
  return (
    // What scrolls is reached by the keyboard.
    <div class="record" role="region" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.about}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, at, what, by, about, facts }) => (
            <tr key={key}>
              <td>
                <time dateTime={new Date(at).toISOString()}>{fullTime(at)}</time>
              </td>
              <th scope="row">{words.deeds[what]}</th>
              <td>
                <bdi>{by}</bdi>
              </td>
              <td>
                <bdi>{about}</bdi>
                <span class="meta">{factsText(facts)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
