// Lists, messages and outbox while events are lost, late, told twice and in any order: what the server has is what is
// shown in the end, and what was written is there once.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signal } from '@preact/signals'
import type { Summary } from '../../protocol/conversation.ts'
import { agentOf, detailOf, eleni, idOf, messageOf, openBrowser, site, summaryOf } from '../test/made.ts'
import { playLine } from '../test/playedLine.ts'
import { List } from './list.ts'
import { Opened } from './opened.ts'
import { Outbox } from './outbox.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

/** How an event comes. */
const ways = ['now', 'never', 'twice', 'late'] as const
type Way = (typeof ways)[number]
const anyWay = fc.constantFrom(...ways)

/** Tells events, each in its way; the late ones come last to first. */
function courier(tell: (event: string, fact: unknown) => void) {
  const late: [string, unknown][] = []
  return {
    send(way: Way, event: string, fact: unknown) {
      if (way === 'now' || way === 'twice') tell(event, fact)
      if (way === 'twice') tell(event, fact)
      if (way === 'late') late.push([event, fact])
    },
    sendLate: () =>
      late
        .splice(0)
        .toReversed()
        .forEach(([event, fact]) => tell(event, fact)),
  }
}

/** A site's conversations as its server keeps them: each change has a number of its own. */
function keepSite() {
  const all = new Map<string, Summary>()
  let revision = 0
  let beaten = 0
  const page = 3
  return {
    open: () => [...all.values()].filter(({ state }) => state === 'open'),
    /** @returns what is told of it */
    change(name: string, state: Summary['state']): [event: string, fact: object] {
      const was = all.get(idOf(name)) ?? summaryOf(name, { startedAt: all.size })
      const summary = { ...was, state, revision: ++revision }
      all.set(summary.id, summary)
      return ['conversation:changed', summary]
    },
    /** A visitor writes; where it is closed, it opens. */
    write(name: string): [event: string, fact: object] {
      const was = all.get(idOf(name))
      if (was?.state !== 'open') return this.change(name, 'open')
      const message = messageOf(was.lastSeq + 1)
      const { seq, author, text, at } = message
      const last = { author, text, at } as Summary['last']
      const summary = { ...was, revision: ++revision, lastSeq: seq, readByVisitor: seq, unread: was.unread + 1, last }
      all.set(was.id, summary)
      return ['message:more', [{ conversation: was.id, message, revision, before: was.revision }]]
    },
    answer({ after, first }: { after: number; first: boolean }) {
      const changed = [...all.values()]
        .filter((each) => each.revision > after && (!first || each.state === 'open'))
        .toSorted((a, b) => a.revision - b.revision)
      const shown = changed.slice(0, page)
      const more = changed.length > page
      return {
        ok: true,
        conversations: shown.filter(({ state }) => state === 'open'),
        gone: shown.filter(({ state }) => state !== 'open').map((each) => ({ ...each })),
        revision: more && !first ? shown.at(-1)!.revision : revision,
        more,
      }
    },
    beat() {
      const since = [...all.values()].filter((each) => each.revision > beaten)
      const changes = { after: beaten, count: since.length, sum: since.reduce((sum, each) => sum + each.revision, 0) }
      beaten = revision
      return { site: site.id, revision, changes }
    },
  }
}

const happening = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  what: fc.constantFrom('open' as const, 'closed' as const, 'write' as const, 'beat' as const),
  way: anyWay,
})

/** Told late that it opened, and never that it closed: the first list, asked for meanwhile, has it no more. */
const closedUnheard = [
  { name: 'e', what: 'open', way: 'late' },
  { name: 'e', what: 'closed', way: 'never' },
  { name: 'a', what: 'open', way: 'twice' },
] as const

test('whatever is told of conversations, and however, the list is the server’s after the next beat', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40 }), fc.nat(10), async (all, before) => {
      const server = keepSite()
      const { line, hear, asked } = playLine()
      const list = new List({ line, agent: agentOf() })
      const { send, sendLate } = courier(hear)
      const answerAll = async () => {
        for (let each = asked[0]; each; each = asked[0]) {
          await Promise.all([each.answer(server.answer(each.payload as never)), pass()])
        }
      }
      const happen = ({ name, what, way }: (typeof all)[number]) => {
        if (what === 'beat') return send(way, 'queue:at', server.beat())
        const told = what === 'write' ? server.write(name) : server.change(name, what)
        send(way, ...told)
      }
      for (const each of all.slice(0, before)) happen({ ...each, way: 'never' })
      hear('welcome', {})
      for (const each of all.slice(before)) {
        happen(each)
        // Some answers come in the middle of it all.
        if (each.way === 'twice') await answerAll()
      }
      sendLate()
      await answerAll()
      hear('queue:at', server.beat())
      await pass(1_100)
      await answerAll()
      await pass(200)
      const facts = ({ id, revision, lastSeq, unread }: Summary) => ({ id, revision, lastSeq, unread })
      const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
      expect(list.open.value.map(facts).toSorted(byId)).toEqual(server.open().map(facts).toSorted(byId))
      list.destroy()
    }),
    { numRuns: 150, examples: [[[...closedUnheard], 0]] },
  )
})

