// What the system says between messages; of what was split off, with the way to the other conversation.

import { isSaidBefore } from '../../../widget/view/moved.ts'
import type { Message } from '../../protocol/conversation.ts'
import { words } from './words.ts'

export function Told({ message, before }: { message: Message; before?: Message | undefined }) {
  const { code, values } = message.system!
  if (isSaidBefore(message, before)) return null
  const { conversation } = values
  return (
    <p class="day">
      {words.system[code](values)}
      {conversation && (
        <>
          {' · '}
          <a href={`#/inbox/${conversation}`}>{words.whole}</a>
        </>
      )}
    </p>
  )
}
