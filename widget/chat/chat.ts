// The conversation as signals and verbs: what is written goes into the outbox, then to the server, once and in order.

import type { Signal } from '@preact/signals-core'
import { limits } from '../../server/limits.ts'
import type { Message } from '../../server/protocol/conversation.ts'
import type { fromVisitor, ToVisitor } from '../../server/protocol/visitor.ts'
import type { Help } from '../help/help.ts'
import type { Life } from '../life.ts'
import { type Line, openLine } from '../line.ts'
import type { Memory } from '../memory.ts'
import type { Upload } from '../files/upload.ts'
import { isLookedAt, onReturn } from './attention.ts'
import { createOutbox, follow } from './outbox.ts'
import { type ChatState, createState } from './state.ts'
import { createThread, type Thread } from './thread.ts'

export type Chat = ReturnType<typeof createChat>

interface ChatParts {
  /** The visitor's; the chat ends with it. */
  life: Life
  server: string
  site: string
  /** The help takes from the server who is there, and that this page is too old for it. */
  help: Pick<Help, 'availability' | 'context' | 'isOld' | 'locale' | 'now'>
  memory: Memory
  /** What is being written. */
  draft: Signal<string>
  upload: Upload
  /** Called with each message that an agent has just written. */
  heard: (message: Message) => void
  /** Called when the conversation has become a ticket. */
  made: (reference: string) => void
}

export function createChat(parts: ChatParts) {
  const { life, memory } = parts
  const known = createState()
  const { isAway, conversation, ending } = known
  const line = connect(parts, known)
  const { socket, ask } = line
  const thread = createThread(known, ask, parts)
  const [last, show, , catchUp, arrived, leave] = thread
  const { flush, ...outbox } = createOutbox(known, thread, line, parts)
  /** Tells the server of a conversation that the visitor has ended, until it knows. */
  const end = async (): Promise<void> => {
    const id = ending.value
    if (!id || !socket.connected) return
    const answer = await ask('conversation:close', { conversation: id })
    if (!answer || (!answer.ok && answer.error === 'failed')) return void life.after(2_000, () => void end())
    if (ending.value === id) ending.value = ''
    if (answer.ok && conversation.value?.id === id) show(answer.conversation)
  }
  hear(parts, known, thread, socket)
  follow(known, arrived, memory, life)
  socket.on('connect', () => {
    isAway.value = false
    void catchUp().then(flush).then(end)
  })
  /** Opens the socket anew, to show who the visitor is now. */
  const reconnect = () => {
    socket.disconnect().connect()
    isAway.value = false
  }
  // A page that slept may hold a dead socket, and has heard nothing.
  onReturn(life, () => (socket.connected ? void catchUp().then(flush) : reconnect()))
  return {
    ...known,
    ...outbox,
    ask,
    catchUp,
    leave,
    reconnect,
    /** Says that everything so far has been on a screen. */
    read(): void {
      const open = conversation.value
      const seq = last()
      if (!open || open.readByVisitor >= seq || !socket.connected) return
      void ask('conversation:read', { conversation: open.id, seq })
    },
    types(on: boolean): void {
      if (socket.connected && conversation.value?.state === 'open')
        socket.volatile.emit('typing', { conversation: conversation.value.id, on })
    },
    /** Ends the conversation, after what still waits; until the server knows it is tried again. */
    async close(): Promise<void> {
      ending.value = conversation.value?.id ?? ''
      await flush()
      await end()
    },
  }
}

type VisitorLine = Line<typeof fromVisitor, ToVisitor>

function connect(
  { life, server, site, help, memory }: ChatParts,
  { isAway, waiting, conversation }: ChatState,
): VisitorLine {
  return openLine(life, `${server}/visitor`, {
    auth: (give) =>
      void life
        .still(memory.credentials())
        .then((shown) => give({ v: limits.version, site, ...shown, locale: help.locale.value })),
    isUrgent: () => isLookedAt() && (waiting.value.length > 0 || conversation.value?.state === 'open'),
    away(refusal) {
      isAway.value = true
      if (refusal === 'reload') help.isOld.value = true
      return refusal === 'reload'
    },
  })
}

/** Hears what the server tells. */
function hear(
  { life, heard, help, draft }: ChatParts,
  { conversation, typing }: ChatState,
  [last, show, add, catchUp]: Thread,
  socket: VisitorLine['socket'],
): void {
  let typingEnds: (() => void) | undefined
  socket.on('message:new', (fact) => {
    const isFromAgent = fact.message.author === 'agent'
    if (isFromAgent && fact.message.seq > last()) heard(fact.message)
    // An answer in another is shown, unless somebody writes here.
    if (fact.conversation !== conversation.value?.id)
      return void catchUp(isFromAgent && !draft.value ? fact.conversation : undefined)
    if (isFromAgent) typing.value = null
    add(fact.message)
  })
  socket.on('availability', (known) => (help.availability.value = known))
  socket.on('conversation:changed', (next) => {
    if (next.id === conversation.value?.id || !conversation.value) show(next)
  })
  let { href } = location
  socket.on('conversation:at', (at) => {
    // Where the visitor has gone on to without a load, agents are told too.
    if (at.conversation !== conversation.value?.id || at.lastSeq > last() || href !== (href = location.href))
      void catchUp()
  })
  socket.on('typing', (fact) => {
    typing.value = fact.on ? fact.by : null
    typingEnds?.()
    if (fact.on) typingEnds = life.after(limits.typing, () => (typing.value = null))
  })
}
