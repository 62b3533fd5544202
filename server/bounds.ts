// How often the server looks at things by itself, and how much it takes at once.

export const bounds = {
  /** Articles up to which a browser gets all of them at once and searches them alone. */
  articles: 500,
  /** Messages in one answer to `conversation:open`. */
  messages: 100,
  /** Conversations in one answer to `queue:open`; what a list begins with is as many as a screen may show. */
  conversations: 100,
  firstConversations: 50,
  /** Conversations in one answer to `closed:open`. */
  closed: 50,
  /** Conversations, messages and notes that one write adds to the index of words at most. */
  indexed: 200,
  /** Conversations in one answer to `conversation:others`. */
  others: 20,
  /** What a visitor is shown of what they have written. */
  own: 50,
  /** Milliseconds between two looks for files that nobody has sent. */
  sweep: 3_600_000,
  /** Milliseconds between two looks for what has been kept for long enough. */
  retention: 86_400_000,
  /** Milliseconds between two times that search learns from use: each makes browsers fetch what is new. */
  learning: 86_400_000,
  /** Milliseconds between two `conversation:at` and `queue:at` of a node. */
  heartbeat: 15_000,
  /**
   * Milliseconds between two signs of life on a socket; and how late one may be before the socket counts as dead, at
   * either end.
   */
  ping: 8_000,
  pong: 6_000,
  /** Visitors whose conversations a node reads in one statement for that. */
  atOnce: 100,
  /** Bytes that may wait for a client who does not read; its socket is closed. */
  buffer: 1_048_576,
  /** Milliseconds between two looks at that. */
  reading: 500,
  /** Bytes of a mail that is read; of a bigger one the headers are, and it stays where it is. */
  mail: 40_000_000,
} as const
