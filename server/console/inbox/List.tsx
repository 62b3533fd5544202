// Conversations in the order in which they need somebody.

import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import { Bar } from '../acts/Bar.tsx'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { Strips } from '../shell/Strips.tsx'
import { words as shell } from '../shell/words.ts'
import { locale } from '../words.ts'
import { viewsOf } from '../views/of.ts'
import { filtered, readFilter } from './filter.ts'
import { groupsOf, isPast, type Titled } from './lists.ts'
import { Rows } from './Rows.tsx'
import { words } from './words.ts'

export function List({ desk, page }: ScreenProps) {
  const all = groupsOf(page.route)
  const { route } = page
  const past = isPast(route) ? desk.past[route] : null
  const me = desk.agent.me.value
  const { filter: address = '' } = desk.routes.at.value
  const filter = readFilter(address)
  useEffect(() => void (me && past?.load()), [past, me === null])
  useEffect(() => () => desk.walk.clear(), [route])
  const groups = all
    .map((name) => ({
      title: all.length > 1 ? words[name as Titled] : page.words[locale],
      list: filtered(desk.list[name].value, filter),
      isTitled: all.length > 1,
      remark: name === 'queue' ? words.dueFirst : '',
    }))
    .concat(
      past ? [{ title: page.words[locale], list: filtered(past.all.value, filter), isTitled: false, remark: '' }] : [],
    )
    .filter(({ list }) => list.length > 0)
  return (
    <section class="list" aria-label={words.conversations}>
      <Strips desk={desk} />
      <header>
        <Title desk={desk} page={page} />
        {desk.walk.selected.value.size > 0 ? <Bar desk={desk} /> : <Find desk={desk} />}
      </header>
      {groups.length === 0 && (
        <div class="empty">
          <b>{address ? words.filteredOut : (words.empty[route] ?? words.nobody)}</b>
          {!address && !words.empty[route] && <p class="meta">{words.nobodyWhy}</p>}
        </div>
      )}
      <Rows key={page.route} desk={desk} page={page} groups={groups} more={() => void past?.load()} />
    </section>
  )
}

type Filters = typeof import('../views/Filtering.tsx')
let loaded: Filters | null = null

/** What the list is called, and its filter. */
function Title({ desk, page }: ScreenProps) {
  const { filter = '' } = desk.routes.at.value
  const [isOpen, open] = useState(false)
  const [came, take] = useState(loaded)
  const isWanted = isOpen || filter !== ''
  useEffect(() => {
    if (!isWanted || came) return
    // Without a line it does not come; the list is filtered all the same.
    import('../views/Filtering.tsx').then(
      (chunk) => take((loaded = chunk)),
      () => open(false),
    )
  }, [isWanted])
  return (
    <>
      <div class="title">
        <h1>{(filter && desk.own(viewsOf).of(page.route, filter)?.name) || page.words[locale]}</h1>
        <button
          class="tool"
          type="button"
          aria-label={words.filters}
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          <Icon name="filter" />
        </button>
      </div>
      {came && isWanted && <came.Filtering desk={desk} isOpen={isOpen} />}
    </>
  )
}

/** Opens the ticket of a reference; what is none is looked for in all that was written. @returns why not, or null */
async function find({ line, list, routes }: Desk, text: string): Promise<string | null> {
  const isShaped = text.replaceAll(/[\s–-]/g, '').length === 7
  const answer = isShaped ? await line.ask('ticket:find', { text }) : null
  // A word may have as many letters.
  if (!isShaped || (answer && !answer.ok && !/\d/.test(text))) {
    routes.go('find', new URLSearchParams({ q: text }).toString())
    return null
  }
  if (!answer?.ok) return answer?.error ?? 'failed'
  list.hear(answer.conversation)
  routes.go(routes.at.value.page, answer.conversation.id)
  return null
}

/** A ticket by its reference, as the visitor reads it aloud; or anything that was written. */
function Find({ desk }: { desk: Desk }) {
  const [error, say] = useState<string | null>(null)
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('reference')).trim()
    if (text) void find(desk, text).then(say)
  }
  return (
    <form class="find" role="search" onSubmit={onSubmit}>
      <Icon name="search" size={16} />
      <input
        name="reference"
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        autocomplete="off"
        maxLength={200}
        onInput={() => say(null)}
      />
      <p class="error" role="alert">
        {error && (words.findErrors[error] ?? shell.away)}
      </p>
    </form>
  )
}
