// The help screens: home with its search, and a topic's articles.

import type { Mark } from '../../../server/protocol/articles.ts'
import { Icon, type IconName } from '../../view/Icon.tsx'
import { isComposing } from '../../view/keys.ts'
import { Foot } from '../parts/Foot.tsx'
import { Close, Head, Status } from '../parts/Head.tsx'
import { Offline } from '../parts/Strips.tsx'
import type { PanelProps, Shared } from '../../state.ts'

/** Where a keyboard would cover half the screen, nothing takes the focus that opens it. */
const hasKeys = () => matchMedia('(hover:hover)').matches

export function Home(props: PanelProps) {
  const { help, server, words, close, go } = props
  const library = help.library.value
  const site = help.availability.value?.site
  const isSearching = help.query.value !== ''
  const Ongoing = props.more.value.ongoing
  return (
    <>
      <div class="head">
        {site?.logo && <img class="logo" src={server + site.logo} alt="" />}
        <button class="who" onClick={() => go({ name: 'contact' })}>
          <b>{site?.name}</b>
          <Status {...props} />
        </button>
        <Close words={words} close={close} isFirst={!hasKeys()} />
      </div>
      <Offline help={help} words={words} isAway={help.isAway.value} />
      <div class="main">
        {!isSearching && (
          <h1 class="hello">
            <span>{words.hello}</span>
            {words.how}
          </h1>
        )}
        <Search {...props} />
        {!isSearching && Ongoing && <Ongoing {...props} />}
        {!isSearching && library && (
          <>
            {help.recent.value.length > 0 && <h2 class="label">{words.recent}</h2>}
            <Rows ids={help.recent.value} {...props} />
            <h2 class="label">{words.most}</h2>
            <Rows ids={library.most} {...props} />
            <h2 class="label">{words.topics}</h2>
            <ul class="topics">
              {library.categories.map(({ id, title, icon }) => (
                <li>
                  <button onClick={() => go({ name: 'topic', id })}>
                    <Icon name={(icon ?? 'info') as IconName} path={library.icons?.[icon ?? '']} />
                    {title}
                  </button>
                </li>
              ))}
            </ul>
            <More {...props} />
          </>
        )}
      </div>
      <Foot {...props} isSearching={isSearching} />
    </>
  )
}

/** When and how else one reaches us, and the other languages, each named in itself. */
function More({ help, words, go, speakIn }: PanelProps) {
  const others = help.availability.value?.site.locales.filter((tag) => tag !== help.locale.value) ?? []
  return (
    <div class="below">
      <button class="row" onClick={() => go({ name: 'contact' })}>
        <Icon name="info" />
        {words.contact}
      </button>
      <button class="row" onClick={() => go({ name: 'requests' })}>
        <Icon name="mail" />
        {words.requests}
      </button>
      {others.map((tag) => (
        <button class="row" lang={tag} onClick={() => void speakIn(tag)}>
          <Icon name="globe" />
          {new Intl.DisplayNames(tag, { type: 'language' }).of(tag)}
        </button>
      ))}
    </div>
  )
}

function Search(props: PanelProps) {
  const { help, words, go } = props
  const query = help.query.value
  const { results, confident, understood } = help.found.value
  // What comes later may find less.
  const chosen = Math.min(help.chosen.value, results.length - 1)
  const open = (id: string) => go({ name: 'article', id })
  const isSure = results.length > 0 && confident
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) help.chosen.value = (chosen + by + results.length) % Math.max(results.length, 1)
    else if (event.key === 'Enter' && results[chosen]) open(results[chosen].id)
    else if (event.key === 'Escape' && query) help.search('')
    else return
    event.preventDefault()
  }
  return (
    <>
      <div class="field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={words.search}
          aria-expanded={isSure}
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant={isSure ? `found-${chosen}` : undefined}
          placeholder={words.search}
          autocomplete="off"
          enterkeyhint="search"
          maxLength={200}
          value={query}
          data-first={hasKeys() || undefined}
          onInput={(event) => help.search(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {query && (
          <button class="tool" aria-label={words.clear} onClick={() => help.search('')}>
            <Icon name="close" size={16} />
          </button>
        )}
      </div>
      <p class={query && isSure ? 'label' : 'hide'} role="status">
        {query.trim().length > 1 && (isSure ? words.found(results.length, understood || query) : words.unsure)}
      </p>
      {query && isSure && <Results {...props} chosen={chosen} open={open} />}
      {query.trim().length > 1 && !isSure && <Unsure {...props} />}
    </>
  )
}

function Results({ help, words, chosen, open }: PanelProps & { chosen: number; open: (id: string) => void }) {
  const titles = new Map(help.library.value?.categories.map(({ id, title }) => [id, title]))
  return (
    <div id="found" role="listbox" aria-label={words.search}>
      {help.found.value.results.map(({ id, question, passage }, at) => (
        <div
          id={`found-${at}`}
          key={id}
          class="row result"
          role="option"
          aria-selected={at === chosen}
          onClick={() => open(id)}
        >
          <b>
            <Marked {...question} />
          </b>
          <span class="meta lines">
            <Marked {...passage} />
          </span>
          <span class="meta">{titles.get(id.split('/')[0]!)}</span>
        </div>
      ))}
    </div>
  )
}

/** Nothing answers for sure: a person first, near misses after. */
function Unsure(props: PanelProps) {
  const { help, words, ask } = props
  const near = help.found.value.results.slice(0, 3)
  return (
    <>
      <div class="card">
        <h2>{words.unsure}</h2>
        <p class="meta">{words.unsureWhy}</p>
        <button class="primary" onClick={() => ask(help.query.value)}>
          <Icon name="chat" />
          {words.askTeam}
        </button>
      </div>
      {near.length > 0 && <h2 class="label">{words.perhaps}</h2>}
      <Rows ids={near.map(({ id }) => id)} {...props} />
    </>
  )
}

function Marked({ text, marks }: { text: string; marks: Mark[] }) {
  let from = 0
  const parts = marks.flatMap(([start, end]) => {
    const part = [text.slice(from, start), <mark>{text.slice(start, end)}</mark>]
    from = end
    return part
  })
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}

/** Articles by their questions, one a row. */
export function Rows({ ids, help, go }: Shared & { ids: string[] }) {
  const articles = new Map(help.library.value?.articles.map((article) => [article.id, article]))
  return (
    <ul>
      {ids.map((id) => (
        <li>
          <button class="row" onClick={() => go({ name: 'article', id })}>
            <span>{articles.get(id)?.question}</span>
            <Icon name="right" size={16} />
          </button>
        </li>
      ))}
    </ul>
  )
}

export function Topic({ id, ...props }: PanelProps & { id: string }) {
  const library = props.help.library.value
  const title = library?.categories.find((category) => category.id === id)?.title ?? ''
  const ids = library?.articles.filter(({ category }) => category === id).map((article) => article.id) ?? []
  return (
    <>
      <Head title={title} {...props} />
      <div class="main">
        <Rows ids={ids} {...props} />
      </div>
      <Foot {...props} />
    </>
  )
}
