// Finding conversations: words, filters, and what was found with the words marked; each opens where it was written.

import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { FoundConversation } from '../../protocol/finding.ts'
import type { Desk } from '../desk.ts'
import type { FilterName } from '../inbox/filter.ts'
import { guestOf } from '../inbox/guests.ts'
import { words as inbox } from '../inbox/words.ts'
import type { ScreenProps } from '../page.ts'
import { shortTime } from '../parts/times.ts'
import { type Option, optionsOf } from '../views/options.ts'
import { words as views } from '../views/words.ts'
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

const { names } = views
const chosen = ['site', 'agent', 'team', 'plan', 'kind'] as const

/** With what is chosen where that is none of them: an address may say what is no longer there. */
function withOwn({ agent }: Desk, name: FilterName, options: readonly Option[], value: string): readonly Option[] {
  if (value === '' || options.some(([each]) => each === value)) return options
  const isId = name === 'agent' || name === 'team'
  return [...options, [value, isId ? '—' : (agent.site(value)?.name ?? value)]]
}

interface FiltersProps {
  desk: Desk
  query: Query
  change: (patch: Partial<Query>) => void
}

function Filters({ desk, query, change }: FiltersProps) {
  const { agent, doing, line, list } = desk
  const isOnline = line.isOnline.value
  useEffect(() => void (isOnline && doing.knowTeam()), [isOnline])
  const mine = agent.me.value?.id ?? ''
  const known = useMemo(
    () => optionsOf(desk),
    [list.open.value, agent.sites.value, agent.teams.value, doing.team.value],
  )
  const options: typeof known = {
    ...known,
    agent: [['nobody', words.nobody], [mine, words.me], ...known.agent.slice(1).filter(([id]) => id !== mine)],
    kind: Object.entries(words.kinds),
  }
  const choice = (name: (typeof chosen)[number]) =>
    (options[name].length > 0 || query[name]) && (
      <Choice
        key={name}
        label={names[name]}
        value={query[name]}
        options={[['', words.any[name]], ...withOwn(desk, name, options[name], query[name])]}
        choose={(value) => change({ [name]: value })}
      />
    )
  return (
    <div class="filters" role="group" aria-label={words.filters}>
      {chosen.slice(0, 1).map(choice)}
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
      {chosen.slice(1).map(choice)}
      <Tag value={query.tag} known={options.tag} choose={(tag) => change({ tag })} />
      <Choice
        label={words.when}
        value={String(query.days)}
        options={[['0', words.anyTime], ...[1, 7, 30, 365].map((days) => [String(days), words.days(days)] as const)]}
        choose={(days) => change({ days: Number(days) })}
      />
    </div>
  )
}

/** Tags of what is open are offered; those of all others can be written. */
function Tag({ value, known, choose }: { value: string; known: readonly Option[]; choose: (tag: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => void (field.current!.value = value), [value])
  return (
    <>
      <input
        ref={field}
        aria-label={names.tag}
        placeholder={words.any.tag}
        list="tags-to-find"
        maxLength={40}
        autocomplete="off"
        onChange={({ currentTarget }) => choose(currentTarget.value.trim())}
      />
      <datalist id="tags-to-find">
        {known.map(([tag]) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly Option[]
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
  const open = () => desk.routes.go('inbox', hit.id, undefined, hit.place ?? '')
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
