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
  /** Characters of what an agent wants below their answers by mail. */
  signature: 1_000,
  /** Characters of why an owner decides a person's claim as they do. */
  reason: 1_000,
  /** Bytes of one frame or request body. */
  payload: 32_768,
  /** Conversations that one request does something to. */
  acts: 200,
  /** Acts that follow one reply. */
  steps: 10,
  /** Files of one message. */
  files: 5,
  /** Characters of a file's name. */
  fileName: 120,
  /** Milliseconds for which an agent can withdraw what they have said in a chat. */
  withdraw: 60_000,
  /** Milliseconds that an agent's answer waits before it goes by mail: as long, they can take it back. */
  replyDelay: 5_000,
  /** Milliseconds a client waits for an acknowledgement before it calls the send failed and keeps trying. */
  ackTimeout: 8_000,
  /** Milliseconds for which one tab of a browser sends before another may. */
  turn: 5_000,
  /** Milliseconds after which a typing sign ends by itself. */
  typing: 6_000,
  /** Milliseconds after which nobody is taken to look at a conversation who has not said so again. */
  looking: 45_000,
} as const
