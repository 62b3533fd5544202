// What has come by mail: who else has it, what it left in the original, and the whole of it for whoever asks.

import { useState } from 'preact/hooks'
import { Linked } from '../../../widget/view/Linked.tsx'
import type { Addressee, Via } from '../../protocol/via.ts'
import type { WholeMail } from '../../protocol/mail.ts'
import { doableOf } from '../acts/list.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from '../inbox/opened.ts'
import { partyOf } from '../inbox/parties.ts'
import { words } from './words.ts'

interface MailedProps {
  desk: Desk
  opened: Opening
  /** The id of the message or the note that it became. */
  id: string
  via: Extract<Via, { kind: 'mail' }>
}

const named = ({ name, address }: Addressee) => (name ? `${name} <${address}>` : address)

/** What of a mail is not in its words, and a way to see all of it. */
export function Mailed({ desk, opened, id, via }: MailedProps) {
  const [whole, show] = useState<WholeMail | null>(null)
  const [isGone, fail] = useState(false)
  const ask = async () => {
    if (whole) return show(null)
    const answer = await desk.line.ask('mail:whole', { conversation: opened.id, writing: id })
    if (answer?.ok) show(answer.mail)
    else fail(answer?.error === 'unknown-file')
  }
  const { cc = [] } = via
  return (
    <div class="mailed">
      {cc.length > 0 && (
        <p class="meta">
          {words.cc} <bdi>{cc.map(named).join(', ')}</bdi>
        </p>
      )}
      <Left via={via} />
      <Whose {...{ desk, opened, id, via }} />
      {isGone ? (
        <p class="meta">{words.gone}</p>
      ) : (
        <button class="quiet" type="button" aria-expanded={whole !== null} onClick={() => void ask()}>
          {words.whole}
        </button>
      )}
      {whole && <Whole mail={whole} via={via} />}
    </div>
  )
}

/** Of a mail that is somebody else's: who they are, or that one click makes them the visitor. */
function Whose({ desk, opened, via }: MailedProps) {
  const party = via.standing === 'other' && partyOf(opened, via.address)
  if (!party) return null
  if (party.isVisitor) return <p class="meta">{words.isSame}</p>
  if (party.isNamed) return <p class="meta">{words.isNamed}</p>
  if (!desk.agent.mayAct()) return null
  return (
    <button
      class="second small"
      type="button"
      onClick={() => desk.doing.do(doableOf('same'), [opened], [party.address])}
    >
      {words.same}
    </button>
  )
}

function Left({ via: { left = [] } }: Pick<MailedProps, 'via'>) {
  if (left.length === 0) return null
  return (
    <p class="meta warn">
      {words.left} <bdi>{left.map(({ name, why }) => `${name} (${words.why[why] ?? why})`).join(', ')}</bdi>
    </p>
  )
}

function Whole({ mail: { subject, rest, original }, via }: { mail: WholeMail } & Pick<MailedProps, 'via'>) {
  return (
    <div class="whole">
      <p class="meta">
        <bdi>{named(via)}</bdi>
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
        <>
          <a href={original.url} download={original.name}>
            {words.original}
          </a>{' '}
          <Source url={original.url} />
        </>
      )}
    </div>
  )
}

/** More of a source than anybody reads; all of it is in the file, characters. */
const mostSource = 200_000

/** The mail as it came, letter for letter. */
function Source({ url }: { url: string }) {
  const [source, show] = useState<string | null>(null)
  const ask = async () => {
    if (source !== null) return show(null)
    const answer = await fetch(url).catch(() => null)
    show(answer?.ok ? (await answer.text()).slice(0, mostSource) : words.gone)
  }
  return (
    <>
      <button class="quiet" type="button" aria-expanded={source !== null} onClick={() => void ask()}>
        {words.source}
      </button>
      {source !== null && (
        <pre class="source" tabIndex={0} aria-label={words.source}>
          {source}
        </pre>
      )}
    </>
  )
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(
  '.whole .source{max-height:320px;overflow:auto;margin:8px 0 0;padding:8px;border:1px solid var(--edge);border-radius:8px;font-size:12px;line-height:16px;white-space:pre-wrap;overflow-wrap:anywhere}',
)
document.adoptedStyleSheets.push(sheet)
