// The conversation as signals and verbs: what is written goes into the outbox, then to the server, once and in order.

import { batch, computed, signal } from '@preact/signals-core'
import { limits } from '../server/limits.ts'
import type { Context } from '../server/protocol/context.ts'
import type { Conversation, Message } from '../server/protocol/conversation.ts'
import type { Availability } from '../server/protocol/hours.ts'
import type { Face } from '../server/protocol/pieces.ts'
import type { ConversationStart, fromVisitor, ToVisitor } from '../server/protocol/visitor.ts'
import { deliver } from './deliver.ts'
import { fits } from './json.ts'
import type { Life } from './life.ts'
import { openLine } from './line.ts'
import { idOf, type Memory, randomId, type Said } from './memory.ts'
import type { Upload } from './upload.ts'

export interface Pending {
  id: string
  text: string
  /** Ids of its files. */
  files: string[] | undefined
  /** Why it was refused; undefined while it waits. */
  refused: string | undefined
}
export type Chat = ReturnType<typeof createChat>

export interface ChatParts {
  /** The visitor's; the chat ends with it. */
  life: Life
  server: string
  site: string
  locale: () => string
  context: () => Context
  memory: Memory
  upload: Upload
  /** The server's clock, ms. */
  now: () => number
  /** Called with each message that an agent has just written. */
  heard: (message: Message) => void
  /** Called when who is there or until when has changed. */
  told: (known: Availability) => void
  /** Called when this page is too old for the server. */
  old: () => void
  /** Called when the conversation has become a ticket. */
  made: (reference: string) => void
}

const writtenIn = (entry: Said) => (entry.kind === 'start' ? entry.payload.message : entry.payload)

