// What stands above a list while it is so: that there is no line, that the console is old, that no mail leaves.

import type { MailIn } from '../../protocol/mail.ts'
import type { Desk } from '../desk.ts'
import { shortTime } from '../parts/times.ts'
import { Strays } from './Strays.tsx'
import { words } from './words.ts'

export const Strips = ({ desk }: { desk: Desk }) => (
  <>
    <LineStrip desk={desk} />
    <MailStrip desk={desk} />
    <LackStrips desk={desk} />
    <MailInStrips desk={desk} />
  </>
)

/** That there is a newer console, and how to have it. */
export const ReloadLink = () => (
  <>
    {words.old}{' '}
    <button class="link" type="button" onClick={() => location.reload()}>
      {words.reload}
    </button>
  </>
)

function LineStrip({ desk: { line } }: { desk: Desk }) {
  if (line.isOnline.value) return null
  return (
    <p class="strip" role="status">
      {line.isOld.value ? <ReloadLink /> : words.offline}
    </p>
  )
}

function MailStrip({ desk: { agent, clock } }: { desk: Desk }) {
  const since = agent.mailTrouble.value
  if (since === null) return null
  return (
    <p class="strip bad" role="status">
      {words.mailTrouble(shortTime(since, clock.now()))}
    </p>
  )
}

/** That no mail can leave, and what to do; of several sites, by name. */
function LackStrips({ desk: { agent } }: { desk: Desk }) {
  const sites = agent.sites.value
  return (['SMTP_URL', 'mail'] as const).map((what) => {
    const those = sites.filter(({ lacks }) => lacks === what)
    if (those.length === 0) return null
    return (
      <p class="strip bad" role="status">
        {those.length < sites.length && <b>{those.map(({ name }) => name).join(', ')}: </b>}
        {words.mailLacks[what]}
      </p>
    )
  })
}

/** Mailboxes that cannot be read, and mails that belong to nothing. */
const MailInStrips = ({ desk }: { desk: Desk }) =>
  Object.values(desk.agent.mailIn.value).map((state) => <MailInStrip key={state.site} desk={desk} {...state} />)

const MailInStrip = ({ desk, site, trouble, strays }: { desk: Desk } & MailIn) => (
  <>
    {trouble && (
      <p class="strip bad" role="status">
        {words.mailboxTrouble(shortTime(trouble.since, desk.clock.now()))}{' '}
        {trouble.needsConsent ? words.needsConsent : <bdi>{trouble.why}</bdi>}{' '}
        {desk.agent.role.value === 'owner' && <a href="#/mailboxes">{words.mailbox}</a>}
      </p>
    )}
    {strays > 0 && <Strays desk={desk} site={site} count={strays} />}
  </>
)
