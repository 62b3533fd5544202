// Ready replies in the console: what is known of them, found among them, filled in and written.

import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { ReadyReply } from '../../protocol/readyReply.ts'
import { agentOf, eleni, nikos, openBrowser, summaryOf } from '../test/made.ts'
import { playLine } from '../test/playedLine.ts'
import { askedAt, insert } from './asked.ts'
import { ReadyReplies, type Writing } from './state.ts'
import { drawnBy, followedOf, nameOf, stepsOf } from './steps.ts'
import { fill, unfilledIn, type Values, valuesOf } from './variables.ts'

const replyOf = (title: string, patch: Partial<ReadyReply> = {}): ReadyReply => ({
  id: title,
  isShared: true,
  locale: 'el',
  title,
  text: 'Καλημέρα {{visitor}}',
  steps: [],
  revision: 1,
  ...patch,
})

let tab: Map<string, string>
beforeEach(() => void (tab = new Map()))

function open(who = eleni) {
  const played = playLine()
  const { me } = agentOf(null)
  const replies = new ReadyReplies({ line: played.line, me, tab: openBrowser().openTab(tab).tab })
  const { next } = played
  // Who it is, is known once there is a line.
  me.value = who
  return {
    ...played,
    replies,
    me,
    titles: () => replies.of('oxzino')?.map(({ title }) => title) ?? null,
    /** The server has told these. */
    async known(...told: ReadyReply[]) {
      if (!played.asked.some(({ event }) => event === 'replies:open')) void replies.look('oxzino')
      await next('replies:open').answer({ ok: true, replies: told })
    },
    found: (query: string, locale = 'el') => replies.find('oxzino', locale, query).map(({ title }) => title),
  }
}
const writingOf = (patch: Partial<Writing> = {}): Writing => ({
  site: 'oxzino',
  id: 'one',
  isShared: true,
  locale: 'el',
  title: 'Τίτλος',
  text: 'Κείμενο',
  steps: [],
  was: 0,
  ...patch,
})

test('what is known stays without a line, and is asked for anew when there is one', async () => {
  const { replies, known, titles, asked, hear } = open()
  expect(titles()).toBeNull()
  await known(replyOf('Παράδοση'))
  void replies.look('oxzino')
  await asked[0]!.answer(null)
  expect(titles()).toEqual(['Παράδοση'])
  hear('welcome', {})
  await known(replyOf('Παράδοση'), replyOf('Επιστροφή'))
  expect(titles()).toEqual(['Παράδοση', 'Επιστροφή'])
})

test('of two answers the one that was asked for last counts', async () => {
  const { replies, asked, titles } = open()
  void replies.look('oxzino')
  void replies.look('oxzino')
  const [first, second] = [...asked]
  await second!.answer({ ok: true, replies: [replyOf('νέα')] })
  await first!.answer({ ok: true, replies: [replyOf('παλιά')] })
  expect(titles()).toEqual(['νέα'])
})

test('what a colleague removes is gone at once; what is another’s own, or of a site nobody looks at, is not asked', async () => {
  const { known, titles, hear, asked } = open()
  await known(replyOf('Παράδοση'))
  hear('replies:changed', { site: 'oxzino', owner: 'nikos' })
  hear('replies:changed', { site: 'other', owner: null })
  expect(asked).toEqual([])
  hear('replies:changed', { site: 'oxzino', owner: 'eleni' })
  await known(replyOf('Παράδοση'))
  hear('replies:changed', { site: 'oxzino', owner: null })
  await known()
  expect(titles()).toEqual([])
})

test('few letters find it, with or without accents, in Greeklish and by the text; of their language first', async () => {
  const { known, found } = open()
  await known(
    replyOf('Delivery times', { locale: 'en', text: 'It takes three days.' }),
    replyOf('Χρόνος παράδοσης', { text: 'Σε τρεις ημέρες' }),
    replyOf('Ώρες λειτουργίας', { text: 'Και για παράδοση στο κατάστημα' }),
  )
  expect(found('παραδ')).toEqual(['Χρόνος παράδοσης', 'Ώρες λειτουργίας'])
  expect(found('paradosi')[0]).toBe('Χρόνος παράδοσης')
  expect(found('ορες')).toEqual(['Ώρες λειτουργίας'])
  expect(found('κατάστημα')).toEqual(['Ώρες λειτουργίας'])
  expect(found('γκαράζ')).toEqual([])
  expect(found('')[2]).toBe('Delivery times')
  expect(found('', 'en')[0]).toBe('Delivery times')
})

