// Mails of a conversation that did not arrive, above what was said: to be sent again, or settled.

import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { FailedMail } from '../../protocol/mail.ts'
import { keepPlace } from '../place.ts'
import { words } from '../strings.ts'
import { shortTime } from '../words.ts'
import type { DeskProps } from './Desk.tsx'

export function Mails({ desk, opened }: DeskProps & { opened: Summary }) {
  const [mails, show] = useState<FailedMail[]>([])
  const { id, failedMails, heldBack, revision } = opened
  useEffect(() => {
    if (failedMails === 0) show([])
    else void desk.failedMailsOf(id).then((told) => told && show(told))
  }, [id, failedMails, revision, desk.isOnline.value])
  useLayoutEffect(keepPlace, [mails])
  if (mails.length === 0 && !heldBack) return null
  return (
    <ul class="mails">
      {mails.map((mail) => (
        <Failed key={mail.id} mail={mail} desk={desk} />
      ))}
      {heldBack && (
        <li>
          <Icon name="info" />
          <span class="who">{words.heldBack[heldBack]}</span>
        </li>
      )}
    </ul>
  )
}

function Failed({ mail, desk }: DeskProps & { mail: FailedMail }) {
  const isWaiting = desk.unsent.value.some((line) => line.mail === mail.id)
  return (
    <li>
      <Icon name="alert" />
      <span class="who">
        <b>
          {words.mailFailed(words.mailKinds[mail.kind])} <bdi>{mail.to}</bdi>
        </b>
        <span class="meta">
          {shortTime(mail.at, desk.now())} ·{' '}
          {isWaiting ? (
            words.pending
          ) : (
            <>
              {mail.isOurs && words.mailUndrawn} <bdi>{mail.error}</bdi>
            </>
          )}
        </span>
      </span>
      <button class="second" type="button" onClick={() => desk.changeMail('again', mail.id)}>
        {words.mailAgain}
      </button>
      <button class="quiet" type="button" onClick={() => desk.changeMail('settle', mail.id)}>
        {words.mailSettle}
      </button>
    </li>
  )
}
