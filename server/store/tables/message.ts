// Messages: what a conversation's visitor, agents and system have said in it.

import type { Message, SentArticle } from '../../protocol/conversation.ts'
import type { Via } from '../../protocol/via.ts'
import type { Attachment } from '../../protocol/files.ts'
import type { Report } from '../../protocol/ticket.ts'
import {
  columnsBut,
  instant,
  integer,
  json,
  orNull,
  personal,
  plain,
  type RowOf,
  sealed,
  table,
  text,
  word,
} from './column.ts'

/** A file of a stored message; where it can be had is said when it is sent to somebody. */
export type KeptFile = Omit<Attachment, 'url'>

/** An article that goes with a message; where it can be read is said when it is sent to somebody. */
export interface KeptArticle extends Omit<SentArticle, 'path'> {
  site: string
  locale: string
}

export const message = table(
  { of: 'conversation', kept: 'as long', row: ['conversation', 'seq'] },
  {
    conversation: plain(integer),
    seq: plain(integer),
    id: plain(text),
    author: plain(word<Message['author']>()),
    byId: orNull(personal(text)),
    byName: orNull(sealed(text)),
    text: sealed(text),
    system: orNull(sealed(json<NonNullable<Message['system']>>())),
    files: orNull(sealed(json<KeptFile[]>())),
    report: orNull(sealed(json<Report>())),
    article: orNull(sealed(json<KeptArticle>())),
    /** Null: written on a page of the site. */
    via: orNull(sealed(json<Via>())),
    at: instant,
  },
)
export type MessageRow = RowOf<typeof message>
/** A message as it is stored. */
export type StoredMessage = Omit<Message, 'files' | 'article'> & { files?: KeptFile[]; article?: KeptArticle }
export const added = columnsBut(message)
export const replacing = columnsBut(message, 'conversation', 'seq')
