// Finding conversations: words, filters, and what was found with the words marked; each opens where it was written.

import { useEffect, useRef } from 'preact/hooks'
import type { FoundConversation } from '../../protocol/finding.ts'
import type { Desk } from '../desk.ts'
import { guestOf } from '../inbox/guests.ts'
import { words as inbox } from '../inbox/words.ts'
import type { ScreenProps } from '../page.ts'
import { shortTime } from '../parts/times.ts'
import { locale } from '../words.ts'
import { Finding, type Query, readQuery, writeQuery } from './state.ts'
import { words } from './words.ts'

export { style } from './style.ts'

/** ms after the last key. */
const pause = 120

const findingOf = ({ line }: Desk) => new Finding(line)

export function Screen({ desk, page }: ScreenProps) {
  const finding = desk.own(findingOf)
  const field = useRef<HTMLInputElement>(null)
  const address = desk.routes.at.value.id
  const query = readQuery(address)
  const isOnline = desk.line.isOnline.value
  const change = (patch: Partial<Query>) => desk.routes.rename(writeQuery({ ...query, ...patch }))
  useEffect(() => field.current!.focus(), [])
  useEffect(() => {
    if (!isOnline) return
    const timer = setTimeout(() => void finding.look(query, desk.clock.now()), pause)
    return () => clearTimeout(timer)
  }, [address, isOnline])
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    void finding.look(query, desk.clock.now())
  }
  const found = query.text ? finding.found.value : null
  return (
    <main class="sheet-page">
      <h1>{page.words[locale]}</h1>
      <form class="finding" role="search" onSubmit={onSubmit}>
        <label>
          <span class="meta">{words.label}</span>
          <input
            class="query"
            ref={field}
            type="search"
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            value={query.text}
            onInput={({ currentTarget }) => change({ text: currentTarget.value })}
          />
        </label>
        <Filters desk={desk} query={query} change={change} />
      </form>
      <p class="meta" role="status">
        {!isOnline
          ? words.offline
          : found
            ? remarkOf(found.found.length, found.more)
            : !query.text
              ? words.hint
              : finding.isLost.value && words.lost}
      </p>
      {found?.isPartial && <p class="meta">{words.partial}</p>}
      {found && (
        <ul class="hits">
          {found.found.map((each) => (
            <li key={each.id}>
              <Hit desk={desk} hit={each} />
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}

const remarkOf = (count: number, more: boolean): string =>
  count === 0 ? `${words.none} ${words.noneHint}` : words.found(count, more)

interface FiltersProps {
  desk: Desk
  query: Query
  change: (patch: Partial<Query>) => void
}

function Filters({ desk, query, change }: FiltersProps) {
  const { sites, me } = desk.agent
  const mine = me.value?.id ?? ''
  const other = query.agent && query.agent !== mine ? [[query.agent, words.other] as const] : []
  return (
    <div class="filters" role="group" aria-label={words.filters}>
      {sites.value.length > 1 && (
        <Choice
          label={words.site}
          value={query.site}
          options={[['', words.anySite], ...sites.value.map(({ id, name }) => [id, name] as const)]}
          choose={(site) => change({ site })}
        />
      )}
      <Choice
        label={words.state}
        value={query.state}
        options={[
          ['', words.anyState],
          ['open', words.open],
          ['closed', words.closed],
        ]}
        choose={(state) => change({ state: state as Query['state'] })}
      />
      <Choice
        label={words.agent}
        value={query.agent}
        options={[['', words.anyAgent], [mine, words.me], ...other]}
        choose={(agent) => change({ agent })}
      />
      <Choice
        label={words.when}
        value={String(query.days)}
        options={[['0', words.anyTime], ...[1, 7, 30, 365].map((days) => [String(days), words.days(days)] as const)]}
        choose={(days) => change({ days: Number(days) })}
      />
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: (readonly [value: string, name: string])[]
  choose: (value: string) => void
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      {options.map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </select>
  )
}

function Hit({ desk, hit }: { desk: Desk; hit: FoundConversation }) {
  const open = () => {
    desk.opened.goal = hit.seq > 0 ? { conversation: hit.id, seq: hit.seq } : null
    desk.routes.go('inbox', hit.id)
  }
  const whose = hit.kind === 'note' ? `${words.note}, ${hit.by}` : (hit.by ?? (hit.author && words.visitor))
  const state = hit.state === 'open' ? words.isOpen : words.isClosed
  const remarks = [whose, hit.reference, state, hit.assignee]
  return (
    <button class="hit" type="button" onClick={open}>
      <span class="top">
        <b>
          <bdi>{hit.name || hit.email || guestOf(hit.guest, inbox.guests)}</bdi>
        </b>
        <time class="meta">{shortTime(hit.at, desk.clock.now())}</time>
      </span>
      <span class="cut" dir="auto">
        <Marked text={hit.text} marks={hit.marks} />
      </span>
      <span class="meta">{remarks.filter(Boolean).join(' · ')}</span>
    </button>
  )
}

/** A text with some of its words marked. */
function Marked({ text, marks }: Pick<FoundConversation, 'text' | 'marks'>) {
  let from = 0
  const parts = marks.map(([start, end]) => {
    const before = text.slice(from, start)
    from = end
    return [before, <mark key={start}>{text.slice(start, end)}</mark>]
  })
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}
