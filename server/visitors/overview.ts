// An overview of what is kept of somebody, as their page shows it to them.

import type { Exported } from '../pages/person.ts'
import type { ClaimKind } from '../protocol/claim.ts'
import type { Store } from '../store/store.ts'
import type { StoredClaim } from '../store/tables/claim.ts'
import { exported } from './exporting.ts'
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
  const data = await exported(store, person, '', at)
  const conversations = data.conversations.map(({ conversation, message, ticket }) => ({
    id: conversation.id,
    startedAt: conversation.startedAt,
    reference: ticket[0]?.reference ?? null,
    said: shortened(message.find(({ author, text }) => author === 'visitor' && text !== '')?.text ?? ''),
    isRestricted: conversation.restrictedAt !== null,
  }))
  const called = data.conversations.map(({ conversation }) => conversation.name)
  const written = data.conversations.flatMap(({ conversation, ticket }) => [
    conversation['email'] as string | null,
    ...ticket.map(({ email }) => email as string),
  ])
  const claims = await store.all(store.queries.claimsOf({ named: keptAs(proven) }))
  return {
    counted: countsOf(data),
    names: distinct(called),
    emails: distinct(written),
    conversations: conversations.toReversed(),
    claims,
    isRestricted: conversations.some((each) => each.isRestricted),
    isObjecting: claims.find(({ what, state }) => objections.has(what) && state === 'done')?.what === 'object',
    hasNotes: notesIn(data) > notesIn(withoutNotes(data, claims)),
  }
}

const objections: ReadonlySet<ClaimKind> = new Set(['object', 'withdraw'])
const notesIn = ({ conversations }: Exported): number =>
  conversations.reduce((sum, { note, draft }) => sum + note.length + draft.length, 0)

/**
 * A copy without the team's notes and what it has begun to write, which may tell of others, but for what was written
 * before an owner has agreed to give it.
 */
export function withoutNotes(data: Exported, claims: readonly StoredClaim[]): Exported {
  const agreed = claims.filter(({ what, state }) => what === 'notes' && state === 'done').map(({ doneAt }) => doneAt!)
  const until = Math.max(-Infinity, ...agreed)
  const isAgreed = ({ at }: { at: string }) => Date.parse(at) <= until
  const conversations = data.conversations.map((each) => ({
    ...each,
    note: each.note.filter(isAgreed),
    draft: each.draft.filter(isAgreed),
  }))
  return { ...data, conversations: conversations as Exported['conversations'] }
}

const distinct = (texts: (string | null)[]): string[] => [...new Set(texts.filter((text) => text !== null))]

const shortened = (text: string): string =>
  text.length <= beginning ? text : `${text.slice(0, beginning).replace(/[\uD800-\uDBFF]$/, '')}…`

function countsOf({ conversations, strays }: Exported): Counted[] {
  const of = (kind: Counted['kind'], instants: unknown[]): Counted => {
    const sorted = instants.filter((at) => typeof at === 'string').toSorted()
    return { kind, count: instants.length, first: sorted[0] ?? null, last: sorted.at(-1) ?? null }
  }
  const messages = conversations.flatMap(({ message }) => message)
  const rows = (table: string) => conversations.flatMap((each) => each[table] as Record<string, unknown>[])
  const by = (author: string) => messages.filter((each) => each.author === author).map(({ at }) => at)
  const path = conversations.flatMap(
    ({ conversation }) => (conversation['context'] as { path?: { kind: string }[] }).path ?? [],
  )
  const counted = [
    of(
      'conversations',
      conversations.map(({ conversation }) => conversation.startedAt),
    ),
    of('written', by('visitor')),
    of('answers', by('agent')),
    of('notes', [...at(rows('note'), 'at'), ...at(rows('draft'), 'at')]),
    of('files', at(rows('file'), 'uploadedAt')),
    of('mails', [...at(rows('mail'), 'queuedAt'), ...at(rows('arrival'), 'at')]),
    of(
      'strays',
      strays.map((each) => each.at),
    ),
    of('ratings', at(rows('rating'), 'at')),
    of(
      'searches',
      path.filter(({ kind }) => kind === 'search').map(() => null),
    ),
  ]
  return counted.filter(({ count }) => count > 0)
}

const at = (rows: Record<string, unknown>[], column: string): unknown[] => rows.map((row) => row[column])