export function createChat({
  life,
  server,
  site,
  locale,
  context,
  memory,
  upload,
  now,
  heard,
  told,
  old,
  made,
}: ChatParts) {
  const state = signal<'connecting' | 'online' | 'offline'>('connecting')
  const conversation = signal<Conversation | null>(null)
  const messages = signal<Message[]>([])
  const waiting = signal<Said[]>([])
  const typing = signal<Face | null>(null)
  const pending = computed<Pending[]>(() =>
    waiting.value.map((entry) => {
      const { id, text, files } = writtenIn(entry)
      return { id, text, files, refused: entry.refused }
    }),
  )
  /** The conversation that the visitor has ended, as long as the server does not know. */
  const ending = signal('')
  const unread = computed(() => {
    const seen = conversation.value?.readByVisitor ?? 0
    return messages.value.filter(({ author, seq }) => author === 'agent' && seq > seen).length
  })
  let typingEnds: (() => void) | undefined
  const ended = new Promise<void>((resolve) => life.ends(resolve))
  /** The conversation that the visitor has put away to begin another. */
  let left = ''

  const { socket, ask } = openLine<typeof fromVisitor, ToVisitor>(life, `${server}/visitor`, {
    auth: (give) =>
      void life
        .still(memory.credentials())
        .then((shown) => give({ v: limits.version, site, ...shown, locale: locale() })),
    isUrgent: () =>
      document.visibilityState === 'visible' && (waiting.value.length > 0 || conversation.value?.state === 'open'),
    away(refusal) {
      state.value = 'offline'
      if (refusal === 'reload') old()
      return refusal === 'reload'
    },
  })

  const last = () => messages.value.at(-1)?.seq ?? 0
  const has = (id: string) => messages.value.some((message) => message.id === id)
  const show = (next: Conversation | null) => {
    if (next?.id === left) return
    const before = conversation.value
    if (next?.id !== before?.id) messages.value = []
    // From another node, and older than what is known.
    else if (next && next.revision < before!.revision) return
    else if (next?.ticket && !before!.ticket) made(next.ticket.reference)
    conversation.value = next
    // A form may wait too.
    void life.still(memory.outbox()).then((kept) => {
      memory.remember(conversation.value?.state === 'open' || waiting.value.length + kept.length > 0)
    })
  }
  /** What is seen to be stored waits no longer, whether its acknowledgement comes or not. */
  const arrived = (id: string) => {
    if (!waiting.value.some((entry) => idOf(entry) === id)) return
    waiting.value = waiting.value.filter((entry) => idOf(entry) !== id)
    void memory.remove(id)
  }
  /** Adds what follows without a gap; a gap is asked for. */
  const add = (message: Message) => {
    if (message.author === 'visitor') arrived(message.id)
    if (message.seq <= last()) return
    if (message.seq > last() + 1) return void catchUp()
    messages.value = [...messages.value, message]
    // Who writes has read; the server says nothing of it.
    const open = conversation.value
    if (open && message.author === 'visitor' && open.readByVisitor < message.seq)
      conversation.value = { ...open, readByVisitor: message.seq }
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const known = conversation.value?.id
      const answer = await ask('conversation:open', {
        ...(known && { conversation: known }),
        after: last(),
      })
      if (!answer?.ok || answer.conversation?.id === left) return
      show(answer.conversation)
      for (const message of answer.messages) add(message)
      if (!answer.more) return
    }
  }

  /**
   * The tabs of a browser have one outbox: one of them sends, for a few seconds at most, then another may. Where locks
   * are missing, refused or never given two may send the same; its id makes it one message.
   */
  let isLockless = false
  const alone = (act: () => Promise<void>): Promise<void> => {
    let done: Promise<void> | undefined
    // Who ends in the middle of it lets the others go on.
    const once = () => (done ??= Promise.race([act(), ended]))
    return Promise.race([
      (async () => {
        if (!isLockless) await navigator.locks.request(`rotame:${site}`, once)
      })(),
      life.pause(2 * limits.turn),
    ]).then(() => {
      isLockless ||= !done
      return once()
    }, once)
  }
  const { flush, next } = deliver<Said, { message: Message; conversation?: Conversation }>({
    life,
    alone,
    socket,
    waiting: async () => (await memory.outbox()).filter((entry) => entry.kind !== 'ticket' && !entry.refused) as Said[],
    idOf,
    async send(entry, within) {
      const uploaded = await upload(writtenIn(entry).files, () => flush())
      if (!uploaded?.ok) return uploaded
      return entry.kind === 'start'
        ? ask('conversation:start', entry.payload, within)
        : ask('message:send', entry.payload, within)
    },
    async settle(entry, answer) {
      // Seen to be stored since, it is not refused.
      if (!answer.ok) return has(idOf(entry)) ? undefined : put({ ...entry, refused: answer.error })
      const { conversation: made, message } = answer
      await memory.remove(idOf(entry))
      batch(() => {
        if (made) show(made)
        add(message)
      })
    },
  })

  /** Puts what was written, or what became of it, on the screen and into the outbox. */
  const put = async (entry: Said): Promise<void> => {
    const isKnown = waiting.value.some((each) => idOf(each) === idOf(entry))
    waiting.value = isKnown
      ? waiting.value.map((each) => (idOf(each) === idOf(entry) ? entry : each))
      : [...waiting.value, entry]
    await memory.put(entry)
  }
  /** Shows what waits, in whichever tab it was written. */
  const look = async (): Promise<void> => {
    const kept = await memory.outbox()
    batch(() => {
      waiting.value = kept.filter((entry) => entry.kind !== 'ticket')
      // A message may have come while the outbox was read.
      for (const { id } of messages.value) arrived(id)
    })
  }
  const end = async (): Promise<void> => {
    const id = ending.value
    if (!id || !socket.connected) return
    const answer = await ask('conversation:close', { conversation: id })
    if (!answer || (!answer.ok && answer.error === 'failed')) return void life.after(2_000, () => void end())
    if (ending.value === id) ending.value = ''
    if (answer.ok && conversation.value?.id === id) show(answer.conversation)
  }
  const reconnect = () => {
    socket.disconnect().connect()
    state.value = 'connecting'
  }
  /** A page that slept may hold a dead socket, and has heard nothing. */
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    if (!socket.connected) reconnect()
    else void catchUp().then(flush)
  }
  life.on(document, 'visibilitychange', wake)
  life.on(window, 'online', wake)
  life.on(memory.tabs, 'message', look)

  socket.on('connect', () => {
    state.value = 'online'
    void catchUp().then(flush).then(end)
  })
  socket.on('message:new', (fact) => {
    const isFromAgent = fact.message.author === 'agent'
    if (isFromAgent && fact.message.seq > last()) heard(fact.message)
    if (fact.conversation !== conversation.value?.id) return void catchUp()
    if (isFromAgent) typing.value = null
    add(fact.message)
  })
  socket.on('availability', told)
  socket.on('conversation:changed', (next) => {
    if (next.id === conversation.value?.id || !conversation.value) show(next)
  })
  socket.on('conversation:at', (at) => {
    if (at.conversation !== conversation.value?.id || at.lastSeq > last()) void catchUp()
  })
  socket.on('typing', (fact) => {
    typing.value = fact.on ? fact.by : null
    typingEnds?.()
    if (fact.on) typingEnds = life.after(limits.typing, () => (typing.value = null))
  })
  void look()

  return {
    state,
    conversation,
    messages,
    pending,
    typing,
    unread,
    ask,
    /** Puts a message on the screen and into the outbox, and sends it; what the server would never read stays here. */
    async send(text: string, ids?: string[]): Promise<void> {
      // Who goes on has not ended it.
      ending.value = ''
      const open = conversation.value?.state === 'open' ? conversation.value.id : null
      const message = { id: randomId(), text, ...(ids?.length && { files: ids }) }
      const at = now()
      const entry: Said = open
        ? { kind: 'send', payload: { conversation: open, ...message }, at }
        : { kind: 'start', payload: { id: randomId(), message, context: context() }, at }
      if (text.length > limits.text || !fits(entry.payload as ConversationStart)) entry.refused = 'too-long'
      await put(entry)
      memory.remember(true)
      await next()
    },
    /** Sends a refused message again as it is. */
    async again(id: string): Promise<void> {
      const { refused: _, ...fresh } = waiting.value.find((entry) => idOf(entry) === id)!
      await put(fresh)
      await flush()
    },
    /** Forgets a refused message. */
    async drop(id: string): Promise<void> {
      waiting.value = waiting.value.filter((entry) => idOf(entry) !== id)
      await memory.remove(id)
    },
    /** Says that everything so far has been on a screen. */
    read(): void {
      const open = conversation.value
      if (!open || open.readByVisitor >= last() || !socket.connected) return
      void ask('conversation:read', { conversation: open.id, seq: last() })
    },
    types(on: boolean): void {
      if (socket.connected && conversation.value?.state === 'open')
        socket.volatile.emit('typing', { conversation: conversation.value.id, on })
    },
    ending,
    /** Ends the conversation, after what still waits; until the server knows it is tried again. */
    async close(): Promise<void> {
      ending.value = conversation.value?.id ?? ''
      await flush()
      await end()
    },
    /** Puts the conversation away; the next message begins another. */
    leave(): void {
      left = conversation.value?.id ?? ''
      conversation.value = null
      messages.value = []
    },
    catchUp,
    /** Opens the socket anew, to show who the visitor is now. */
    reconnect,
  }
}
