// The panel's frame and its help screens.

import type { Signal } from '@preact/signals'
import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Ticket } from '../../server/protocol.ts'
import type { Chat } from '../chat.ts'
import type { Help } from '../help.ts'
import { dateTime, dateWords, sentence } from '../hours.ts'
import { type Memory, randomId } from '../memory.ts'
import type { Mark } from '../search/search.ts'
import type { Strings } from '../strings/el.ts'
import { Body } from './Body.tsx'
import { FormScreen } from './Form.tsx'
import { Icon, type IconName } from './Icon.tsx'

export type Screen =
  | { name: 'home' }
  | { name: 'topic'; id: string }
  | { name: 'article'; id: string }
  | { name: 'form' }
  | { name: 'ticket'; ticket: Ticket }
  | { name: 'conversation' }

export interface PanelState {
  server: string
  site: string
  help: Help
  memory: Memory
  screens: Signal<Screen[]>
  isOpen: Signal<boolean>
  strings: Signal<Strings | null>
  conversation: Signal<ComponentType<Omit<PanelProps, 'chat'> & { chat: Chat }> | null>
  chat: Signal<Chat | null>
  /** What the visitor has begun to write to a person. */
  draft: Signal<string>
  go: (screen: Screen) => void
  back: () => void
  close: () => void
  ask: (text?: string) => void
  tell: (event: string, detail?: unknown) => void
}
export interface PanelProps extends PanelState {
  words: Strings
}

export function Panel(state: PanelState) {
  const { strings, isOpen, screens, close, help } = state
  const frame = useRef<HTMLDivElement>(null)
  const screen = screens.value.at(-1)!
  useEffect(() => {
    if (isOpen.value) frame.current?.querySelector<HTMLElement>('input,textarea,[data-first]')?.focus({ preventScroll: true })
  }, [isOpen.value, screen, strings.value])
  const words = strings.value
  if (!words) return null
  const props = { ...state, words }
  return (
    <div
      class="panel"
      role="dialog"
      aria-label={words.help}
      lang={help.locale.value}
      hidden={!isOpen.value}
      ref={frame}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
    >
      <Current screen={screen} {...props} />
    </div>
  )
}

function Current({ screen, ...props }: PanelProps & { screen: Screen }) {
  const { conversation: Conversation, chat } = props
  switch (screen.name) {
    case 'home':
      return <Home {...props} />
    case 'topic':
      return <Topic id={screen.id} {...props} />
    case 'article':
      return <ArticleScreen key={screen.id} id={screen.id} {...props} />
    case 'form':
      return <FormScreen {...props} />
    case 'ticket':
      return <TicketScreen ticket={screen.ticket} {...props} />
    case 'conversation':
      return Conversation.value && chat.value ? (
        <Conversation.value {...props} chat={chat.value} />
      ) : (
        <Head title={props.words.conversation} {...props} />
      )
  }
}

/** Who is there and until when. */
export function Status({ help, words }: Pick<PanelProps, 'help' | 'words'>) {
  const known = help.availability.value
  if (!known) return null
  const { open, online, changesAt } = help.how.value
  const yours = Intl.DateTimeFormat().resolvedOptions().timeZone
  const said = sentence({ open, changesAt }, help.now(), known.zone, help.locale.value, words.hours, yours)
  return (
    <span class="meta" data-status={online ? 'online' : open ? 'away' : 'closed'}>
      <i class={`dot ${online ? '' : open ? 'away' : 'closed'}`} />
      {open && !online ? words.away : said}
    </span>
  )
}

export function Head({ title, children, ...props }: Omit<PanelProps, 'chat'> & { title: string; children?: ComponentChildren }) {
  const { words, back, close } = props
  return (
    <div class="head lined">
      <button class="tool" type="button" aria-label={words.back} data-first onClick={back}>
        <Icon name="back" />
      </button>
      <div class="who">
        <b>{title}</b>
        <Status {...props} />
      </div>
      {children}
      <button class="tool" type="button" aria-label={words.close} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  )
}

