// The protections that can be taken away, together with what would heal it: edits of sources, in the bench's build
// only.

import type { Plugin } from 'vite'

export const breaks = ['ack-early', 'no-dedupe', 'no-republish', 'no-catch-up', 'memory-outbox'] as const
export type Break = (typeof breaks)[number]

export interface Edit {
  /** How the file's path ends. */
  file: string
  /** What must be in it, once or more; the first is replaced. */
  part: string
  instead: string
}

/** What a server is loaded with. `ack-early` and the beats of `no-republish` are in hooks.ts. */
export const serverEdits: Record<string, Edit[]> = {
  'no-dedupe': [
    {
      file: 'server/conversations/messages.ts',
      part: "if (!known || known.via?.kind === 'mail' || known.system) return known ?? null",
      instead: 'return null',
    },
    {
      file: 'server/store/migrations.ts',
      part: ".addUniqueConstraint('messageById', ['conversation', 'author', 'id'])",
      instead: '',
    },
  ],
  'no-republish': [
    {
      file: 'server/conversations/messages.ts',
      part: "if (!isSame) throw new Refused('conflict')\n",
      instead: "if (!isSame) throw new Refused('conflict')\n  globalThis.repeats.add(known.id)\n",
    },
  ],
}

/** What the browser's programs are built with. */
export const browserEdits: Record<string, Edit[]> = {
  'no-dedupe': [
    {
      file: 'widget/chat/thread.ts',
      part: 'if (message.seq <= last()) return void (messages.value = replaced(messages.value, message))',
      instead: '',
    },
    {
      file: 'server/console/inbox/opened.ts',
      part: 'if (message.seq <= this.#last()) return this.#replace(message)',
      instead: '',
    },
  ],
  'no-catch-up': [
    {
      file: 'widget/chat/thread.ts',
      part: 'const catchUp = async (id?: string): Promise<void> => {',
      instead:
        'let asked = false\n  const catchUp = async (id?: string): Promise<void> => {\n    if (asked) return\n    asked = true',
    },
    {
      file: 'server/console/inbox/list.ts',
      part: 'async #catchAll(): Promise<void> {',
      instead:
        '#asked = false\n  async #catchAll(): Promise<void> {\n    if (this.#asked) return\n    this.#asked = true',
    },
    {
      file: 'server/console/inbox/opened.ts',
      part: 'async follow(from?: number): Promise<void> {',
      instead: 'async follow(from?: number): Promise<void> {\n    if (this.#last() > 0) return',
    },
  ],
  'memory-outbox': [
    {
      file: 'widget/database.ts',
      part: 'const db = await (life.signal.aborted ? null : (opened ??=',
      instead: "const db = await (life.signal.aborted || store === 'outbox' ? null : (opened ??=",
    },
    {
      file: 'server/console/inbox/outbox.ts',
      part: 'return readJson<Entry[]>(this.#parts.storage.shared, key, [])',
      instead: 'return this.#stored.value',
    },
    {
      file: 'server/console/inbox/outbox.ts',
      part: 'this.#parts.storage.shared.setItem(key, JSON.stringify(entries))',
      instead: '',
    },
  ],
}

/** Puts the edits into a build. */
export const editing = (edits: Edit[]): Plugin => ({
  name: 'rotame:break',
  enforce: 'pre',
  transform(code, id) {
    return edits
      .filter(({ file }) => id.endsWith(file))
      .reduce((text, { file, part, instead }) => {
        if (!text.includes(part)) throw new Error(`${file} no longer has: ${part}`)
        return text.replace(part, instead)
      }, code)
  },
})
