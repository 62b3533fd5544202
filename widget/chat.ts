// The conversation as signals and verbs: what was said, what waits to be sent, and catching up after a gap.

import { computed, signal } from '@preact/signals'
import { io } from 'socket.io-client'
import { limits } from '../server/limits.ts'
import type { Answer, Context, Conversation, Face, Message, Opened } from '../server/protocol.ts'
import { type Entry, type Memory, randomId } from './memory.ts'

export interface Pending {
  id: string
  text: string
  at: number
  /** Why it was refused; null while it waits. */
  refused: string | null
}
export type Chat = ReturnType<typeof createChat>

export interface ChatParts {
  server: string
  site: string
  locale: string
  context: () => Context
  memory: Memory
  /** The server's clock, ms. */
  now: () => number
}

const textOf = (entry: Entry) => (entry.kind === 'start' ? entry.payload.message : entry.payload)

export function createChat({ server, site, locale, context, memory, now }: ChatParts) {
  const state = signal<'connecting' | 'online' | 'offline'>('connecting')
  const conversation = signal<Conversation | null>(null)
  const messages = signal<Message[]>([])
  const pending = signal<Pending[]>([])
  const typing = signal<Face | null>(null)
  const unread = computed(() => {
    const seen = conversation.value?.readByVisitor ?? 0
    return messages.value.filter(({ author, seq }) => author === 'agent' && seq > seen).length
  })
  let typingEnds: ReturnType<typeof setTimeout> | undefined
  let flushing: Promise<void> | null = null

  const socket = io(`${server}/visitor`, {
    auth: (give) => void memory.secret().then((secret) => give({ v: 1, site, secret, locale })),
    transports: ['websocket', 'polling'],
    ackTimeout: limits.ackTimeout,
  })
  const ask = async <T extends object>(event: string, payload: object): Promise<Answer<T>> =>
    (await socket.timeout(limits.ackTimeout).emitWithAck(event, payload)) as Answer<T>

  const last = () => messages.value.at(-1)?.seq ?? 0
  const show = (next: Conversation | null) => {
    if (next && next.id !== conversation.value?.id) messages.value = []
    conversation.value = next
    memory.remember(next?.state === 'open')
  }
  /** Adds what follows without a gap; a gap is asked for. */
  const add = (message: Message) => {
    pending.value = pending.value.filter(({ id }) => id !== message.id)
    if (message.seq <= last()) return
    if (message.seq > last() + 1) return void catchUp()
    messages.value = [...messages.value, message]
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const known = conversation.value?.id
      const answer = await ask<Opened<Conversation | null>>('conversation:open', {
        ...(known && { conversation: known }),
        after: last(),
      }).catch(() => null)
      if (!answer?.ok) return
      show(answer.conversation)
      for (const message of answer.messages) add(message)
      if (!answer.more) return
    }
  }

  /** Sends the outbox in order, one at a time; what is not acknowledged stays, under the id it has. */
  const flush = (): Promise<void> =>
    (flushing ??= (async () => {
      for (const entry of await memory.outbox()) {
        const { id } = textOf(entry)
        if (pending.value.some((line) => line.id === id && line.refused)) continue
        const event = entry.kind === 'start' ? 'conversation:start' : 'message:send'
        const answer = await ask<{ message: Message; conversation?: Conversation }>(event, entry.payload).catch(() => null)
        if (!answer || (!answer.ok && answer.error === 'failed')) {
          if (socket.connected) setTimeout(() => void flush(), 2_000)
          return
        }
        await memory.remove(id)
        if (!answer.ok) pending.value = pending.value.map((line) => (line.id === id ? { ...line, refused: answer.error } : line))
        else {
          if (answer.conversation) show(answer.conversation)
          add(answer.message)
        }
      }
    })().finally(() => (flushing = null)))

  socket.on('connect', () => {
    state.value = 'online'
    void catchUp().then(flush)
  })
  socket.on('disconnect', () => (state.value = 'offline'))
  socket.on('connect_error', () => (state.value = 'offline'))
  socket.on('message:new', (fact: { conversation: string; message: Message }) => {
    if (fact.conversation !== conversation.value?.id) return void catchUp()
    if (fact.message.author === 'agent') typing.value = null
    add(fact.message)
  })
  socket.on('conversation:changed', (next: Conversation) => {
    if (next.id === conversation.value?.id || !conversation.value) show(next)
  })
  socket.on('conversation:at', (at: { conversation: string; lastSeq: number }) => {
    if (at.conversation !== conversation.value?.id || at.lastSeq > last()) void catchUp()
  })
  socket.on('typing', (fact: { conversation: string; on: boolean; by: Face }) => {
    typing.value = fact.on ? fact.by : null
    clearTimeout(typingEnds)
    if (fact.on) typingEnds = setTimeout(() => (typing.value = null), limits.typing)
  })
  void memory.outbox().then((entries) => {
    pending.value = entries.map((entry) => ({ id: textOf(entry).id, text: textOf(entry).text, at: entry.at, refused: null }))
  })

  return {
    state,
    conversation,
    messages,
    pending,
    typing,
    unread,
    /** Puts a message on the screen and into the outbox, and sends it. */
    async send(text: string): Promise<void> {
      const open = conversation.value?.state === 'open' ? conversation.value.id : null
      const message = { id: randomId(), text }
      const at = now()
      const entry: Entry = open
        ? { kind: 'send', payload: { conversation: open, ...message }, at }
        : { kind: 'start', payload: { id: randomId(), message, context: context() }, at }
      pending.value = [...pending.value, { ...message, at, refused: null }]
      await memory.put(entry)
      memory.remember(true)
      await flushing
      await flush()
    },
    /** Takes a refused message off the screen. @returns its text, to be mended */
    discard(id: string): string {
      const text = pending.value.find((line) => line.id === id)?.text ?? ''
      pending.value = pending.value.filter((line) => line.id !== id)
      return text
    },
    /** Says that everything so far has been on a screen. */
    read(): void {
      const open = conversation.value
      if (!open || open.readByVisitor >= last() || !socket.connected) return
      socket.emit('conversation:read', { conversation: open.id, seq: last() }, () => undefined)
    },
    types(on: boolean): void {
      if (conversation.value?.state === 'open') socket.volatile.emit('typing', { conversation: conversation.value.id, on })
    },
    async close(): Promise<void> {
      if (conversation.value) await ask('conversation:close', { conversation: conversation.value.id })
    },
    destroy: (): void => void socket.disconnect(),
  }
}
