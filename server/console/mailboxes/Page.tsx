// The mailboxes that answers come in to, for an owner: how each stands, since when, why, and what to do.

import { useEffect, useState } from 'preact/hooks'
import type { MailboxTold } from '../../protocol/mailbox.ts'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { locale, tag } from '../words.ts'
import { Mailboxes, readReturn } from './state.ts'
import { words } from './words.ts'

export { style } from './style.ts'

/** How often it is asked how they stand, while the page is open, ms. */
const every = 5_000
const mailboxesOf = ({ line }: Desk) => new Mailboxes(line)
const when = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' })
const whenOf = (at: number) => when.format(at)

export function Screen({ desk, page }: ScreenProps) {
  const mailboxes = desk.own(mailboxesOf)
  const known = mailboxes.known.value
  const isOnline = desk.line.isOnline.value
  const { id } = desk.routes.at.value
  useEffect(() => {
    if (!isOnline) return
    const back = readReturn(id)
    // What it was opened with is good once, and nobody's business after.
    if (back) desk.routes.rename(null)
    void (back ? mailboxes.take(back.site, back.said) : mailboxes.look())
    const timer = setInterval(() => document.visibilityState === 'visible' && void mailboxes.look(), every)
    return () => clearInterval(timer)
  }, [isOnline])
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{page.words[locale]}</h1>
      <p class="meta">{words.why}</p>
      <p class="error" role="alert">
        {mailboxes.hasFailed.value && words.failed}
      </p>
      {!known && <p role="status">{words.later}</p>}
      {known?.length === 0 && <p>{words.none}</p>}
      {known?.map((mailbox) => (
        <Mailbox key={mailbox.site} desk={desk} mailboxes={mailboxes} mailbox={mailbox} />
      ))}
    </main>
  )
}

interface MailboxProps {
  desk: Desk
  mailboxes: Mailboxes
  mailbox: MailboxTold
}

function Mailbox({ desk, mailboxes, mailbox }: MailboxProps) {
  const { site, user, host, folder, oauth, lastMail } = mailbox
  const came = mailboxes.came.value
  const name = desk.agent.site(site)?.name ?? site
  return (
    <section class="mailbox" aria-label={`${name}, ${user}`}>
      <h2>
        <bdi>{name}</bdi>
        <span class="meta">
          {user} · {host} · {folder}
        </span>
      </h2>
      <State {...mailbox} />
      <p class="meta">{lastMail === null ? words.noMail : words.lastMail(whenOf(lastMail))}</p>
      <div role="status">
        {came?.site === site && (
          <p class={came.outcome === 'given' ? '' : 'bad'}>
            {words.came[came.outcome](user)} {came.outcome !== 'given' && <bdi class="why">{came.why}</bdi>}
          </p>
        )}
      </div>
      {oauth && <Buttons mailboxes={mailboxes} site={site} oauth={oauth} />}
      {oauth && <Callback address={oauth.callback} />}
    </section>
  )
}

/** How it stands, and why: in our words what an owner can mend here, in the server's what is to be mended there. */
function State({ oauth, trouble }: MailboxTold) {
  const consent = oauth?.consent
  const isGone = consent?.state === 'gone'
  const isWell = !trouble && (consent?.state ?? 'given') === 'given'
  const says = {
    given: () => words.connected(whenOf((consent as { since: number }).since)),
    none: () => words.notConnected,
    gone: () => (consent?.state === 'gone' ? words.gone[consent.why](whenOf(consent.since)) : ''),
  }
  return (
    <>
      <p class={`state${isGone ? ' bad' : ''}`}>
        <span class={`dot${isGone ? ' gone' : isWell ? '' : ' away'}`} />
        {consent ? says[consent.state]() : words.password}
      </p>
      {isGone && <p>{words.waits}</p>}
      {trouble && !trouble.needsConsent && (
        <p class="bad why">
          {words.trouble(whenOf(trouble.since))} <bdi>{trouble.why}</bdi>
        </p>
      )}
    </>
  )
}

type OAuth = NonNullable<MailboxTold['oauth']>

function Buttons({ mailboxes, site, oauth }: { mailboxes: Mailboxes; site: string; oauth: OAuth }) {
  const [isSure, ask] = useState(false)
  const { provider, consent } = oauth
  const connect = async () => {
    const url = await mailboxes.connect(site)
    if (url !== null) location.assign(url)
  }
  const does = consent.state === 'none' ? words.connect(words.providers[provider]) : words.reconnect
  return (
    <div class="changes">
      <div class="beside">
        <button class={consent.state === 'given' ? 'second' : 'primary'} type="button" onClick={() => void connect()}>
          {does}
        </button>
        {consent.state !== 'none' && (
          <button class="second bad" type="button" aria-expanded={isSure} onClick={() => ask(!isSure)}>
            {words.disconnect}
          </button>
        )}
      </div>
      {isSure && consent.state !== 'none' && (
        <>
          <p>{words.disconnectSure}</p>
          <div class="beside">
            <button class="second bad" type="button" onClick={() => void mailboxes.disconnect(site)}>
              {words.disconnect}
            </button>
            <button class="quiet" type="button" onClick={() => ask(false)}>
              {words.cancel}
            </button>
          </div>
        </>
      )}
    </div>
  )
}

function Callback({ address }: { address: string }) {
  const [isCopied, say] = useState(false)
  // Without a clipboard it is there to be marked and copied by hand.
  const copy = () =>
    void navigator.clipboard?.writeText(address).then(
      () => say(true),
      () => say(false),
    )
  return (
    <div>
      <p class="meta">{words.callback}</p>
      <div class="callback">
        <code>{address}</code>
        <button class="second small" type="button" onClick={copy}>
          {words.copy}
        </button>
        <span class="meta" role="status">
          {isCopied && words.copied}
        </span>
      </div>
    </div>
  )
}
