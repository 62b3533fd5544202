// The filter of a list: chosen, shown, saved as a view, and said where what it is about is gone. Loaded when a list is
// filtered, or to be.

import { useEffect, useMemo, useState } from 'preact/hooks'
import { randomId } from '../../../widget/memory.ts'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { View } from '../../protocol/view.ts'
import type { Desk } from '../desk.ts'
import { type Filter, type FilterName, readFilter, wantedIn, writeFilter } from '../inbox/filter.ts'
import { isPast } from '../inbox/lists.ts'
import { Further } from './Further.tsx'
import { viewsOf } from './of.ts'
import { type Option, optionsOf } from './options.ts'
import { words } from './words.ts'

const isSame = (name: FilterName, one: string, other: string) =>
  name === 'tag' ? one.toLowerCase() === other.toLowerCase() : one === other

interface FilteringProps {
  desk: Desk
  isOpen: boolean
}

export function Filtering({ desk, isOpen }: FilteringProps) {
  const { routes, doing, line } = desk
  const { page, id, filter: address = '' } = routes.at.value
  const isOnline = line.isOnline.value
  useEffect(() => void (isOnline && doing.knowTeam()), [isOnline])
  const filter = readFilter(address)
  const options = useMemo(
    () => optionsOf(desk),
    [
      page,
      desk.list.open.value,
      isPast(page) && desk.past[page].all.value,
      desk.agent.sites.value,
      desk.agent.teams.value,
      desk.doing.team.value,
    ],
  )
  const change = (patch: Partial<Filter>) => routes.go(page, id, writeFilter({ ...filter, ...patch }))
  return (
    <div class="filtering">
      {isOpen && <Choices {...{ filter, options, change }} />}
      <Chosen desk={desk} {...{ filter, options, change }} />
      {address !== '' && isPast(page) && <Further key={address} desk={desk} past={desk.past[page]} filter={filter} />}
      {address !== '' && <Kept key={`${page} ${address}`} desk={desk} page={page} filter={writeFilter(filter)} />}
    </div>
  )
}

interface PartProps {
  filter: Filter
  options: Record<FilterName, readonly Option[]>
  change: (patch: Partial<Filter>) => void
}

function Choices({ filter, options, change }: PartProps) {
  return (
    <div class="choices" role="group" aria-label={words.filters}>
      {(Object.keys(options) as FilterName[])
        .filter((name) => options[name].length > 0)
        .map((name) => (
          <label key={name}>
            <span class="meta">{words.names[name]}</span>
            <select value={filter[name]} onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}>
              <option value="">{words.any}</option>
              {options[name].map(([value, called]) => (
                <option key={value} value={value}>
                  {called}
                </option>
              ))}
            </select>
          </label>
        ))}
    </div>
  )
}

/** What is chosen, each to be left out; and which of it is no longer there. */
function Chosen({ desk, filter, options, change }: PartProps & { desk: Desk }) {
  const wanted = wantedIn(filter)
  const nameIn = (name: FilterName, value: string) => options[name].find(([each]) => isSame(name, each, value))?.[1]
  // Before they are told nobody knows what is gone.
  const isKnown = (name: FilterName) =>
    name === 'agent' ? desk.doing.team.value.length > 0 : desk.agent.sites.value.length > 0
  const isGone = ([name, value]: [FilterName, string]) =>
    isKnown(name) && nameIn(name, value) === undefined && !(name === 'site' && desk.agent.site(value))
  if (wanted.length === 0) return null
  return (
    <>
      <ul class="chips">
        {wanted.map(([name, value]) => (
          <li key={name}>
            <span class="meta">{words.names[name]}</span> <bdi>{nameIn(name, value) ?? siteOf(desk, name, value)}</bdi>
            <button
              class="tool"
              type="button"
              aria-label={words.without(words.names[name])}
              onClick={() => change({ [name]: '' })}
            >
              <Icon name="close" size={16} />
            </button>
          </li>
        ))}
      </ul>
      {wanted.filter(isGone).map(([name, value]) => (
        <p key={name} class="meta warn" role="status">
          {words.gone[name](value)}
        </p>
      ))}
    </>
  )
}

