// What the chat knows, as signals.

import { computed, signal } from '@preact/signals-core'
import type { Conversation, Message } from '../../server/protocol/conversation.ts'
import type { Face } from '../../server/protocol/pieces.ts'
import type { ChatEntry } from '../memory.ts'

/** A message that the server has not acknowledged. */
export interface Pending {
  id: string
  text: string
  /** Ids of its files. */
  files?: string[]
  /** Why it was refused; undefined while it waits. */
  refused: string | undefined
}

/** What an entry of the outbox says. */
export const writtenIn = (entry: ChatEntry) => (entry.kind === 'start' ? entry.payload.message : entry.payload)

export type ChatState = ReturnType<typeof createState>

export function createState() {
  const conversation = signal<Conversation | null>(null)
  /** As the server has stored them, without a gap. */
  const messages = signal<Message[]>([])
  /** What is in the outbox, of every tab. */
  const waiting = signal<ChatEntry[]>([])
  return {
    /** Whether there is no line to the server. */
    isAway: signal(false),
    conversation,
    messages,
    waiting,
    /** Who is typing, of the agents. */
    typing: signal<Face | null>(null),
    /** The conversation that the visitor has ended, as long as the server does not know. */
    ending: signal(''),
    pending: computed<Pending[]>(() => waiting.value.map((entry) => ({ ...writtenIn(entry), refused: entry.refused }))),
    unread: computed(() => {
      const seen = conversation.value?.readByVisitor ?? 0
      return messages.value.filter(({ author, seq }) => author === 'agent' && seq > seen).length
    }),
  }
}