function Home(props: PanelProps) {
  const { help, words, close, go } = props
  const library = help.library.value
  const site = help.availability.value?.site
  return (
    <>
      <div class="head">
        <div class="who">
          <b>{site?.name}</b>
          <Status {...props} />
        </div>
        <button class="tool" type="button" aria-label={words.close} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {help.isAway.value && <p class="strip" role="status">{words.offline}</p>}
      <div class="main">
        {!help.query.value && (
          <h1 class="hello">
            <span>{words.hello}</span>
            {words.how}
          </h1>
        )}
        <Search {...props} />
        {!help.query.value && library && (
          <>
            <h2 class="label">{words.most}</h2>
            <Rows ids={library.most} {...props} />
            <h2 class="label">{words.topics}</h2>
            <ul class="topics">
              {library.categories.map(({ id, title, icon }) => (
                <li>
                  <button type="button" onClick={() => go({ name: 'topic', id })}>
                    <Icon name={(icon ?? 'info') as IconName} />
                    {title}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Foot {...props} isSearching={help.query.value !== ''} />
    </>
  )
}

function Search(props: PanelProps) {
  const { help, words, go, ask } = props
  const [chosen, choose] = useState(0)
  const query = help.query.value
  const { results, confident } = help.found.value
  const open = (id: string) => go({ name: 'article', id })
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) choose((chosen + by + results.length) % Math.max(results.length, 1))
    else if (event.key === 'Enter' && results[chosen]) open(results[chosen].id)
    else if (event.key === 'Escape' && query) help.search('')
    else return
    event.preventDefault()
  }
  const type = (text: string) => {
    choose(0)
    help.search(text)
  }
  const titles = new Map(help.library.value?.categories.map(({ id, title }) => [id, title]))
  const isSure = results.length > 0 && confident
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
          aria-activedescendant={isSure ? `found-${chosen}` : undefined}
          placeholder={words.search}
          autocomplete="off"
          maxLength={200}
          value={query}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {query && (
          <button class="tool" type="button" aria-label={words.clear} onClick={() => type('')}>
            <Icon name="close" size={16} />
          </button>
        )}
      </div>
      <p class={query && isSure ? 'label' : 'hide'} role="status">
        {query.trim().length > 1 && (isSure ? words.found(results.length, query) : words.unsure)}
      </p>
      {query && isSure && (
        <div id="found" role="listbox" aria-label={words.search}>
          {results.map(({ id, question, passage }, at) => (
            <div
              id={`found-${at}`}
              class="row result"
              role="option"
              aria-selected={at === chosen}
              onClick={() => open(id)}
            >
              <b>
                <Marked {...question} />
              </b>
              <span class="meta">
                <Marked {...passage} />
              </span>
              <span class="meta">{titles.get(id.split('/')[0]!)}</span>
            </div>
          ))}
        </div>
      )}
      {query.trim().length > 1 && !isSure && (
        <>
          <div class="card">
            <h2>{words.unsure}</h2>
            <p class="meta">{words.unsureWhy}</p>
            <button class="primary" type="button" onClick={() => ask(query)}>
              <Icon name="chat" />
              {words.askTeam}
            </button>
          </div>
          {results.length > 0 && <h2 class="label">{words.perhaps}</h2>}
          <Rows ids={results.slice(0, 3).map(({ id }) => id)} {...props} />
        </>
      )}
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

function Rows({ ids, help, go }: PanelProps & { ids: string[] }) {
  const articles = new Map(help.library.value?.articles.map((article) => [article.id, article]))
  return (
    <ul>
      {ids.map((id) => (
        <li>
          <button class="row" type="button" onClick={() => go({ name: 'article', id })}>
            <span>{articles.get(id)?.question}</span>
            <Icon name="right" size={16} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Topic({ id, ...props }: PanelProps & { id: string }) {
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

function ArticleScreen({ id, ...props }: PanelProps & { id: string }) {
  const { help, words, go } = props
  const [feedback] = useState(() => randomId())
  const [helped, answer] = useState<boolean | null>(null)
  const library = help.library.value
  const article = library?.articles.find((each) => each.id === id)
  useEffect(() => {
    if (article) help.read(article)
  }, [article])
  if (!article) return <Head title={words.help} {...props} />
  const say = (yes: boolean) => {
    answer(yes)
    void help.helped(article, yes, feedback)
  }
  const zone = help.availability.value?.zone ?? 'UTC'
  const related = library!.articles.filter(({ category, id: other }) => category === article.category && other !== id).slice(0, 3)
  return (
    <>
      <Head title={library!.categories.find(({ id: each }) => each === article.category)?.title ?? ''} {...props} />
      <div class="main">
        <h1 class="title">{article.question}</h1>
        {article.updated && (
          <p class="meta">{words.updated(dateWords(Date.parse(`${article.updated}T12:00Z`), zone, help.locale.value, true))}</p>
        )}
        <Body nodes={article.body} openArticle={(other) => go({ name: 'article', id: other })} />
        <div class="helped" role="group" aria-label={words.helped}>
          <b>{helped === null ? words.helped : words.thanks}</b>
          <button class="second small" type="button" aria-pressed={helped === true} onClick={() => say(true)}>
            {words.yes}
          </button>
          <button class="second small" type="button" aria-pressed={helped === false} onClick={() => say(false)}>
            {words.no}
          </button>
        </div>
        {related.length > 0 && <h2 class="label">{words.related}</h2>}
        <Rows ids={related.map((each) => each.id)} {...props} />
      </div>
      <Foot {...props} isSearching />
    </>
  )
}

/** Where one speaks to us: the same place on every screen. */
function Foot({ help, words, ask, isSearching }: PanelProps & { isSearching?: boolean }) {
  const known = help.availability.value
  if (!known) return null
  const { online } = help.how.value
  const by = dateTime(help.now() + known.answers.ticket, known.zone, help.locale.value)
  const title = isSearching ? words.notFound : online ? words.talk : words.leave
  const said = online ? words.answerWithin(known.answers.chat / 60_000) : words.byEmail(by)
  return (
    <div class="foot">
      <span class="faces" aria-hidden="true">
        {known.team.slice(0, 3).map(({ name }, at) => (
          <span class={`face f${at + 1}`}>{name[0]}</span>
        ))}
      </span>
      <span class="say">
        <b>{title}</b>
        <span class="meta">{said}</span>
      </span>
      <button class="go" type="button" aria-label={online ? words.talk : words.leave} onClick={() => ask(help.query.value)}>
        <Icon name={online ? 'chat' : 'mail'} />
      </button>
    </div>
  )
}

function TicketScreen({ ticket, ...props }: PanelProps & { ticket: Ticket }) {
  const { words, help, screens } = props
  const zone = help.availability.value?.zone ?? 'UTC'
  return (
    <>
      <Head title={words.ticket} {...props} />
      <div class="main">
        <div role="status">
          <h1 class="title">{words.received}</h1>
        </div>
        <p>{words.confirmed(ticket.email)}</p>
        <div class="reference">
          <div>
            <span class="meta">{words.reference}</span>
            <b data-reference>{ticket.reference}</b>
          </div>
          <button class="tool" type="button" aria-label={words.reference} onClick={() => void navigator.clipboard.writeText(ticket.reference)}>
            <Icon name="copy" />
          </button>
        </div>
        <p>{words.answerBy(dateTime(ticket.answerBy, zone, help.locale.value))}</p>
      </div>
      <div class="foot">
        <button class="second" type="button" onClick={() => (screens.value = [{ name: 'home' }])}>
          {words.backToHelp}
        </button>
      </div>
    </>
  )
}
