// The conversation as the server has it: its messages in order, and what is missing asked for.

import type { Conversation, Message } from '../../server/protocol/conversation.ts'
import type { Ask } from '../../server/protocol/request.ts'
import type { fromVisitor } from '../../server/protocol/visitor.ts'
import type { Help } from '../help/help.ts'
import type { Life } from '../life.ts'
import { idOf, type Memory } from '../memory.ts'
import type { ChatState } from './state.ts'

export type Thread = ReturnType<typeof createThread>

interface ThreadParts {
  life: Life
  /** Says which page this is. */
  help: Pick<Help, 'context'>
  memory: Memory
  /** Called when the conversation has become a ticket. */
  made: (reference: string) => void
}

export function createThread(
  { conversation, messages, waiting }: ChatState,
  ask: Ask<typeof fromVisitor>,
  { life, help, memory, made }: ThreadParts,
) {
  /** The conversation that the visitor has put away to begin another, and one that they have asked for since. */
  let [left, sought] = ['', '']
  const last = () => messages.value.at(-1)?.seq ?? 0
  const show = (next: Conversation | null) => {
    if (next?.id === left) return
    const before = conversation.value
    if (next?.id !== before?.id) messages.value = []
    // From another node, and older than what is known.
    else if (next && next.revision < before!.revision) return
    else if (next?.ticket && !before!.ticket) made(next.ticket.reference)
    conversation.value = next
    // A form may wait too; and another may go on beside an older one that has ended.
    void life.still(memory.outbox()).then((kept) => {
      const goesOn = conversation.value?.state === 'open' || waiting.value.length + kept.length > 0
      if (goesOn || next?.id !== sought) memory.remember(goesOn)
    })
  }
  const arrived = (id: string) => settle(id, waiting, memory)
  /** Adds what follows without a gap; a gap is asked for. */
  const add = (message: Message) => {
    if (message.author === 'visitor') arrived(message.id)
    // What stood there was moved, or has come back.
    if (message.seq <= last()) return void (messages.value = replaced(messages.value, message))
    if (message.seq > last() + 1) return void catchUp()
    messages.value = [...messages.value, message]
    const open = conversation.value // Whoever writes has read; the server says nothing of it.
    if (open && message.author === 'visitor' && open.readByVisitor < message.seq)
      conversation.value = { ...open, readByVisitor: message.seq }
  }
  /** @param id of the one that is to be shown; left out: of the one that is, or the latest */
  const catchUp = async (id?: string): Promise<void> => {
    if (id) [left, sought] = ['', id]
    for (let wanted = id; ; wanted = undefined) {
      const known = wanted ?? conversation.value?.id
      // What was said last may have been taken back meanwhile.
      const after = known === conversation.value?.id ? Math.max(0, last() - 9) : 0
      const { page } = help.context()
      const answer = await ask('conversation:open', { ...(known && { conversation: known }), after, page })
      // It was erased while it was on the screen.
      if (answer && !answer.ok && answer.error === 'unknown-conversation') return show(null)
      if (!answer?.ok || answer.conversation?.id === left) return
      show(answer.conversation)
      for (const message of answer.messages) add(message)
      if (!answer.more) return
    }
  }
  /** Puts the conversation away; the next message begins another. */
  const leave = (): void => {
    left = conversation.value?.id ?? ''
    conversation.value = null
    messages.value = []
  }
  return [last, show, add, catchUp, arrived, leave] as const
}

/** Messages with one in the place of what stood there. */
const replaced = (all: Message[], message: Message): Message[] =>
  all.map((known) => (known.seq === message.seq ? message : known))

/** What is seen to be stored waits no longer, whether its acknowledgement comes or not. */
function settle(id: string, waiting: ChatState['waiting'], memory: Memory): void {
  if (!waiting.value.some((entry) => idOf(entry) === id)) return
  waiting.value = waiting.value.filter((entry) => idOf(entry) !== id)
  void memory.remove(id)
}