test('messages are shown once, in order and without a gap, however they are told', async () => {
  const writing = fc.record({ way: anyWay, isAnswered: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(writing, { minLength: 1, maxLength: 25 }), async (all) => {
      const { line, hear, asked } = playLine()
      const agent = agentOf()
      const list = new List({ line, agent })
      const outbox = new Outbox({ line, storage: openBrowser().openTab(), me: agent.me })
      const opened = new Opened({ line, list, outbox, isSeen: () => false })
      const { send, sendLate } = courier(hear)
      let count = 0
      const conversation = () => detailOf('maria', { revision: count, lastSeq: count })
      const answerAll = async (isLost = false) => {
        for (const each of asked.filter(({ event }) => event === 'conversation:open')) {
          const after = each.payload['after'] as number
          const messages = Array.from({ length: count - after }, (_, at) => messageOf(after + at + 1))
          const answer = {
            ok: true,
            conversation: conversation(),
            messages: messages.slice(0, 4),
            more: messages.length > 4,
          }
          await Promise.all([each.answer(isLost ? null : answer), pass()])
        }
      }
      opened.turnTo(idOf('maria'))
      await answerAll()
      for (const { way, isAnswered } of all) {
        const message = messageOf(++count)
        send(way, 'message:new', { conversation: idOf('maria'), message })
        if (way !== 'late') await answerAll(!isAnswered)
      }
      sendLate()
      hear('conversation:changed', summaryOf('maria', { revision: count + 1, lastSeq: count }))
      // As often as it asks again.
      for (let turn = 0; turn < 20; turn++) {
        await answerAll()
        await pass(2_100)
      }
      expect(opened.messages.value.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, at) => at + 1))
      line.life.end()
    }),
    { numRuns: 60 },
  )
})

test('what is written is at the server once, in order, through lost answers, faults and reloads', async () => {
  const fate = fc.constantFrom('ok', 'lost', 'failed', 'too many', 'lost after', 'reload', 'cut')
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 14 }), fc.integer({ min: 1, max: 4 }), async (fates, count) => {
      const browser = openBrowser()
      /** By the id that it came under. */
      const stored = new Map<string, string>()
      const open = () => {
        const played = playLine()
        return { ...played, outbox: new Outbox({ line: played.line, storage: browser.openTab(), me: signal(eleni) }) }
      }
      let tab = open()
      for (let number = 0; number < count; number++) tab.outbox.add('send', idOf('maria'), { text: `${number}` })
      const answers = {
        lost: null,
        failed: { ok: false, error: 'failed' },
        'too many': { ok: false, error: 'too-many', retryAfter: 1 },
      } as const
      for (const each of [...fates, ...Array.from({ length: 8 }, () => 'ok' as const)]) {
        await pass(2_000)
        if (each === 'reload') {
          tab.line.life.end()
          tab = open()
          void tab.outbox.flush()
          continue
        }
        if (each === 'cut') {
          tab.cut()
          await pass(500)
          tab.back()
          tab.hear('welcome', { me: eleni })
          void tab.outbox.flush()
        }
        const [asked] = tab.asked
        if (!asked) continue
        const { id, text } = asked.payload as { id: string; text: string }
        if (each === 'ok' || each === 'cut' || each === 'lost after') stored.set(id, text)
        const answer = each === 'ok' || each === 'cut' ? { ok: true } : each === 'lost after' ? null : answers[each]
        await Promise.all([asked.answer(answer), pass()])
      }
      // What goes in vain five times lets by what is behind it; once more, and it is set aside for the agent to see.
      const isInOrder = fates.filter((each) => each !== 'ok' && each !== 'cut').length < 5
      const all = Array.from({ length: count }, (_, at) => `${at}`)
      const texts = [...stored.values()]
      const left = tab.outbox.entries.value
      if (isInOrder) expect([texts, left]).toEqual([all, []])
      else expect([...new Set([...texts, ...left.map(({ text }) => text)])].toSorted()).toEqual(all)
      expect(left.filter(({ refused }) => refused !== 'failed')).toEqual([])
      tab.line.life.end()
    }),
    { numRuns: 120, examples: [[['lost after', 'lost', 'lost after', 'lost after', 'failed', 'ok', 'lost after'], 2]] },
  )
})