test('what is being written outlives a reload, and is gone when it is saved', async () => {
  const first = open()
  first.replies.write(writingOf())
  const { replies, next, known } = open()
  expect(replies.writing.value).toEqual(writingOf())
  // Another who signs in has nothing of theirs.
  expect(open(nikos).replies.writing.value).toBeNull()
  const saving = replies.save()
  await next('reply:save').answer({ ok: true, reply: replyOf('Τίτλος', { id: 'one' }) })
  await known(replyOf('Τίτλος', { id: 'one' }))
  await saving
  expect([replies.writing.value, replies.refused.value]).toEqual([null, null])
  expect(open().replies.writing.value).toBeNull()
})

test('the line is cut: nothing is lost, and saying it again saves it', async () => {
  const { replies, next, asked } = open()
  replies.write(writingOf())
  const saving = replies.save()
  await next('reply:save').answer(null)
  await asked[0]!.answer(null)
  await saving
  expect([replies.writing.value, replies.refused.value]).toEqual([writingOf(), 'failed'])
})

test('what is typed while it is being saved is not put away', async () => {
  const { replies, next, known, me } = open()
  replies.write(writingOf())
  const first = replies.save()
  // That somebody is away is told of the agent too.
  me.value = { ...eleni, presence: 'away' }
  await next('reply:save').answer({ ok: true, reply: replyOf('Τίτλος', { id: 'one' }) })
  await known(replyOf('Τίτλος', { id: 'one' }))
  await first
  expect(replies.writing.value).toBeNull()
  replies.write(writingOf())
  const saving = replies.save()
  replies.write(writingOf({ text: 'Κείμενο και κάτι ακόμη' }))
  await next('reply:save').answer({ ok: true, reply: replyOf('Τίτλος', { id: 'one' }) })
  await known(replyOf('Τίτλος', { id: 'one' }))
  await saving
  expect(replies.writing.value).toEqual(writingOf({ text: 'Κείμενο και κάτι ακόμη', was: 1 }))
})

test('changed by a colleague meanwhile, it is said; the next time it is written over theirs', async () => {
  const { replies, next, known } = open()
  replies.write(writingOf({ was: 1 }))
  const saving = replies.save()
  await next('reply:save').answer({ ok: false, error: 'changed' })
  await known(replyOf('Τίτλος', { id: 'one', revision: 4 }))
  await saving
  expect(replies.refused.value).toBe('changed')
  expect(replies.writing.value).toEqual(writingOf({ was: 4 }))
  void replies.save()
  expect(next('reply:save').payload).toMatchObject({ was: 4 })
})

test.each([
  ['a title of 300 characters', { title: 'τ'.repeat(300) }],
  ['a text that is longer than a message', { text: 'α'.repeat(4_001) }],
])('%s is not sent, and stays to be made shorter', async (_, patch) => {
  const { replies, asked } = open()
  replies.write(writingOf(patch))
  await replies.save()
  expect([asked, replies.refused.value]).toEqual([[], 'too-long'])
  expect(replies.writing.value).toEqual(writingOf(patch))
  replies.write(null)
  expect([replies.writing.value, replies.refused.value]).toEqual([null, null])
})

test('what is removed is no longer being written; what could not be, is', async () => {
  const { replies, next, known } = open()
  replies.write(writingOf())
  const refused = replies.remove('oxzino', 'one')
  await next('reply:remove').answer({ ok: false, error: 'not-allowed' })
  await known(replyOf('Τίτλος', { id: 'one' }))
  expect([await refused, replies.writing.value?.id]).toEqual(['not-allowed', 'one'])
  const removing = replies.remove('oxzino', 'one')
  await next('reply:remove').answer({ ok: true })
  await known()
  await removing
  expect([replies.refused.value, replies.writing.value]).toEqual([null, null])
})

const values: Values = { visitor: 'Μαρία', agent: 'Ελένη', site: 'OX Zino', reference: 'K7M-4PX9' }

