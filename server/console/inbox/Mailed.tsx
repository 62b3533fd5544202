// What has come by mail: whose word it is, what it left in the original, and the whole of it for whoever asks.

import { useState } from 'preact/hooks'
import { Linked } from '../../../widget/view/Linked.tsx'
import type { Via } from '../../protocol/conversation.ts'
import type { WholeMail } from '../../protocol/mail.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from './opened.ts'
import { words } from './words.ts'

type ByMail = Extract<Via, { kind: 'mail' }>

interface MailedProps {
  desk: Desk
  opened: Opening
  /** The id of the message or the note that it became. */
  id: string
  via: Via | undefined
}

/** How a mail is called beside its time: `by email`, or why nobody should take it for the visitor's word. */
export function standingOf(via: Via | undefined, opened: Pick<Opening, 'ticket' | 'email'>): string | false {
  if (via?.kind !== 'mail') return false
  const { standing, address } = via
  if (standing !== 'unproven') return words.mailed[standing]
  const known = opened.ticket?.email ?? opened.email
  return known && known.toLowerCase() !== address.toLowerCase() ? words.mailed.other : words.mailed.unproven
}

/** What of a mail is not in its words, and a way to see all of it. */
export function Mailed({ desk, opened, id, via }: MailedProps) {
  const [whole, show] = useState<WholeMail | null>(null)
  const [isGone, fail] = useState(false)
  if (via?.kind !== 'mail') return null
  const ask = async () => {
    if (whole) return show(null)
    const answer = await desk.line.ask('mail:whole', { conversation: opened.id, writing: id })
    if (answer?.ok) show(answer.mail)
    else fail(answer?.error === 'unknown-file')
  }
  return (
    <div class="mailed">
      <Left via={via} />
      {isGone ? (
        <p class="meta">{words.mailed.gone}</p>
      ) : (
        <button class="quiet" type="button" aria-expanded={whole !== null} onClick={() => void ask()}>
          {words.mailed.whole}
        </button>
      )}
      {whole && <Whole mail={whole} via={via} />}
    </div>
  )
}

function Left({ via: { left = [] } }: { via: ByMail }) {
  if (left.length === 0) return null
  return (
    <p class="meta warn">
      {words.mailed.left}{' '}
      <bdi>{left.map(({ name, why }) => `${name} (${words.mailed.why[why] ?? why})`).join(', ')}</bdi>
    </p>
  )
}

function Whole({ mail: { subject, rest, original }, via: { name, address } }: { mail: WholeMail; via: ByMail }) {
  return (
    <div class="whole">
      <p class="meta">
        <bdi>{name ? `${name} <${address}>` : address}</bdi>
        {subject && (
          <>
            {' · '}
            <bdi>{subject}</bdi>
          </>
        )}
      </p>
      {rest && (
        <p dir="auto">
          <Linked text={rest} />
        </p>
      )}
      {original && (
        <a href={original.url} download={original.name}>
          {words.mailed.original}
        </a>
      )}
    </div>
  )
}
