// The bench's own list of what it has typed and sent.

export interface Line {
  /** Who typed it: `v3`, `a1`. */
  author: string
  /** Whose conversation it belongs to: `v3`. */
  visitor: string
  /** Says all of this, so that it can be found wherever it is drawn. */
  text: string
  /** ms since the run began. */
  at: number
}

/** A form, with an address of its own. */
export interface Sent extends Line {
  email: string
}

/** What an agent has done to a conversation. */
export interface Acted extends Line {
  kind: 'tag' | 'note' | 'assign' | 'queue' | 'take' | 'close'
}

export class Ledger {
  /** What was said in chats. */
  readonly lines: Line[] = []
  /** What was said by those who pass by, whose conversations are closed. */
  readonly passed: Line[] = []
  readonly forms: Sent[] = []
  /** `text` is a tag, a note, or what an act is found by. */
  readonly acts: Acted[] = []
  /** Answers to forms. */
  readonly replies: Line[] = []
  readonly #counts = new Map<string, number>()

  /** The next thing that an author says in a conversation. */
  next(author: string, visitor: string): string {
    const key = `${author} ${visitor}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return `${visitor}· ${author} λέει ${count}`
  }

  /** To be called once it is sent. */
  add(line: Line): void {
    this.lines.push(line)
  }

  of(visitor: string): Line[] {
    return this.lines.filter((line) => line.visitor === visitor)
  }
}