const siteOf = ({ agent }: Desk, name: FilterName, value: string) =>
  name === 'site' ? (agent.site(value)?.name ?? value) : name === 'agent' || name === 'team' ? '—' : value

/** Saving what is shown as a view; or the view that it is, renamed and removed by whose it is. */
function Kept({ desk, page, filter }: { desk: Desk; page: string; filter: string }) {
  const { agent } = desk
  const views = desk.own(viewsOf)
  const [isNaming, nameIt] = useState(false)
  const [refused, say] = useState<string | null>(null)
  const view = views.of(page, filter)
  const isOwner = agent.role.value === 'owner'
  const mayChange = !view || !view.isShared || isOwner
  const close = (error: string | null) => {
    say(error)
    if (error === null) nameIt(false)
  }
  return (
    <div class="kept">
      {isNaming && mayChange ? (
        <Naming
          view={view ?? { id: '', name: '', isShared: false, page, filter }}
          mayShare={isOwner}
          save={async (given) => close(await views.save({ ...given, id: given.id || randomId() }))}
        />
      ) : (
        mayChange && (
          <button class="quiet small" type="button" onClick={() => nameIt(true)}>
            {view ? words.rename : words.save}
          </button>
        )
      )}
      {view && mayChange && !isNaming && (
        <button class="quiet small" type="button" onClick={async () => say(await views.remove(view.id))}>
          {words.remove}
        </button>
      )}
      <p class="error" role="alert">
        {refused && (words.refused[refused] ?? words.refused['failed'])}
      </p>
    </div>
  )
}

interface NamingProps {
  view: View
  mayShare: boolean
  save: (view: View) => Promise<void>
}

function Naming({ view, mayShare, save }: NamingProps) {
  const [name, write] = useState(view.name)
  const [isShared, share] = useState(view.isShared)
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    void save({ ...view, name, isShared })
  }
  return (
    <form onSubmit={onSubmit}>
      <input
        ref={(field) => void (document.activeElement === document.body && field?.focus())}
        class="input"
        aria-label={words.name}
        placeholder={words.name}
        maxLength={80}
        value={name}
        onInput={({ currentTarget }) => write(currentTarget.value)}
      />
      {mayShare && (
        <label>
          <input type="checkbox" checked={isShared} onChange={({ currentTarget }) => share(currentTarget.checked)} />
          {words.forAll}
        </label>
      )}
      <button class="second small" type="submit">
        {words.keep}
      </button>
    </form>
  )
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.filtering{display:grid;gap:8px;margin-block-start:8px}
.filtering .choices{display:grid;grid-template-columns:repeat(auto-fill,minmax(120px,1fr));gap:8px}
.filtering label{display:grid;gap:2px;min-width:0}
.filtering select{font:inherit;color:inherit;min-height:36px;width:100%;padding:4px 8px;border:1px solid var(--edge);border-radius:10px;background:var(--paper)}
.chips{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 6px;font-size:13px}
.chips li{display:flex;gap:4px;align-items:center;padding-inline-start:10px;border-radius:8px;background:var(--accent-wash);color:var(--accent-ink);min-width:0;overflow-wrap:anywhere}
.chips .meta{color:inherit}
.chips .tool{width:32px;height:32px;color:inherit}
.kept{display:flex;flex-wrap:wrap;gap:4px 8px;align-items:center}
.kept .quiet{color:var(--accent-ink);font-size:13px;padding:4px 8px;margin-inline-start:-8px;min-height:32px}
.kept form{display:flex;flex-wrap:wrap;gap:8px;align-items:center;width:100%}
.kept form .input{flex:1 1 120px;min-width:0;min-height:36px;padding:4px 10px;font-size:14px}
.kept form label{display:flex;gap:8px;align-items:center;font-size:13px;flex-basis:100%;order:1;min-height:24px}
.kept .error{flex-basis:100%;font-size:13px}
.kept .error:empty{display:none}
@media(max-width:899px){.filtering select,.kept :is(button,.input){min-height:44px}.chips .tool{width:44px;height:44px}}
`)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
