// What the palette offers, best first within its kind: acts, people, pages, conversations; or answers.

import type { IconName } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import { nameOf } from '../inbox/names.ts'
import { pages } from '../pages.ts'
import { write } from '../replies/choose.ts'
import { repliesOf } from '../replies/of.ts'
import { viewsOf } from '../views/of.ts'
import { locale } from '../words.ts'
import type { Doable, Key } from './act.ts'
import { asks, typeIt } from './asked.ts'
import { matchOf, meant } from './find.ts'
import { doableOf, list } from './list.ts'
import { begin } from './moves.ts'
import { words } from './words.ts'

/** What is asked next: of an act, or an article. */
export interface Step {
  doable: Doable | null
  given: string[]
  isArticle?: boolean | undefined
}

export interface Item {
  id: string
  /** What stands above those of its kind; '': nothing. */
  kind: string
  icon: IconName
  text: string
  hint?: string | undefined
  key?: Key | undefined
  /** @returns what is asked next; nothing when it is done */
  run: () => Step | void
}

interface Asked extends Step {
  on: readonly Summary[]
  typed: string
  /** Articles that were found for it. */
  articles: readonly Item[]
  /** Closed conversations that were found for it. */
  closed: readonly Item[]
}

/** Conversations that are offered at most. */
const mostConversations = 8

const nameOfAct = ({ words: called }: Doable): string => called[locale].replace('…', '')

/** What the palette asks for, in full and where one types, and what it says where it has nothing to offer. */
export function promptOf(step: Step, on: readonly Summary[], typed: string) {
  const { doable, given, isArticle } = step
  const nothing = isArticle && typed === '' ? words.articleWhy : words.nothing
  const name = doable?.asks?.[given.length]
  if (!doable || !name) {
    const title = isArticle ? words.article : words.palette
    return { title, question: title, nothing }
  }
  const { words: asked, isFree } = asks[name]
  const question = asked[locale]
  const of = on.length > 1 ? ` · ${words.selected(on.length)}` : ''
  return { title: `${nameOfAct(doable)}: ${question}${of}`, question, nothing: isFree ? typeIt[locale] : nothing }
}

export function itemsOf(desk: Desk, asked: Asked): readonly Item[] {
  if (asked.doable) return answersTo(desk, { ...asked, doable: asked.doable })
  if (asked.isArticle) return asked.articles
  const wanted = meant(asked.typed)
  const found = <T extends Item>(items: readonly T[]): T[] =>
    wanted.length === 0
      ? [...items]
      : items
          .map((item) => ({ item, score: matchOf(wanted, item.text) }))
          .filter(({ score }) => score > 0)
          .toSorted((a, b) => b.score - a.score)
          .map(({ item }) => item)
  const isAsked = wanted.length > 0
  const open = isAsked ? found(conversations(desk)).slice(0, mostConversations) : []
  return [
    ...found([...actsOn(desk, asked.on), ...articleFor(desk, asked.on)]),
    ...(isAsked ? found(peopleFor(desk, asked.on)) : []),
    ...found(places(desk)),
    ...found(saved(desk)),
    ...(isAsked ? found(readyReplies(desk, asked.on)) : []),
    ...asked.articles,
    ...open,
    // One that was opened again meanwhile stands there once.
    ...asked.closed.filter(({ id }) => !open.some((each) => each.id === id)),
  ]
}

function actsOn(desk: Desk, on: readonly Summary[]): Item[] {
  const { doing, walk } = desk
  const kind = on.length > 1 ? words.forThese(on.length) : words.forThis
  return list
    .filter((doable) => doing.ableOf(doable, on).length > 0)
    .map((doable) => ({
      id: doable.id,
      kind,
      icon: doable.icon,
      text: doable.words[locale],
      key: doable.key,
      run() {
        if ('asks' in doable) return { doable, given: [] }
        begin(desk, doable, on)
        walk.clear()
      },
    }))
}

/** An article for the answer, which is asked for by itself. */
const articleFor = (desk: Desk, [of]: readonly Summary[]): Item[] =>
  mayReply(desk, of)
    ? [
        {
          id: 'article',
          kind: words.forThis,
          icon: 'book',
          text: `${words.article}…`,
          run: () => ({ doable: null, given: [], isArticle: true }),
        },
      ]
    : []

function peopleFor({ doing }: Desk, on: readonly Summary[]): Item[] {
  const assign = doableOf('assign')
  const able = doing.ableOf(assign, on)
  if (able.length === 0) return []
  return asks.agents.choices(doing.scene(able), '').map(({ value, words: called, icon }) => ({
    id: `to ${value}`,
    kind: words.people,
    icon: icon!,
    text: called[locale],
    run: () => doing.begin(assign, on, [value]),
  }))
}

function places(desk: Desk): Item[] {
  const there = pages.filter(({ needs }) => needs?.(desk) ?? true)
  return [
    ...there.map(({ route, icon, words: called }): Item => ({
      id: `page ${route}`,
      kind: words.places,
      icon,
      text: called[locale],
      run: () => desk.routes.go(route),
    })),
    {
      id: 'keys',
      kind: words.places,
      icon: 'info',
      text: words.keys,
      run: () => void (desk.doing.isHelpShown.value = true),
    },
  ]
}

const saved = (desk: Desk): Item[] =>
  desk.own(viewsOf).all.value.map(({ id, name, page, filter }) => ({
    id: `view ${id}`,
    kind: words.views,
    icon: 'filter',
    text: name,
    run: () => desk.routes.go(page, null, filter),
  }))

/** Those of the site of what is open, to be written there. */
function readyReplies(desk: Desk, [of]: readonly Summary[]): Item[] {
  if (!of || !mayReply(desk, of)) return []
  return (desk.own(repliesOf).of(of.site) ?? []).map((reply) => ({
    id: `reply ${reply.id}`,
    kind: words.replies,
    icon: 'book',
    text: reply.title,
    hint: reply.text,
    run: () => write(desk, of, reply),
  }))
}

/** Whether a conversation is open to be answered. */
export const mayReply = ({ agent, opened }: Desk, of: Summary | undefined): boolean =>
  of?.state === 'open' && opened.shown.value?.id === of.id && agent.mayAct()

function conversations({ list, routes }: Desk): Item[] {
  return list.open.value.map((summary) => ({
    id: summary.id,
    kind: words.conversations,
    icon: summary.ticket ? 'mail' : 'chat',
    text: [nameOf(summary), summary.ticket?.reference].filter(Boolean).join(' · '),
    hint: summary.last?.text,
    run: () => routes.go('inbox', summary.id),
  }))
}

/** Answers to what an act asks; the last of them does it. */
function answersTo({ doing, walk }: Desk, { doable, given, on, typed }: Asked & { doable: Doable }): Item[] {
  const ask = asks[doable.asks![given.length]!]
  const wanted = meant(typed)
  return ask
    .choices(doing.scene(on), typed)
    .filter(({ words: said }) => ask.isFree || wanted.length === 0 || matchOf(wanted, said[locale]) > 0)
    .map(({ value, words: said, hint, icon }) => ({
      id: value,
      kind: nameOfAct(doable),
      icon: icon ?? doable.icon,
      text: said[locale],
      hint: hint?.[locale],
      run() {
        const answers = [...given, value]
        if (answers.length < doable.asks!.length) return { doable, given: answers }
        doing.begin(doable, on, answers)
        walk.clear()
      },
    }))
}
