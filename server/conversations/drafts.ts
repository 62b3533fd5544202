// Drafts: what an agent has begun to write, kept for their other devices until it is sent; nobody else is told of it.

import { isDeepStrictEqual } from 'node:util'
import type { Cards } from '../faq/cards.ts'
import type { Live } from '../live/live.ts'
import type { Carried, Draft } from '../protocol/draft.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { KeptCarried } from '../store/tables/draft.ts'
import * as write from './writes.ts'

interface DraftsParts {
  store: Store
  live: Pick<Live, 'draftChanged'>
  cards: Pick<Cards, 'chosen'>
  clock: () => number
}

interface Saved extends Pick<Draft, 'kind' | 'text'> {
  conversation: string
  article?: KeptCarried['article'] | undefined
  steps?: KeptCarried['steps'] | undefined
  was: number
}

export class Drafts {
  readonly #parts: DraftsParts

  constructor(parts: DraftsParts) {
    this.#parts = parts
  }

  async of({ id: userId }: Face, conversation: string): Promise<Draft[]> {
    const { all, queries } = this.#parts.store
    const [row] = await all(queries.conversation({ id: conversation }))
    if (!row) return []
    const drafts = await all(queries.draftsOf({ conversation: row.key, userId }))
    return drafts.map(({ carried, ...draft }) => ({ ...draft, ...this.#told(row, carried) }))
  }

  /** @param socket the device's, which knows it. @returns what another device had made of it, not seen by this one */
  async save(
    { id: userId }: Face,
    { conversation, kind, text, article, steps, was }: Saved,
    socket: string,
  ): Promise<{ at: number; other: string | null; carried: Carried }> {
    const { store, live, clock } = this.#parts
    const { queries } = store
    const carried = article || steps?.length ? { ...(article && { article }), ...(steps?.length && { steps }) } : null
    const isNothing = text === '' && carried === null
    const { row, ...saved } = await store.write(function* () {
      const row = yield* write.shown(queries, conversation)
      const { key } = row
      const known = (yield* queries.draftsOf({ conversation: key, userId })).find((each) => each.kind === kind)
      const at = Math.max(clock(), (known?.at ?? 0) + 1)
      const draft = { conversation: key, userId, kind, text, carried, at }
      if (isNothing) yield* queries.dropDraft(draft)
      else yield* queries.putDraft(draft)
      const isSame = known?.text === text && isDeepStrictEqual(known.carried, carried)
      const other = known && known.at !== was && !isSame ? known : null
      return { row, at: isNothing ? 0 : at, other: other?.text ?? null, carried: other?.carried ?? null }
    })
    live.draftChanged(userId, conversation, socket)
    return { ...saved, carried: this.#told(row, saved.carried) }
  }

  #told({ site, locale }: Pick<StoredConversation, 'site' | 'locale'>, carried: KeptCarried | null): Carried {
    const { article, ...more } = carried ?? {}
    return { ...more, ...(article && { article: this.#parts.cards.chosen(site, locale, article) }) }
  }
}

interface Sent extends Pick<Draft, 'kind' | 'text'> {
  /** The id of the article that went with it. */
  article?: string | undefined
}

/** What was sent is no draft any more; what was begun since is one. Part of the write that stores it. */
export function* sent(queries: Queries, conversation: number, by: Face, { kind, text, article }: Sent): Work<void> {
  for (const draft of yield* queries.draftsOf({ conversation, userId: by.id }))
    if (draft.kind === kind && draft.text.trim() === text && draft.carried?.article?.id === article)
      yield* queries.dropDraft({ conversation, userId: by.id, kind })
}
