// The numbers of the protocol: what both ends agree is too much.

export const limits = {
  /**
   * Of the protocol; raised when a client of the version before last could no longer be served. The version before is
   * served as well, as a page that is open while a new one is installed speaks it; an older one is told `reload`.
   */
  version: 1,
  /** Characters of one message. */
  text: 4_000,
  /** Characters of a name that a person types. */
  name: 80,
  /** Characters of an e-mail address (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
  email: 254,
  /** Characters of one search query that we keep as context. */
  query: 200,
  /** Characters of the page's title and address that we keep as context. */
  page: 500,
  /** Steps (searches and readings) of the path that led to a conversation. */
  path: 30,
  /** Characters of what was missing in an article, when a visitor says so. */
  missing: 1_000,
  /** Articles up to which a browser gets all of them at once and searches them alone. */
  articles: 500,
  /** Bytes of one frame or request body. */
  payload: 32_768,
  /** Messages in one answer to `conversation:open`. */
  messages: 100,
  /** Conversations in one answer to `queue:open`. */
  conversations: 200,
  /** Files of one message. */
  files: 5,
  /** Characters of a file's name. */
  fileName: 120,
  /** Milliseconds a client waits for an acknowledgement before it calls the send failed and keeps trying. */
  ackTimeout: 8_000,
  /** Milliseconds for which one tab of a browser sends before another may. */
  turn: 5_000,
  /** Milliseconds after which a typing sign ends by itself. */
  typing: 6_000,
  /** Milliseconds between two looks for files that nobody has sent. */
  sweep: 3_600_000,
  /** Milliseconds between two `conversation:at` and `queue:at` of a node. */
  heartbeat: 15_000,
  /** Milliseconds between two signs of life on a socket; and how late one may be before the socket counts as dead, at either end. */
  ping: 8_000,
  pong: 6_000,
  /** Visitors whose conversations a node reads in one statement for that. */
  atOnce: 100,
  /** Bytes that may wait for a client who does not read; its socket is closed. */
  buffer: 1_048_576,
  /** Milliseconds between two looks at that. */
  reading: 500,
} as const
