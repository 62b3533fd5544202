// Mails of a conversation that did not arrive, above what was said: to be sent again, or settled.

import { useEffect, useLayoutEffect } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { FailedMail } from '../../protocol/mail.ts'
import type { Desk } from '../desk.ts'
import { keepFocus } from '../parts/focus.ts'
import { shortTime } from '../parts/times.ts'
import { pieces } from './mailed.ts'
import { undelivered } from './undelivered.ts'
import { words } from './words.ts'

interface MailsProps {
  desk: Desk
  opened: Summary
}

export function Mails({ desk, opened }: MailsProps) {
  const mails = undelivered.value.filter((mail) => mail.of === opened.id)
  const { id, failedMails, heldBack, revision } = opened
  useEffect(() => {
    const show = (found: readonly FailedMail[]) => void (undelivered.value = found.map((mail) => ({ ...mail, of: id })))
    if (failedMails === 0) show([])
    else void desk.line.ask('mail:failed', { conversation: id }).then((answer) => answer?.ok && show(answer.mails))
  }, [id, failedMails, revision, desk.line.isOnline.value])
  useLayoutEffect(keepFocus, [undelivered.value])
  if (mails.length === 0 && !heldBack) return null
  return (
    <ul class="mails">
      {mails.map((mail) => (
        <Failed key={mail.id} mail={mail} desk={desk} opened={opened} />
      ))}
      {heldBack && pieces.value && <pieces.value.HeldBack why={heldBack} />}
    </ul>
  )
}

function Failed({ mail, desk: { agent, clock, outbox }, opened }: MailsProps & { mail: FailedMail }) {
  const isWaiting = outbox.entries.value.some((entry) => entry.mail === mail.id)
  return (
    <li>
      <Icon name="alert" />
      <span class="who">
        <b>
          {words.mailFailed(words.mailKinds[mail.kind])} <bdi>{mail.to}</bdi>
        </b>
        <span class="meta">
          {shortTime(mail.at, clock.now())} ·{' '}
          {isWaiting ? (
            words.pending
          ) : (
            <>
              {mail.isOurs && words.mailUndrawn} <bdi>{mail.error}</bdi>
            </>
          )}
        </span>
      </span>
      {agent.mayAct() && (
        <>
          <button class="second" type="button" onClick={() => outbox.add('again', opened.id, { mail: mail.id })}>
            {words.mailAgain}
          </button>
          <button class="quiet" type="button" onClick={() => outbox.add('settle', opened.id, { mail: mail.id })}>
            {words.mailSettle}
          </button>
        </>
      )}
    </li>
  )
}
