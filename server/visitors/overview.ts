// An overview of what is kept of somebody, as their page shows it to them.

import type { Told } from '../pages/person.ts'
import type { ClaimKind } from '../protocol/claim.ts'
import type { Store } from '../store/store.ts'
import type { StoredClaim } from '../store/tables/claim.ts'
import { Copy } from './exporting.ts'
import { findAt, keptAs } from './person.ts'
import type { Proven } from './rightsKey.ts'

/** Kinds of what is kept, as a person counts them. */
export const countedKinds = [
  'conversations',
  'written',
  'answers',
  'notes',
  'files',
  'mails',
  'strays',
  'ratings',
  'searches',
] as const

/** How many there are, and when the first and the last came, ISO 8601; null: that is not kept. */
export interface Counted {
  kind: (typeof countedKinds)[number]
  count: number
  first: string | null
  last: string | null
}

export interface Overview {
  counted: Counted[]
  /** What they are called, and where they are written to, as it is kept. */
  names: string[]
  emails: string[]
  conversations: {
    id: string
    startedAt: string
    reference: string | null
    /** The beginning of what they wrote first. */
    said: string
    isRestricted: boolean
  }[]
  /** The latest first. */
  claims: StoredClaim[]
  isRestricted: boolean
  /** Whether they object to statistics. */
  isObjecting: boolean
  /** Whether the team has written notes that their copy has not. */
  hasNotes: boolean
}

/** Of a message, so much that one knows it again. */
const beginning = 90

export async function overviewOf(store: Store, site: string, proven: Proven, at: number): Promise<Overview> {
  const person = await findAt(store, site, proven)
  const claims = await store.all(store.queries.claimsOf({ named: keptAs(proven) }))
  const copy = new Copy(store, person, '', at)
  const counts = new Counts()
  const conversations: Overview['conversations'] = []
  const [names, emails] = [new Set<string>(), new Set<string>()]
  const until = notesGivenUntil(claims)
  let hasNotes = false
  for await (const { conversation, rows } of copy.conversations()) {
    const { id, startedAt, restrictedAt, name } = conversation
    counts.addConversation(conversation)
    if (name !== null) names.add(name)
    const own: Overview['conversations'][number] = {
      id,
      startedAt,
      reference: null,
      said: '',
      isRestricted: restrictedAt !== null,
    }
    if (conversation['email'] !== null) emails.add(conversation['email'] as string)
    for await (const { reference, email } of rows('ticket')) {
      own.reference = reference as string
      emails.add(email as string)
    }
    for await (const { author, text, at } of rows('message')) {
      const kind = author === 'visitor' ? 'written' : author === 'agent' ? 'answers' : null
      if (kind) counts.add(kind, at)
      if (own.said === '' && author === 'visitor') own.said = shortened(text as string)
    }
    for (const [table, kind, column] of countedTables)
      for await (const row of rows(table)) {
        counts.add(kind, row[column])
        hasNotes ||= kind === 'notes' && Date.parse(row['at'] as string) > until
      }
    conversations.push(own)
  }
  for await (const stray of copy.strays()) counts.add('strays', stray.at)
  return {
    counted: counts.all,
    names: [...names],
    emails: [...emails],
    conversations: conversations.toReversed(),
    claims,
    isRestricted: conversations.some((each) => each.isRestricted),
    isObjecting: claims.find(({ what, state }) => objections.has(what) && state === 'done')?.what === 'object',
    hasNotes,
  }
}

const objections: ReadonlySet<ClaimKind> = new Set(['object', 'withdraw'])
/**
 * Until when the team's notes and what it has begun to write are given, which may tell of others: what was written
 * before an owner has agreed to give it.
 */
export const notesGivenUntil = (claims: readonly StoredClaim[]): number =>
  Math.max(
    -Infinity,
    ...claims.filter(({ what, state }) => what === 'notes' && state === 'done').map(({ doneAt }) => doneAt!),
  )

const shortened = (text: string): string =>
  text.length <= beginning ? text : `${text.slice(0, beginning).replace(/[\uD800-\uDBFF]$/, '')}…`

/** Tables whose rows are counted: as what, and when they came. */
const countedTables = [
  ['note', 'notes', 'at'],
  ['draft', 'notes', 'at'],
  ['file', 'files', 'uploadedAt'],
  ['mail', 'mails', 'queuedAt'],
  ['arrival', 'mails', 'at'],
  ['rating', 'ratings', 'at'],
] as const

class Counts {
  readonly #all = new Map<Counted['kind'], Counted>()

  /** @param at ISO 8601; anything else says nothing of when */
  add(kind: Counted['kind'], at: unknown): void {
    const counted = this.#all.get(kind) ?? { kind, count: 0, first: null, last: null }
    const { count, first, last } = counted
    const isInstant = typeof at === 'string'
    this.#all.set(kind, {
      kind,
      count: count + 1,
      first: isInstant && (first === null || at < first) ? at : first,
      last: isInstant && (last === null || at > last) ? at : last,
    })
  }

  addConversation(conversation: Told['conversation']): void {
    this.add('conversations', conversation.startedAt)
    const { path = [] } = conversation['context'] as { path?: { kind: string }[] }
    for (const { kind } of path) if (kind === 'search') this.add('searches', null)
  }

  /** Of what there is, in the order of kinds. */
  get all(): Counted[] {
    return countedKinds.flatMap((kind) => this.#all.get(kind) ?? [])
  }
}
