// The chunk of what is told between messages; loaded with the first such line that does not say who came.

import type { Message, SystemCode } from '../../../server/protocol/conversation.ts'
import type { ChatProps } from '../../state.ts'
import { isSaidBefore } from '../../view/moved.ts'
import { words as told } from './en.ts'

export const words = { told }

export type ToldProps = ChatProps & { message: Message; before?: Message | undefined }

/** A line, with the way to the conversation that it names. */
export function Drawn({ message, before, chat, words }: ToldProps) {
  const own = words.own.told!
  const { code, values } = message.system!
  const { conversation } = values
  if (isSaidBefore(message, before)) return null
  return (
    <p class="said">
      {own[code as Exclude<SystemCode, 'taken'>](values)}{' '}
      {conversation && (
        <button class="link" type="button" onClick={() => void chat.catchUp(conversation)}>
          {own.open}
        </button>
      )}
    </p>
  )
}
