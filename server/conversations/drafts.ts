// Drafts: what an agent has begun to write, kept for their other devices until it is sent; nobody else is told of it.

import type { Live } from '../live/live.ts'
import type { Draft } from '../protocol/draft.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import * as write from './writes.ts'

interface DraftsParts {
  store: Store
  live: Pick<Live, 'draftChanged'>
  clock: () => number
}

interface Saved extends Pick<Draft, 'kind' | 'text'> {
  conversation: string
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
    return row ? all(queries.draftsOf({ conversation: row.key, userId })) : []
  }

  /** @param socket the device's, which knows it. @returns what another device had made of it, not seen by this one */
  async save(
    { id: userId }: Face,
    { conversation, kind, text, was }: Saved,
    socket: string,
  ): Promise<{ at: number; other: string | null }> {
    const { store, live, clock } = this.#parts
    const { queries } = store
    const saved = await store.write(function* () {
      const { key } = yield* write.shown(queries, conversation)
      const known = (yield* queries.draftsOf({ conversation: key, userId })).find((each) => each.kind === kind)
      const at = Math.max(clock(), (known?.at ?? 0) + 1)
      const row = { conversation: key, userId, kind, text, at }
      if (text === '') yield* queries.dropDraft(row)
      else yield* queries.putDraft(row)
      const isUnseen = known !== undefined && known.at !== was && known.text !== text
      return { at: text === '' ? 0 : at, other: isUnseen ? known.text : null }
    })
    live.draftChanged(userId, conversation, socket)
    return saved
  }
}

/** What was sent is no draft any more; what was begun since is one. Part of the write that stores it. */
export function* sent(queries: Queries, conversation: number, by: Face, kind: Draft['kind'], text: string): Work<void> {
  for (const draft of yield* queries.draftsOf({ conversation, userId: by.id }))
    if (draft.kind === kind && draft.text.trim() === text)
      yield* queries.dropDraft({ conversation, userId: by.id, kind })
}
