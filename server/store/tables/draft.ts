// Drafts: what agents have begun to write and not sent.

import type { Carried, Draft } from '../../protocol/draft.ts'
import type { SentArticle } from '../../protocol/conversation.ts'
import {
  columnsBut,
  instant,
  integer,
  json,
  key,
  orNull,
  personal,
  plain,
  type RowOf,
  sealed,
  table,
  text,
  word,
} from './column.ts'

/** What goes with a reply: whether an article is still served is for whoever opens it to say. */
export interface KeptCarried extends Pick<Carried, 'steps'> {
  article?: Pick<SentArticle, 'id' | 'title'>
}

export const draft = table(
  { of: 'conversation', kept: 'as long', row: ['conversation', 'userId', 'kind'] },
  {
    key,
    conversation: plain(integer),
    userId: personal(text),
    kind: plain(word<Draft['kind']>()),
    text: sealed(text),
    carried: orNull(sealed(json<KeptCarried>())),
    at: instant,
  },
)
export type StoredDraft = Omit<RowOf<typeof draft>, 'key'>
export const added = columnsBut(draft, 'key')