test('variables have their values; what has none stays to be seen, and what is no variable too', () => {
  const text = 'Γεια σας {{visitor}}, είμαι η {{ agent }} του {{site}}. {{reference}} {{order}} {{'
  expect(fill(text, values)).toBe('Γεια σας Μαρία, είμαι η Ελένη του OX Zino. K7M-4PX9 {{order}} {{')
  const left = fill(text, { ...values, visitor: '', reference: '' })
  expect(unfilledIn(left).map(({ name, from, to }) => [name, left.slice(from, to)])).toEqual([
    ['visitor', '{{visitor}}'],
    ['reference', '{{reference}}'],
    ['order', '{{order}}'],
  ])
  // No value is a variable, whatever somebody calls themselves.
  expect(fill('{{visitor}} {{constructor}}', { ...values, visitor: '{{agent}}' })).toBe('{{agent}} {{constructor}}')
})

test.each([
  ['HTML is text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['right-to-left turns nothing around it', 'مريم', '\u2068مريم\u2069'],
  ['300 characters are all there', 'Μ'.repeat(300), 'Μ'.repeat(300)],
  ['blanks are no name', '  ', ''],
])('of a visitor’s name: %s', (_, name, expected) => {
  const found = valuesOf(summaryOf('one', { name }), { id: 'eleni', name: 'Ελένη' }, { name: 'OX Zino' })
  expect(found).toEqual({ visitor: expected, agent: 'Ελένη', site: 'OX Zino', reference: '' })
})

test.each([
  ['/', '', 0],
  ['Καλημέρα /παρ', 'παρ', 9],
  ['μία\n/a', 'a', 4],
])('«%s» asks for a reply', (text, query, from) => {
  expect(askedAt(text, text.length)).toEqual({ sign: '/', query, from, to: text.length })
})

test.each([
  [':sm', 'sm', 0],
  ['Ευχαριστώ :χέρ', 'χέρ', 10],
  ['Ναι :+1', '+1', 4],
  [':white_check_mark:', 'white_check_mark', 0],
])('«%s» asks for an emoji, in a note too', (text, query, from) => {
  for (const isNote of [false, true])
    expect(askedAt(text, text.length, isNote)).toEqual({ sign: ':', query, from, to: text.length })
})

test.each([':', ':s', 'Στις 10:30', 'https://a', 'Ναι:όχι', ':)', ': αύριο'])('«%s» asks for none', (text) => {
  expect(askedAt(text, text.length)).toBeNull()
})

test('a note has no ready replies, and an answer names no colleague', () => {
  expect(askedAt('/παρ', 4, true)).toBeNull()
  expect(askedAt('@νικ', 4)).toBeNull()
})

test.each([
  ['@', '', 0],
  ['Το κοιτάς @Νί', 'Νί', 10],
])('in a note «%s» asks for a colleague', (text, query, from) => {
  expect(askedAt(text, text.length, true)).toEqual({ sign: '@', query, from, to: text.length })
})

test.each(['nikos@oxzino', '@Νίκος ', '@@'])('«%s» asks for none in a note', (text) => {
  expect(askedAt(text, text.length, true)).toBeNull()
})

test.each(['και/ή', 'https://a', '/ ', 'τέλος', '//'])('«%s» asks for nothing', (text) => {
  expect(askedAt(text, text.length)).toBeNull()
})

test('in the middle of a word nothing is asked for; what was asked for alone is replaced', () => {
  expect(askedAt('/παράδοση', 3)).toBeNull()
  const asked = askedAt('Γεια /πα και μετά', 8)!
  expect(insert('Γεια /πα και μετά', asked, 'Σε τρεις ημέρες')).toEqual({
    text: 'Γεια Σε τρεις ημέρες και μετά',
    at: 20,
  })
})

test('whatever is written, filling in leaves all that is not a variable as it is', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      fc.pre(unfilledIn(before + after).length === 0 && !/[{}]/.test(before + after))
      expect(fill(`${before}{{visitor}}${after}`, values)).toBe(`${before}Μαρία${after}`)
    }),
  )
})

const followed = { tags: 'επιστροφή, vip', priority: 'high', to: 'nikos', last: 'close' } as const

test('what follows a reply is asked for and told in the order in which it is done', () => {
  const steps = stepsOf(followed)
  expect(steps.map(({ kind }) => kind)).toEqual(['tag', 'tag', 'priority', 'assign', 'close'])
  expect(followedOf(steps)).toEqual(followed)
  expect(stepsOf({ tags: ' , α,α ', priority: '', to: '', last: 'snooze' })).toEqual([
    { kind: 'tag', tag: 'α', on: true },
    { kind: 'snooze', until: null },
  ])
  expect(stepsOf(followedOf([]))).toEqual([])
})

