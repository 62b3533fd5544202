// The mails that belong to no request, one by one: loaded when somebody wants to see them.

import { useEffect, useState } from 'preact/hooks'
import type { StrayMail } from '../../protocol/mail.ts'
import type { Desk } from '../desk.ts'
import { shortTime } from '../parts/times.ts'
import { words } from './words.ts'

export interface StraysProps {
  desk: Desk
  site: string
  /** How many there are, with those that are not listed. */
  count: number
}

export function StrayMails({ desk, site, count }: StraysProps) {
  const [mails, show] = useState<StrayMail[]>([])
  useEffect(() => {
    void desk.line.ask('mail:strays', { site }).then((answer) => answer?.ok && show(answer.mails))
  }, [site, count])
  const pass = async (mail: number) => {
    const answer = await desk.line.ask('mail:pass', { site, mail })
    if (answer?.ok) show(mails.filter(({ id }) => id !== mail))
  }
  return (
    <ul>
      {mails.map(({ id, from, subject, isUnreadable, at, original }) => (
        <li key={id}>
          <span>
            <b>
              <bdi>{isUnreadable ? words.unreadable : from}</bdi>
            </b>{' '}
            <bdi>{subject}</bdi> · {shortTime(at, desk.clock.now())}
          </span>
          {original && (
            <a href={original.url} download={original.name}>
              {words.asMail}
            </a>
          )}
          <button class="quiet" type="button" onClick={() => void pass(id)}>
            {words.settled}
          </button>
        </li>
      ))}
    </ul>
  )
}
