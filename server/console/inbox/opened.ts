// The conversation that is open: what is known of it at once, its messages without a gap, and what was read.

import { computed, signal } from '@preact/signals'
import type { Restriction } from '../../protocol/answer.ts'
import type { Page } from '../../protocol/context.ts'
import type { Detail, Message, Summary } from '../../protocol/conversation.ts'
import { begin } from '../../../widget/life.ts'
import type { Line } from '../line.ts'
import type { List } from './list.ts'
import type { Outbox } from './outbox.ts'

/** An open conversation, whose context and notes may still be on their way. */
export type Opening = Summary & Partial<Pick<Detail, 'context' | 'notes' | 'parts'>>

/** What may be the id of a conversation. */
const isId = (text: string) => /^[\w-]{16,40}$/.test(text)
/** ms after which a lost answer is asked for again. */
const retry = 2_000

interface OpenedParts {
  line: Line
  list: List
  outbox: Outbox
  /** Whether somebody looks at the page. */
  isSeen: () => boolean
}

export class Opened {
  /** The conversation that the address names, whether it is here yet or not. */
  readonly wanted = signal<string | null>(null)
  /** Whether there is none of that name. */
  readonly isUnknown = signal(false)
  /** Why it is not shown, where there is one; null: there is none. */
  readonly restriction = signal<Restriction | null>(null)
  /** What is known at once; its context follows. */
  readonly conversation = signal<Opening | null>(null)
  /** The same with what was done to it and the server has not acknowledged. */
  readonly shown = computed((): Opening | null => {
    const { value } = this.conversation
    const drawn = value && this.#parts.outbox.drawn.value.get(value.id)
    return drawn ? { ...value, ...drawn } : value
  })
  readonly messages = signal<Message[]>([])
  readonly #parts: OpenedParts
  readonly #life
  #callOff: (() => void) | undefined
  readonly destroy: () => void

