// Files attached to replies that are being written: sent up at once, and kept through a reload until they are sent.

import { type ReadonlySignal, signal } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Summary } from '../../protocol/conversation.ts'
import type { Attachment } from '../../protocol/files.ts'
import type { Presence } from '../../protocol/staff.ts'
import type { openBox } from '../../../widget/files/box.ts'
import { begin } from '../../../widget/life.ts'
import { randomId } from '../../../widget/memory.ts'
import type { upload } from '../../../widget/files/upload.ts'
import type { Rising } from '../../../widget/view/Files.tsx'
import type { Line } from '../line.ts'
import { type ConsoleStorage, readJson } from '../storage.ts'
import { giveToWriter } from './drafts.ts'

/** What was picked, and the conversation whose reply it goes with. */
interface Picked {
  id: string
  site: string
  conversation: string
  file: File
}
/** As it is kept through a reload; the tab knows which are its own, as it does of drafts. */
export interface KeptFile extends Picked {
  by: string
  at: number
}
export interface Attached extends Picked, Rising {
  /** Ends its way up. */
  ends: AbortController
}

interface AttachmentsParts {
  line: Line
  storage: ConsoleStorage
  /** Where files are kept through a reload. */
  files: Pick<ReturnType<typeof openBox<KeptFile>>, 'all' | 'put' | 'remove'>
  agent: {
    me: ReadonlySignal<Presence | null>
    site: (id: string) => { files: { maxSize: number } | null } | undefined
  }
  upload: typeof upload
}

const key = 'rotame:rising'
/** ms after which a file that was never sent is forgotten. */
const forgotten = 86_400_000
/** ms between two attempts to send a file up. */
const retry = 3_000
/** Refusals that end by themselves. */
const passing = new Set(['failed', 'too-many'])

const attachedOf = ({ id, site, conversation, file }: Picked, refused = ''): Attached => ({
  id,
  site,
  conversation,
  file,
  ends: new AbortController(),
  name: file.name,
  type: file.type,
  size: file.size,
  part: 0,
  url: '',
  refused,
  isWaiting: false,
})

export class Attachments {
  readonly all = signal<Attached[]>([])
  readonly #parts: AttachmentsParts
  readonly #life
  #restoring: Promise<void> | undefined
  #isRestored = false
  readonly destroy: () => void

  constructor(parts: AttachmentsParts) {
    this.#parts = parts
    this.#life = begin(parts.line.life)
    this.destroy = this.#life.end
    this.#life.ends(() => {
      for (const { ends } of this.all.value) ends.abort()
    })
    this.#life.ends(parts.line.on('welcome', () => void (this.#restoring ??= this.#restore())))
  }

  of(conversation: string): Attached[] {
    return this.all.value.filter((each) => each.conversation === conversation)
  }

  /** Bytes of one file; 0: nothing may be attached. */
  maxSize(site: string): number {
    return this.#parts.agent.site(site)?.files?.maxSize ?? 0
  }

  add({ id: conversation, site }: Pick<Summary, 'id' | 'site'>, list: Iterable<File>): void {
    const most = this.maxSize(site)
    if (most === 0) return
    for (const file of list) {
      const count = this.of(conversation).filter(({ refused }) => !refused).length
      const refused =
        file.size > most ? 'too-big' : file.size === 0 ? 'empty' : count >= limits.files ? 'too-many-files' : ''
      const picked = { id: randomId(), site, conversation, file }
      const attached = attachedOf(picked, refused)
      this.#show([...this.all.value, attached])
      if (refused) continue
      void this.#parts.files.put({ ...picked, by: this.#parts.agent.me.value!.id, at: Date.now() })
      void this.#sendUp(attached)
    }
  }

  remove(id: string): void {
    this.all.value.find((each) => each.id === id)?.ends.abort()
    void this.#parts.files.remove(id)
    this.#show(this.all.value.filter((each) => each.id !== id))
  }

  retry(id: string): void {
    this.#change(id, { refused: '', part: 0 })
    const found = this.all.value.find((each) => each.id === id)
    if (found) void this.#sendUp(found)
  }

  /** Takes what the server has of a conversation's, to be sent with a reply. */
  take(conversation: string): Attachment[] {
    const ready = this.of(conversation).filter(({ part }) => part === 1)
    this.#show(this.all.value.filter((each) => !ready.includes(each)))
    for (const { id } of ready) void this.#parts.files.remove(id)
    return ready.map(({ id, name, type, size, url }) => ({ id, name, type, size, url }))
  }

  /** Attaches once more what came back with a reply; the server has it. */
  putBack({ id: conversation, site }: Pick<Summary, 'id' | 'site'>, files: readonly Attachment[]): void {
    const back = files.map((file): Attached => ({
      ...attachedOf({ id: file.id, site, conversation, file: new File([], file.name) }),
      ...file,
      part: 1,
    }))
    this.#show([...this.all.value, ...back])
  }

  #show(list: Attached[]): void {
    this.all.value = list
    // Before what was there is attached again, this tab's are not known.
    if (this.#isRestored) this.#parts.storage.tab.setItem(this.#key(), JSON.stringify(list.map(({ id }) => id)))
  }

  #change(id: string, patch: Partial<Rising>): void {
    this.all.value = this.all.value.map((each) => (each.id === id ? { ...each, ...patch } : each))
  }

  #key(): string {
    return `${key}:${this.#parts.agent.me.value!.id}`
  }

  /** Sends a file up until the server has it or refuses it. */
  async #sendUp({ id, site, file, ends }: Attached): Promise<void> {
    const { line, upload: send } = this.#parts
    const told = (part: number) => this.#change(id, { part: Math.min(part, 0.99), isWaiting: false })
    for (;;) {
      const answer = await send(`/files/${site}/${id}`, file.name, file, {}, told, ends.signal)
      if (ends.signal.aborted) return
      if (answer?.ok) return this.#change(id, { ...answer.file, part: 1, isWaiting: false })
      if (answer?.error === 'signed-out') line.signedOut()
      if (answer && !passing.has(answer.error)) return this.#change(id, { refused: answer.error })
      this.#change(id, { isWaiting: !answer, part: 0 })
      await this.#life.pause(retry)
    }
  }

  /** Attaches again what this tab had attached before it was reloaded. */
  async #restore(): Promise<void> {
    const { agent, files, storage } = this.#parts
    const me = agent.me.value!.id
    giveToWriter(storage.tab, key, me)
    const mine = readJson<string[]>(storage.tab, this.#key(), [])
    const kept = (await this.#life.still(files.all())).toSorted((a, b) => a.at - b.at)
    for (const each of kept) {
      if (each.by !== me || Date.now() - each.at > forgotten) void files.remove(each.id)
      else if (mine.includes(each.id)) {
        const attached = attachedOf(each)
        this.#show([...this.all.value, attached])
        void this.#sendUp(attached)
      }
    }
    this.#isRestored = true
    this.#show(this.all.value)
  }
}
