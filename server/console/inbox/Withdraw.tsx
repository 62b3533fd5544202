// Taking back what one has just said, offered below it: for a minute in a chat, and until its mail goes where it goes
// by mail.

import { useState } from 'preact/hooks'
import { limits } from '../../limits.ts'
import type { Message } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from './opened.ts'
import { words } from './words.ts'

interface WithdrawProps {
  desk: Desk
  opened: Opening
  message: Message
}

/** Whether it can be taken back, as far as a console can tell; where it can, it is drawn anew each second. */
export function mayWithdraw({ agent, clock }: Desk, { ticket, parties }: Opening, { by, via, at }: Message): boolean {
  const isMailed = ticket || parties.some(({ isCopied }) => isCopied)
  const isYoung = clock.now() - at < (isMailed ? limits.replyDelay : limits.withdraw)
  return isYoung && !via && by?.id === agent.me.value?.id && agent.mayAct() && clock.tick.value >= 0
}

export function Withdraw({ desk, opened, message }: WithdrawProps) {
  const [refused, say] = useState<string | null>(null)
  const [isAsked, ask] = useState(false)
  const withdraw = async () => {
    if (isAsked) return
    ask(true)
    say(await desk.writing.withdraw(opened, message))
    ask(false)
  }
  const isOffered = mayWithdraw(desk, opened, message) && (refused === null || refused === 'failed')
  return (
    <>
      {refused && <span role="alert">{words.notWithdrawn[refused] ?? words.notWithdrawn['failed']}</span>}
      {isOffered && (
        <button class="withdraw" type="button" aria-disabled={isAsked} onClick={() => void withdraw()}>
          {words.withdraw}
        </button>
      )}
    </>
  )
}