test('each is called by its act and by what with, and drawn as it becomes', () => {
  const scene = { me: eleni, now: 5_000, team: [nikos], teams: [], tags: [], on: [], open: [], said: [] }
  const steps = stepsOf(followed)
  expect(steps.map((step) => nameOf(step, scene, 'el'))).toEqual([
    'Ετικέτα: επιστροφή',
    'Ετικέτα: vip',
    'Προτεραιότητα: Υψηλή',
    'Ανάθεση: Νίκος Αλεξίου',
    'Κλείσιμο',
  ])
  expect(nameOf({ kind: 'snooze', until: null }, scene, 'en')).toBe('Snooze: Until they write')
  // A tag that is there stays.
  expect(drawnBy(steps, summaryOf('maria', { tags: ['vip'] }), scene)).toMatchObject({
    tags: ['vip', 'επιστροφή'],
    priority: 'high',
    assignee: nikos,
    state: 'closed',
    closedAt: 5_000,
  })
})

test('more than can follow a reply is not sent, and stays', async () => {
  const { replies, asked } = open()
  const steps = stepsOf({ ...followed, tags: Array.from({ length: 9 }, (_, at) => `τ${at}`).join(',') })
  replies.write(writingOf({ steps }))
  await replies.save()
  expect([asked, replies.refused.value, replies.writing.value?.steps]).toEqual([[], 'too-many', steps])
})

test('whatever is told, lost or answered late, in the end the replies are those that the server has', async () => {
  const change = fc.constantFrom('add', 'remove', 'cut', 'back')
  const answered = fc.constantFrom('now', 'last', 'never')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(change, answered), { maxLength: 12 }), async (changes) => {
      const { replies, asked, hear, known, titles } = open()
      await known()
      let server: ReadyReply[] = []
      let isOnline = true
      let made = 0
      const late: { answer: (answer: object | null) => Promise<void>; told: ReadyReply[] }[] = []
      const settle = async (way: 'now' | 'last' | 'never') => {
        for (const each of asked.slice())
          if (way === 'now') await each.answer({ ok: true, replies: server })
          else if (way === 'last') late.push({ answer: each.answer, told: server })
          else await each.answer(null)
      }
      for (const [what, way] of changes) {
        if (what === 'add') server = [...server, replyOf(`απάντηση ${++made}`)]
        if (what === 'remove') server = server.slice(1)
        if (what === 'cut') isOnline = false
        if (what === 'back') isOnline = true
        if (what === 'back') hear('welcome', {})
        else if (what !== 'cut' && isOnline) hear('replies:changed', { site: 'oxzino', owner: null })
        await settle(way)
      }
      hear('welcome', {})
      await asked.at(-1)!.answer({ ok: true, replies: server })
      for (const { answer, told } of late) await answer({ ok: true, replies: told })
      expect(titles()).toEqual(server.map(({ title }) => title))
      expect(replies.refused.value).toBeNull()
    }),
    { numRuns: 50 },
  )
})

test('a reply of a chat that has no reference, in a site that nobody knows, is filled in where it can be', () => {
  const text = '{{visitor}} · {{agent}} · {{site}} · {{reference}}'
  const filled = fill(text, valuesOf(summaryOf('one', { name: 'Μαρία' }), null, undefined))
  expect(filled).toBe('Μαρία · {{agent}} · {{site}} · {{reference}}')
  expect(unfilledIn(filled).map(({ name }) => name)).toEqual(['agent', 'site', 'reference'])
})

test('beginning another keeps what is being written, and says so', () => {
  const { replies } = open()
  const mine = writingOf({ text: 'Μόλις το έγραψα' })
  replies.begin(mine)
  replies.begin(writingOf({ id: 'two', text: '' }))
  expect([replies.writing.value, replies.refused.value]).toEqual([mine, 'writing'])
  // Put away, there is room for another.
  replies.write(null)
  replies.begin(writingOf({ id: 'two' }))
  expect([replies.writing.value?.id, replies.refused.value]).toEqual(['two', null])
})

test('what could not be removed says why, and leaves what is being written as it is', async () => {
  const { replies, next } = open()
  replies.begin(writingOf())
  const removed = replies.remove('oxzino', 'other')
  await next('reply:remove').answer({ ok: false, error: 'conflict' })
  await next('replies:open').answer({ ok: true, replies: [] })
  expect([await removed, replies.refused.value]).toEqual(['conflict', null])
})
