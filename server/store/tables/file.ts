// Files: what somebody has uploaded, and its bytes, once for all files that have them.

import {
  bytes,
  columnsBut,
  instant,
  integer,
  orNull,
  personal,
  plain,
  type RowOf,
  sealed,
  table,
  text,
} from './column.ts'

/** It is its uploader's until a message has it, and goes with the message's conversation. */
export const file = table(
  { of: 'conversation', kept: 'as long', row: ['id'] },
  {
    /** The uploader's own. */
    id: plain(text),
    site: plain(text),
    /** Who uploaded it. */
    by: personal(text),
    /** SHA-256 of its bytes, base64url. */
    hash: plain(text),
    name: sealed(text),
    type: plain(text),
    size: plain(integer),
    /** Null until a message has it. */
    conversation: orNull(plain(integer)),
    uploadedAt: instant,
  },
)
export type StoredFile = RowOf<typeof file>
export const uploaded = columnsBut(file)

/**
 * Bytes that are or have been a file's: kept as long as a file has them, and for a day after they were last uploaded.
 */
export const blob = table(
  { of: 'conversation', kept: 'as long' },
  {
    hash: plain(text),
    /** When they were last uploaded. */
    at: instant,
  },
)

/** Bytes in pieces, from 0. */
export const piece = table(
  { of: 'conversation', kept: 'as long', row: ['hash', 'at'] },
  {
    hash: plain(text),
    at: plain(integer),
    bytes: sealed(bytes),
  },
)
export type StoredPiece = RowOf<typeof piece>
