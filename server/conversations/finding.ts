// Finding conversations by words, for the team: the best and newest first, with the words marked.

import { indexed, marksIn, type Sought, soughtIn } from '../../widget/search/folded.ts'
import { Refused } from '../protocol/answer.ts'
import type { FindAsked, FoundConversation, FoundPage } from '../protocol/finding.ts'
import type { Queries } from '../store/queries.ts'
import type { Store } from '../store/store.ts'
import { readReference } from '../tickets/reference.ts'
import type { Indexing } from './indexing.ts'

/** Entries looked at, conversations shown, characters shown of a text and before the first word found in it. */
const most = { entries: 200, shown: 30, text: 220, before: 60 }

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

export class Finding {
  readonly #store: Store
  readonly #indexing: Pick<Indexing, 'isPartial'>
  readonly #isGerman: (site: string) => boolean

  /** @param isGerman whether a site's visitors may write German */
  constructor(store: Store, indexing: Pick<Indexing, 'isPartial'>, isGerman: (site: string) => boolean) {
    this.#store = store
    this.#indexing = indexing
    this.#isGerman = isGerman
  }

  /** @param sites those that whoever asks may see */
  async find(asked: FindAsked, sites: readonly string[]): Promise<FoundPage> {
    const { text, site, state, agent, plan, tag, team, kind, from, until } = asked
    if (site !== undefined && !sites.includes(site)) throw new Refused('unknown-site')
    const among = site === undefined ? sites : [site]
    const sought = soughtIn(wordsOf(text), among.some(this.#isGerman))
    const isEmpty = sought.length === 0 || among.length === 0
    const [isPartial, rows] = await Promise.all([
      this.#indexing.isPartial(),
      isEmpty
        ? []
        : rowsOf(this.#store, {
            sought,
            sites: ` ${among.join(' ')} `,
            state: state ?? null,
            assignee: agent ?? null,
            plan: plan ?? null,
            team: team ?? null,
            kind: kind ?? null,
            tag:
              tag === undefined ? null : indexed(tag).split(' ').filter(Boolean).map(this.#store.queries.indexedWord),
            from: from ?? null,
            until: until ?? null,
            limit: most.entries,
          }),
    ])
    // To the index some tags are the same that are not.
    const isWanted = ({ tags }: Row) => tag === undefined || tags?.some((each) => isSameTag(each, tag))
    const found = best(rows.filter(isWanted), sought, this.#store.queries)
    return {
      found: found.slice(0, most.shown).map((row) => shown(row, sought)),
      more: found.length > most.shown || rows.length === most.entries,
      isPartial,
    }
  }
}

/** A reference is one word however it was typed. */
function wordsOf(text: string): string {
  const reference = readReference(text)
  return reference === null || reference === 'mistyped' ? text : reference.replace('-', '')
}

const rowsOf = (store: Store, looked: Parameters<Queries['find']>[0]) => store.readLong(store.queries.find(looked))

/**
 * What it is known by comes before what was said, whole words before their beginnings; then the newest. A tag, which
 * very many may have, is as a word that was said.
 */
function best(rows: Row[], sought: Sought[], { indexedWord, isOfTags }: Queries): Row[] {
  const rankOf = (row: Row): number => {
    const all = new Set(row.words.split(' '))
    const isWhole = sought.every(({ stems }) => stems.some((stem) => all.has(indexedWord(stem))))
    return (row.kind === 'about' && !isOfTags(row) ? 2 : 0) + (isWhole ? 1 : 0)
  }
  const ranked = rows.map((row) => ({ row, rank: rankOf(row), at: atOf(row) }))
  const each = new Map<string, Row>()
  for (const { row } of ranked.toSorted((a, b) => b.rank - a.rank || b.at - a.at))
    if (!each.has(row.id)) each.set(row.id, row)
  return [...each.values()]
}

const isSameTag = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const atOf = ({ at, notedAt, startedAt }: Row): number => at ?? notedAt ?? startedAt

function shown(row: Row, sought: Sought[]): FoundConversation {
  const { id, site, state, name, email, guest, reference, kind } = row
  const about = [name, email, reference, ...(row.tags ?? [])].filter(Boolean).join(' · ')
  const whole = kind === 'about' ? about : (row.text ?? row.noteText ?? '')
  const [first] = marksIn(whole, sought)
  const start = first && first[1] > most.text ? first[0] - most.before : 0
  const cut = whole.slice(start, start + most.text)
  const text = `${start > 0 ? '…' : ''}${cut}${start + most.text < whole.length ? '…' : ''}`
  return {
    id,
    site,
    state,
    name,
    email,
    guest,
    reference,
    assignee: row.assigneeName,
    kind,
    place: row.kind === 'message' ? String(row.place) : row.note,
    author: row.author,
    by: row.byName ?? row.notedBy,
    at: atOf(row),
    text,
    marks: marksIn(text, sought),
  }
}
