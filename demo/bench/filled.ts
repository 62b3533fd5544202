// A database with so many conversations in Greek and English, the same every time.

import type { Store } from '../../server/store/store.ts'

const syllables = 'κα λι με ρα τι μο λο γιο πα ρα δο ση χρη μα τα φι λο ξε νια θα σσα βι βλι ο κω δι κος'.split(' ')
export const english = 'refund payment invoice password account order delivery late cancel booking receipt'.split(' ')
export const usual = 'τιμολόγιο κωδικός παραγγελία πληρωμή ακύρωση αλλαγή λογαριασμός κάρτα επιστροφή'.split(' ')
const light = 'και το να για με που δεν από μου σας θέλω είναι'.split(' ')
let seed = 7
export const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
export const one = (of: string[]) => of[random(of.length)]!
/** A word of a few thousand that are rare. */
export const rare = () => one(syllables) + one(syllables) + one(syllables)
const sentence = () =>
  Array.from({ length: 8 + random(10) }, () => {
    const kind = random(10)
    return kind < 5 ? one(light) : kind < 7 ? one(usual) : kind < 8 ? one(english) : rare()
  }).join(' ')

/** What somebody looks for: words that are usual or not, parts of some, two at a time, in Latin letters. */
export const looked = [
  () => one(usual),
  () => rare(),
  () => one(english),
  () => one(usual).slice(0, 3),
  () => rare().slice(0, 3),
  () => `${one(usual)} ${rare()}`,
  () => `${one(usual)} ${one(english)}`,
  () => one(['timologio', 'kodikos', 'pliromi', 'karta', 'paragelia']),
]

const never = { dueAt: null, dueSince: null, dueWithin: null, overdueAt: null, takenAt: null, takenAfter: null }
const context = { page: { url: 'https://shop.example/', title: 'Shop' }, locale: 'el', zone: '', path: [], browser: '' }
const blank = {
  ...never,
  assignee: null,
  assigneeName: null,
  readByAgent: 0,
  readByVisitor: 0,
  waitingSince: null,
  target: 'chat' as const,
  spent: 0,
  sub: null,
  email: null,
  locale: 'el',
  plan: 'basic',
  context,
}

/** A tenth of them are open; each has as many messages. @param at of the first of them. @returns their ids */
export async function fill(store: Store, site: string, count: number, per: number, at = 0): Promise<string[]> {
  const { queries } = store
  const idOf = (number: number) => `conversation-${String(number).padStart(6, '0')}`
  const add = (number: number) =>
    store.write(function* () {
      const startedAt = at + number * 1_000
      const [visitor] = yield* queries.addVisitor({
        site,
        secretHash: `${number}hash`.padStart(43, '0'),
        createdAt: startedAt,
      })
      const revision = yield* queries.nextRevision({ site })
      const isOpen = number % 10 === 0
      const [row] = yield* queries.addConversation({
        ...blank,
        id: idOf(number),
        site,
        visitor: visitor!.key,
        revision,
        startedAt,
        closedAt: isOpen ? null : startedAt + 900,
        name: number % 3 ? null : `${one(usual)} ${rare()}`,
        state: isOpen ? 'open' : 'closed',
        lastSeq: per,
      })
      for (let seq = 1; seq <= per; seq++) {
        const message = { conversation: row!.key, seq, id: `m${seq}`, text: sentence(), at: startedAt + seq }
        yield* queries.addWords({ ...message, author: seq % 2 ? 'visitor' : 'agent' })
      }
    })
  for (let from = 0; from < count; from += 200)
    await Promise.all(Array.from({ length: Math.min(200, count - from) }, (_, number) => add(from + number)))
  return Array.from({ length: count }, (_, number) => idOf(number))
}
