// Where ready replies are written: the team's and one's own, of each site.

import { useEffect, useState } from 'preact/hooks'
import type { ReadyReply } from '../../protocol/readyReply.ts'
import type { ConsoleSite } from '../../protocol/staff.ts'
import { randomId } from '../../../widget/memory.ts'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { keepFocus } from '../parts/focus.ts'
import { languageOf, locale } from '../words.ts'
import { Edit } from './Edit.tsx'
import { repliesOf } from './of.ts'
import { nameOf } from './steps.ts'
import { words } from './words.ts'

export { style } from './style.ts'

export function Screen({ desk, page }: ScreenProps) {
  const replies = desk.own(repliesOf)
  const sites = desk.agent.sites.value
  const writing = replies.writing.value
  const [chosen, choose] = useState<string>()
  const site = sites.find(({ id }) => id === (chosen ?? writing?.site)) ?? sites[0]
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (site && isOnline) void replies.look(site.id)
  }, [site?.id, isOnline])
  useEffect(() => desk.doing.knowTeam(), [isOnline])
  useEffect(keepFocus, [writing?.id])
  if (!site) return null
  const known = replies.of(site.id)
  const isNew = writing?.site === site.id && !known?.some(({ id }) => id === writing.id)
  const isElsewhere = writing !== null && writing.site !== site.id
  const begin = () =>
    replies.begin({
      site: site.id,
      id: randomId(),
      isShared: true,
      locale: site.locales[0]!,
      title: '',
      text: '',
      steps: [],
      was: 0,
    })
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{page.words[locale]}</h1>
      <p class="meta">{words.why}</p>
      {sites.length > 1 && (
        <div class="tabs" role="group" aria-label={words.site}>
          {sites.map(({ id, name }) => (
            <button class="second" type="button" key={id} aria-pressed={id === site.id} onClick={() => choose(id)}>
              {name}
            </button>
          ))}
        </div>
      )}
      {!known && !isOnline && <p role="status">{words.later}</p>}
      {desk.agent.mayAct() && !isNew && (
        <button class="second" type="button" onClick={begin}>
          {words.add}
        </button>
      )}
      <div role="alert">
        {isElsewhere && replies.refused.value === 'writing' && (
          <p class="error">{words.elsewhere(sites.find(({ id }) => id === writing.site)?.name ?? '')}</p>
        )}
      </div>
      {isNew && <Edit key={writing.id} desk={desk} replies={replies} site={site} writing={writing} />}
      {known &&
        [true, false].map((isShared) => (
          <List key={String(isShared)} desk={desk} site={site} known={known} isShared={isShared} />
        ))}
    </main>
  )
}

interface ListProps {
  desk: Desk
  site: ConsoleSite
  known: readonly ReadyReply[]
  isShared: boolean
}

function List({ desk, site, known, isShared }: ListProps) {
  const listed = known.filter((each) => each.isShared === isShared)
  const title = isShared ? words.shared : words.own
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {listed.length === 0 && <p class="meta">{words.none}</p>}
      <ul class="replies">
        {listed.map((reply) => (
          <Row key={reply.id} desk={desk} site={site} reply={reply} />
        ))}
      </ul>
    </section>
  )
}

function Row({ desk, site, reply }: { desk: Desk; site: ConsoleSite; reply: ReadyReply }) {
  const replies = desk.own(repliesOf)
  const [isSure, ask] = useState(false)
  const [refused, refuse] = useState<string | null>(null)
  const { id, title, text, locale: spoken, isShared, steps, revision } = reply
  const writing = replies.writing.value
  const isOpen = writing?.id === id
  const begin = () => replies.begin({ site: site.id, id, isShared, locale: spoken, title, text, steps, was: revision })
  return (
    <li>
      <span class="who">
        <b>
          <bdi>{title}</bdi>
        </b>
        <span class="meta">
          {[languageOf(spoken), ...steps.map((step) => nameOf(step, desk.doing.scene([]), locale))].join(' · ')}
        </span>
        {!isOpen && <bdi class="meta">{text}</bdi>}
      </span>
      {desk.agent.mayAct() && !isOpen && (
        <>
          <button class="second small" type="button" aria-label={words.changeOf(title)} onClick={begin}>
            {words.change}
          </button>
          <button
            class="second small bad"
            type="button"
            aria-expanded={isSure}
            onClick={() => {
              refuse(null)
              ask(!isSure)
            }}
          >
            {words.remove}
          </button>
        </>
      )}
      {isSure && !isOpen && (
        <div class="sure">
          <p>{words.removeSure}</p>
          <button class="second small bad" type="button" onClick={() => void replies.remove(site.id, id).then(refuse)}>
            {words.remove}
          </button>
          <button class="quiet" type="button" onClick={() => ask(false)}>
            {words.cancel}
          </button>
          <div role="alert">{refused && <p class="error">{words.refused[refused] ?? words.unremoved}</p>}</div>
        </div>
      )}
      {isOpen && <Edit key={id} desk={desk} replies={replies} site={site} writing={writing} now={reply} />}
    </li>
  )
}
