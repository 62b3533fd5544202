// The contact chunk: every way to reach the site's people, each with its hours.

import type { ComponentChildren } from 'preact'
import type { ReachedBy } from '../../../server/protocol/hours.ts'
import { sentence, status, zoneHere } from '../../hours.ts'
import type { ContactStrings } from './el.ts'
import { words as contact } from './en.ts'
import { contactPaths } from '../../view/contactIcons.ts'
import { Icon, type IconName, paths } from '../../view/Icon.tsx'
import { byMail, Foot } from '../parts/Foot.tsx'
import { Head, Status } from '../parts/Head.tsx'
import { Offline } from '../parts/Strips.tsx'
import type { PanelProps } from '../../state.ts'

Object.assign(paths, contactPaths)

export const words = { contact }
const yours = zoneHere()
const minute = 60_000

export const css = `
.ways .row{align-items:flex-start;text-decoration:none;color:inherit}
div.row:hover{background:none}
.ways b,.ways .meta{display:block}
.ways b{font-weight:600}
.ways .to{color:var(--accent-ink)}
`

export function Screen(props: PanelProps) {
  const { help, words, ask, go } = props
  const known = help.availability.value
  const own = words.own.contact!
  const { online } = help.how.value
  return (
    <>
      <Head title={words.contact} {...props} />
      <Offline help={help} words={words} isAway={help.isAway.value} />
      <div class="main">
        <ul class="ways">
          {known && (
            <Way icon="chat" title={own.chat} act={online ? () => ask() : undefined}>
              <Status {...props} />
              {online && <span class="meta">{within(known.answers.chat, own)}</span>}
            </Way>
          )}
          {known?.channels.map((channel) => (
            <Channel channel={channel} own={own} {...props} />
          ))}
          {known && (
            <Way icon="alert" title={words.problem} act={() => go({ name: 'problem' })}>
              <span class="meta">{own.problem}</span>
            </Way>
          )}
          {known && (
            <Way icon="pen" title={words.leave} act={() => go({ name: 'form' })}>
              <span class="meta">{byMail(props)}</span>
            </Way>
          )}
          {known && (
            <Way icon="list" title={words.requests} act={() => go({ name: 'requests' })}>
              <span class="meta">{own.requestsWhy}</span>
            </Way>
          )}
        </ul>
      </div>
      <Foot {...props} />
    </>
  )
}

/** A phone to call or a mailbox to write to, and whether anybody answers it now. */
function Channel({ channel, own, help, words }: PanelProps & { channel: ReachedBy; own: ContactStrings }) {
  const { kind, to, shown, zone, windows, answer } = channel
  const isPhone = kind === 'phone'
  const now = help.now()
  const state = status(windows, now)
  const told = sentence(
    state,
    now,
    zone,
    help.locale.value,
    { ...words.hours, ...(isPhone ? own.calls : own.mails) },
    yours,
  )
  return (
    <Way icon={isPhone ? 'phone' : 'mail'} title={own[kind]} href={`${isPhone ? 'tel' : 'mailto'}:${to}`}>
      <span class="to">{shown}</span>
      <span class="meta">
        <i class={`dot ${state.open ? '' : 'closed'}`} />
        {told}
      </span>
      {answer !== null && <span class="meta">{within(help.availability.value!.answers.email, own)}</span>}
    </Way>
  )
}

const within = (ms: number, own: ContactStrings): string =>
  ms < 60 * minute ? own.minutes(ms / minute) : own.within(Math.ceil(ms / minute / 60))

interface WayProps {
  icon: IconName
  title: string
  href?: string
  act?: (() => void) | undefined
  children: ComponentChildren
}

/** A row that is pressed, followed, or only read. */
function Way({ icon, title, href, act, children }: WayProps) {
  const inside = (
    <>
      <Icon name={icon} />
      <span>
        <b>{title}</b>
        {children}
      </span>
      {(href || act) && <Icon name="right" size={16} />}
    </>
  )
  const row = { class: 'row' }
  if (href)
    return (
      <li>
        <a {...row} href={href}>
          {inside}
        </a>
      </li>
    )
  if (act)
    return (
      <li>
        <button {...row} type="button" onClick={act}>
          {inside}
        </button>
      </li>
    )
  return (
    <li>
      <div {...row}>{inside}</div>
    </li>
  )
}
