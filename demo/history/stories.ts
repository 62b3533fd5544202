// Stories: how one conversation goes on, as what is done through which door and when.

import { onPage } from '../../server/conversations/author.ts'
import type { Site } from '../../server/config/config.ts'
import type { Context } from '../../server/protocol/context.ts'
import type { Face } from '../../server/protocol/pieces.ts'
import type { Outcome } from '../../server/protocol/rating.ts'
import { type Visitor, visitorOf } from '../../server/visitors/visitors.ts'
import type { Doors } from './doors.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { fillingOf, type Language, type Talk } from './talks.ts'
import { words } from './words.ts'

export interface Scene {
  doors: Doors
  random: Random
  site: Site
  /** Everyone who answers. */
  team: Face[]
  /** Has something done at its time. */
  add: (at: number, act: () => Promise<unknown>) => void
}

export interface Asked {
  talk: Talk
  language: Language
  person: Person
  agent: Face
  at: number
  /** After how many lines of the talk it stands where it is, and is not closed; left out: it comes to its end. */
  lines?: number
}

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

const browsers = [
  'Chrome 141 · Windows',
  'Chrome 142 · Android',
  'Safari 26 · iOS',
  'Safari 26 · macOS',
  'Microsoft Edge 141 · Windows',
  'Firefox 144 · Windows',
  'Chrome 142 · macOS',
]
const pages = {
  el: [
    { url: 'https://www.oxzino.example/', title: 'OX Zino · Λογισμικό και υπηρεσίες για καζίνο' },
    { url: 'https://www.oxzino.example/pricing.html', title: 'Τιμές · OX Zino' },
  ],
  en: [{ url: 'https://www.oxzino.example/en.html', title: 'OX Zino · Software and services for casinos' }],
}

/** What leads to a question: a search or two, and often an article that was not enough. */
function contextOf({ random, doors }: Scene, { talk, language, at }: Asked): Context {
  const query = random.one(talk.searches)
  const isRead = random.isOnce(0.5)
  const { articles } = doors.articles.library('oxzino', language)
  const title = articles.find(({ id }) => id === talk.topic)?.question ?? ''
  const path: Context['path'] = random.isOnce(0.65)
    ? [
        { kind: 'search', at: at - 3 * minute, query, results: random.between(1, 6), confident: isRead },
        ...(isRead && title
          ? [
              {
                kind: 'read' as const,
                at: at - 2 * minute,
                article: talk.topic,
                title,
                helped: random.isOnce(0.5) ? false : null,
              },
            ]
          : []),
      ]
    : []
  return {
    page: random.one(pages[language]),
    locale: language,
    zone: language === 'el' ? 'Europe/Athens' : 'Asia/Nicosia',
    path,
  }
}

/** The searches that led there are counted as any. */
function countSearches({ doors, random, site, add }: Scene, at: number, { path, locale }: Context): void {
  const [searched, read] = path
  if (searched?.kind !== 'search') return
  const opened = read?.kind === 'read' ? read.article : null
  const told = { query: searched.query, confident: searched.confident, opened, asked: true, isNew: true }
  add(at, () => doors.countSearches(site.id, { locale, searches: [told] }, random.id()))
}

export abstract class Story {
  readonly scene: Scene
  readonly asked: Asked
  readonly id: string
  readonly visitor: Visitor
  readonly fill: (text: string) => string
  readonly browser: string
  readonly context: Context
  agent: Face
  at: number
  #greeted = false

  constructor(scene: Scene, asked: Asked) {
    this.scene = scene
    this.asked = asked
    this.agent = asked.agent
    this.at = asked.at
    this.id = scene.random.id()
    const { secret, identity, email } = asked.person
    this.visitor = visitorOf(scene.site.id, secret, identity)
    this.fill = fillingOf(scene.random, asked.language, email)
    this.browser = scene.random.one(browsers)
    this.context = contextOf(scene, asked)
    countSearches(scene, asked.at, this.context)
  }

  get words() {
    return words[this.asked.language]
  }

  get lines() {
    return this.asked.talk.lines.slice(1, this.asked.lines)
  }

  /** Has something done after a while of the clock. */
  after(ms: number, act: () => Promise<unknown>): void {
    this.at += ms
    this.scene.add(this.at, act)
  }

  /** «Καλημέρα σας, κυρία Μωραΐτη.», once. */
  greeting(): string {
    if (this.#greeted) return ''
    this.#greeted = true
    const { person, language } = this.asked
    const time = hourOf(this.at) < 12 ? this.words.morning : this.words.evening
    if (language === 'en') return `${time}${this.isKnown ? `, ${person.address}` : ''}.`
    return `${time}${this.words.toGuest}${this.isKnown ? `, ${person.address}` : ''}.`
  }

  /** Whether the team knows a name. */
  abstract get isKnown(): boolean

  reply(ms: number, text: string, steps?: Parameters<Doors['conversations']['reply']>[1]['steps']): void {
    const { doors, random } = this.scene
    const sent = { conversation: this.id, id: random.id(), text, steps }
    const { agent } = this
    this.after(ms, () => doors.conversations.reply(agent, sent))
  }

  write(ms: number, text: string): void {
    const { doors, random } = this.scene
    const sent = { conversation: this.id, id: random.id(), text }
    this.after(ms, () => doors.conversations.receive(onPage(this.visitor), sent))
  }

  note(ms: number, text: string): void {
    const { doors, random } = this.scene
    const sent = { conversation: this.id, id: random.id(), text }
    const { agent } = this
    this.after(ms, () => doors.conversations.note(agent, sent))
  }

  act(ms: number, act: Parameters<Doors['acts']['do']>[1]['act']): void {
    const { doors, random } = this.scene
    const acting = { id: random.id(), act, conversations: [this.id] }
    const { agent } = this
    this.after(ms, async () => {
      const { refused } = await doors.acts.do(agent, acting, null)
      if (refused.length > 0) throw new Error(`${act.kind} was refused: ${refused[0]!.error}`)
    })
  }

  /** Tags as most agents do: with what the matter is called. */
  tag(): void {
    const { random } = this.scene
    for (const tag of this.asked.talk.tags)
      if (random.isOnce(0.6)) this.act(20 * second, { kind: 'tag', tag, on: true })
    if (random.isOnce(0.05)) this.act(5 * second, { kind: 'priority', to: random.isOnce(0.7) ? 'high' : 'low' })
  }

  /** Says whether it is solved, as about one in two does. */
  rate(ms: number, share: number): void {
    const { doors, random } = this.scene
    if (!random.isOnce(share)) return
    const luck = random.next()
    const outcome: Outcome = luck < 0.76 ? 'yes' : luck < 0.91 ? 'partly' : 'no'
    const comment = random.isOnce(outcome === 'yes' ? 0.25 : 0.6) ? random.one(this.words.comments[outcome]) : ''
    this.after(ms, () => doors.ratings.rate(this.visitor, { conversation: this.id, outcome, comment }))
  }

  /** The agent has seen all that was said. */
  see(): void {
    const { conversations } = this.scene.doors
    const { agent } = this
    this.after(second, () => conversations.readByAgent(agent, this.id, Number.MAX_SAFE_INTEGER))
  }

  /** The visitor has. */
  read(): void {
    const { conversations } = this.scene.doors
    this.after(second, () => conversations.readByVisitor(this.visitor, this.id, Number.MAX_SAFE_INTEGER))
  }
}

export const hourOf = (at: number) =>
  Number(new Date(at).toLocaleString('en', { timeZone: 'Europe/Athens', hour: 'numeric', hourCycle: 'h23' }))
