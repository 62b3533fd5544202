// What a visitor has written and the server has not acknowledged: on the screen, in storage, and on its way, once and
// in order.

import { batch } from '@preact/signals-core'
import { limits } from '../../server/limits.ts'
import type { Conversation, Message } from '../../server/protocol/conversation.ts'
import type { ConversationStart, fromVisitor, ToVisitor } from '../../server/protocol/visitor.ts'
import { deliver } from '../deliver.ts'
import { fits } from '../json.ts'
import type { Help } from '../help/help.ts'
import type { Life } from '../life.ts'
import type { Line } from '../line.ts'
import { type Entry, idOf, type Memory, randomId, type ChatEntry } from '../memory.ts'
import type { Upload } from '../files/upload.ts'
import { type ChatState, writtenIn } from './state.ts'
import type { Thread } from './thread.ts'
import { createTurns } from './turns.ts'

interface OutboxParts {
  life: Life
  site: string
  help: Pick<Help, 'context' | 'now'>
  memory: Memory
  upload: Upload
}

const isUnsent = (entry: Entry): entry is ChatEntry => entry.kind !== 'ticket' && !entry.refused

export function createOutbox(
  { conversation, messages, waiting, ending }: ChatState,
  [, show, add]: Thread,
  { socket, ask }: Pick<Line<typeof fromVisitor, ToVisitor>, 'socket' | 'ask'>,
  { life, site, help, memory, upload }: OutboxParts,
) {
  /** Puts what was written, or what became of it, on the screen and into the outbox. */
  const put = async (entry: ChatEntry): Promise<void> => {
    waiting.value = withEntry(waiting.value, entry)
    await memory.put(entry)
  }
  const { flush, next } = deliver<ChatEntry, { message: Message; conversation?: Conversation }>({
    life,
    alone: createTurns(`rotame:${site}`, life),
    socket,
    waiting: async () => (await memory.outbox()).filter(isUnsent),
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
      const isStored = messages.value.some(({ id }) => id === idOf(entry))
      if (!answer.ok) return isStored ? undefined : put({ ...entry, refused: answer.error })
      const { conversation: made, message } = answer
      await memory.remove(idOf(entry))
      batch(() => {
        if (made) show(made)
        add(message)
      })
    },
  })
  return {
    /** Sends what waits. */
    flush,
    /** Puts a message on the screen and into the outbox, and sends it; what the server would never read stays here. */
    async send(text: string, ids?: string[]): Promise<void> {
      // Whoever goes on has not ended it.
      ending.value = ''
      await put(entryOf(conversation.value, text, ids, help))
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
  }
}

/** A list with an entry in it, in place of what it was before. */
const withEntry = (list: ChatEntry[], entry: ChatEntry): ChatEntry[] =>
  list.some((each) => idOf(each) === idOf(entry))
    ? list.map((each) => (idOf(each) === idOf(entry) ? entry : each))
    : [...list, entry]

/** Shows what waits, in whichever tab it was written. */
export function follow(
  { waiting, messages }: ChatState,
  arrived: (id: string) => void,
  memory: Memory,
  life: Life,
): void {
  const look = async (): Promise<void> => {
    const kept = await memory.outbox()
    batch(() => {
      waiting.value = kept.filter((entry) => entry.kind !== 'ticket')
      // A message may have come while the outbox was read.
      for (const { id } of messages.value) arrived(id)
    })
  }
  life.on(memory.tabs, 'message', look)
  void look()
}

/** A message for the conversation that is open, or for a new one. */
function entryOf(
  conversation: Conversation | null,
  text: string,
  files: string[] | undefined,
  help: OutboxParts['help'],
): ChatEntry {
  const at = help.now()
  const message = { id: randomId(), text, ...(files?.length && { files }) }
  const entry: ChatEntry =
    conversation?.state === 'open'
      ? { kind: 'send', payload: { conversation: conversation.id, ...message }, at }
      : { kind: 'start', payload: { id: randomId(), message, context: help.context() }, at }
  if (text.length > limits.text || !fits(entry.payload as ConversationStart)) entry.refused = 'too-long'
  return entry
}