  constructor(parts: OpenedParts) {
    const { line, list, outbox } = parts
    this.#parts = parts
    this.#life = begin(line.life)
    this.destroy = this.#life.end
    this.#life.ends(line.on('message:more', (facts) => facts.forEach((fact) => this.#hear(fact))))
    this.#life.ends(line.on('message:new', (fact) => this.#hear(fact)))
    this.#life.ends(line.on('visitor:page', (fact) => this.#goOn(fact)))
    // What stands in the place of a message now was told while there was no line.
    this.#life.ends(line.on('welcome', () => void this.follow(0).then(outbox.flush)))
    this.#life.ends(list.watch((known, summary) => this.#change(known, summary)))
    this.#life.ends(
      outbox.watch((entry, answer) => {
        if (!answer.ok) return
        if (answer.conversation) list.hear(answer.conversation)
        if (this.conversation.value?.id !== entry.conversation) return
        if (answer.message) this.#add(answer.message)
        if (entry.act === 'note') return this.follow()
      }),
    )
  }

  /** Shows a conversation at once, and what was said in it as soon as the server answers; null: none. */
  turnTo(id: string | null): void {
    if (this.wanted.value === id) return
    const { line, list } = this.#parts
    this.#callOff?.()
    this.wanted.value = id
    this.messages.value = []
    this.conversation.value = (id && list.get(id)) || null
    this.restriction.value = null
    this.isUnknown.value = id !== null && !isId(id)
    if (line.socket.connected) void this.follow()
    // What was marked as unread is read by opening it.
    const { value } = this.conversation
    if (value?.isMarked && this.#parts.isSeen())
      void line.ask('conversation:read', { conversation: value.id, seq: value.readByAgent })
  }

  /** Asks for what came after the last message, or after another. */
  async follow(from?: number): Promise<void> {
    const id = this.wanted.value
    if (!id || this.isUnknown.value) return
    const { line } = this.#parts
    for (let after = from ?? this.#last(); ;) {
      const answer = await line.ask('conversation:open', { conversation: id, after })
      if (this.wanted.value !== id) return
      if (!answer?.ok) {
        this.restriction.value = answer?.restriction ?? null
        this.isUnknown.value = answer?.error === 'unknown-conversation'
        // It was erased or restricted while it was looked at.
        if (this.isUnknown.value) this.#forget()
        // A lost answer to what is being waited for.
        if (!this.isUnknown.value && line.socket.connected)
          this.#callOff = this.#life.after(retry, () => void this.follow())
        return
      }
      this.#take(answer.conversation, answer.messages)
      if (!answer.more) return this.read()
      after = from === undefined ? this.#last() : answer.messages.at(-1)!.seq
    }
  }

  #forget(): void {
    this.conversation.value = null
    this.messages.value = []
  }

  /** Says how far the agent has read, while they look. */
  read(): void {
    const { value } = this.conversation
    if (value && (value.readByAgent < this.#last() || this.#parts.list.isNews(value)) && this.#parts.isSeen())
      void this.#parts.line.ask('conversation:read', { conversation: value.id, seq: this.#last() })
  }

  /** Makes the links of a message anew. @returns the file's; '' when the server does not say */
  async renew(seq: number, file: string): Promise<string> {
    const { id } = this.conversation.value!
    const answer = await this.#parts.line.ask('conversation:open', { conversation: id, after: seq - 1 })
    const fresh = answer?.ok ? answer.messages.find((message) => message.seq === seq) : undefined
    if (fresh && this.conversation.value?.id === id)
      this.messages.value = this.messages.value.map((message) => (message.seq === seq ? fresh : message))
    return fresh?.files?.find(({ id }) => id === file)?.url ?? ''
  }

  /** The seq of the latest message that is shown. */
  lastSeen(): number {
    return this.#last()
  }

  /** The messages of what is open, or of a part of it; nothing of any other. */
  said(id: string): readonly Message[] {
    const { value } = this.conversation
    return value?.id === id ? this.messages.value : (value?.parts?.find((part) => part.id === id)?.messages ?? [])
  }

  #last(): number {
    return this.messages.value.at(-1)?.seq ?? 0
  }

  #isBehind(): boolean {
    const { value } = this.conversation
    if (value === null) return false
    const parts = (value.parts ?? []).filter(({ into }) => into === value.id)
    const isMissing = value.lastSeq > this.#last() || value.noteCount > (value.notes?.length ?? 0)
    return isMissing || value.partCount !== parts.length
  }

  #take(conversation: Detail, messages: readonly Message[]): void {
    const { list, outbox } = this.#parts
    const { value } = this.conversation
    const isOlder = value !== null && value.revision > conversation.revision
    this.conversation.value = isOlder ? { ...conversation, ...value, context: conversation.context } : conversation
    list.put(conversation)
    for (const note of conversation.notes) outbox.arrived(note.id)
    for (const message of messages) this.#add(message)
  }

  #hear({ conversation, message }: { conversation: string; message: Message }): void {
    const { value } = this.conversation
    if (conversation === value?.id) this.#add(message)
    // Parts come with the whole.
    else if (value?.parts?.some(({ id }) => id === conversation)) void this.follow()
  }

  #goOn({ conversation, page }: { conversation: string; page: Page }): void {
    const { value } = this.conversation
    if (conversation === value?.id && value.context)
      this.conversation.value = { ...value, context: { ...value.context, pageNow: page } }
  }

  #add(message: Message): void {
    this.#parts.outbox.arrived(message.id)
    if (message.seq <= this.#last()) return this.#replace(message)
    if (message.seq > this.#last() + 1) return void this.follow()
    this.messages.value = [...this.messages.value, message]
  }

  /** What was said there was moved meanwhile, or has come back. */
  #replace(message: Message): void {
    const known = this.messages.value.find(({ seq }) => seq === message.seq)
    if (known?.text === message.text && !known.system === !message.system) return
    this.messages.value = this.messages.value.map((each) => (each.seq === message.seq ? message : each))
  }

  /** Takes what the list has heard. */
  #change({ id, revision }: Pick<Summary, 'id' | 'revision'>, summary?: Summary): void {
    const { value } = this.conversation
    if (value?.id !== id) return
    if (!summary) {
      if (value.revision < revision) void this.follow()
      return
    }
    if (value.revision > revision) return
    this.conversation.value = { ...value, ...summary }
    // The last message of all leaves no gap to see, and notes have none. Whoever told of it may be about to bring it.
    queueMicrotask(() => {
      if (this.#isBehind()) void this.follow()
    })
  }
}
