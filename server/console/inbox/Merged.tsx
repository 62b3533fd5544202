// Conversations that go on in another: what was said in them, shown there; and the way there.

import type { Part as Said } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import { shortTime } from '../parts/times.ts'
import { Line, Noted } from './Messages.tsx'
import type { Opening } from './opened.ts'
import { words } from './words.ts'

/** What was said in one, before what goes on. */
export function Part({ part, desk, opened }: { part: Said; desk: Desk; opened: Opening }) {
  const { id, startedAt, messages, notes } = part
  // What was in it is back where it had been split off.
  if (notes.length === 0 && messages.every(({ system }) => system)) return null
  return (
    <details class="part" open>
      <summary>{words.part(shortTime(startedAt, desk.clock.now()))}</summary>
      {messages.flatMap((message, at) => [
        <Line
          key={message.seq}
          message={message}
          before={messages[at - 1]}
          after={messages[at + 1]}
          opened={{ ...opened, id }}
          desk={desk}
        />,
        ...notes
          .filter(({ after }) => after === message.seq)
          .map((note) => <Noted key={`${note.by.id} ${note.id}`} note={note} desk={desk} opened={{ ...opened, id }} />),
      ])}
    </details>
  )
}

/** Where it goes on. */
export const Whole = ({ id }: { id: string }) => (
  <p class="elsewhere">
    {words.merged} <a href={`#/inbox/${id}`}>{words.whole}</a>
  </p>
)
