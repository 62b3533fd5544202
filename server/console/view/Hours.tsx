// The hours: what visitors read now, and what an agent may say of them until the next scheduled change.

import { useLayoutEffect, useState } from 'preact/hooks'
import { clockOf, dateWords, sentence, status, when } from '../../../widget/hours.ts'
import { hoursEl } from '../../../widget/strings/hours.el.ts'
import { hoursEn } from '../../../widget/strings/hours.en.ts'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { HoursOverride, SiteHours } from '../../protocol/hours.ts'
import { instantAt, timeAt } from '../clock.ts'
import { keepPlace } from '../place.ts'
import { locale, tag, words } from '../strings.ts'
import type { DeskProps } from './Desk.tsx'

const minute = 60_000
const hoursWords = locale === 'el' ? hoursEl : hoursEn

export function Hours({ desk }: DeskProps) {
  const { sites, hours } = desk
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{words.hoursPage}</h1>
      {sites.value.map(({ id, name }) => {
        const known = hours.value.get(id)
        return known && <SiteSection key={id} desk={desk} hours={known} name={sites.value.length > 1 ? name : ''} />
      })}
    </main>
  )
}

/** What may be said, of the site that is shown. */
type Said = HoursOverride extends infer Asked ? (Asked extends { site: string } ? Omit<Asked, 'site'> : never) : never

function SiteSection({ desk, hours, name }: DeskProps & { hours: SiteHours; name: string }) {
  void desk.tick.value
  const [refused, refuse] = useState('')
  const { site, zone, windows, override } = hours
  useLayoutEffect(keepPlace, [override?.kind])
  // Whose answer was lost may have been heard all the same.
  useLayoutEffect(() => refuse(''), [override?.kind, override?.until])
  const now = desk.now()
  const state = status(windows, now, override)
  const { open, changesAt, why } = state
  const isAtWork = open || why === 'away'
  const say = (asked: Said) => void desk.override({ site, ...asked }).then((error) => refuse(error ?? ''))
  const opensAt = open && changesAt !== null ? status(windows, changesAt).changesAt : null
  const said = (at: number) => when(at, now, zone, tag, hoursWords)
  return (
    <section aria-label={name || words.hoursPage}>
      {name && <h2>{name}</h2>}
      <p class="banner">
        <span class="meta">{words.visitorReads}</span>
        <b>
          <i class={`dot ${open ? '' : why === 'away' ? 'away' : 'closed'}`} />
          {sentence(state, now, zone, tag, hoursWords)}
        </b>
        <span class="meta">{zone}</span>
      </p>
      {override && override.until > now && (
        <div class="said-now">
          <span>
            <bdi>{override.by.name}</bdi>: {words.overridden[override.kind](timeAt(override.until, zone))}
          </span>
          <button class="second" type="button" onClick={() => say({ kind: 'usual' })}>
            {words.usual}
          </button>
        </div>
      )}
      <h2>{words.forNow}</h2>
      <p class="meta">{words.forNowWhy}</p>
      {isAtWork && (
        <div class="act">
          <span class="who">
            <b>{words.closeNow}</b>
            <span class="meta">{opensAt === null ? '' : words.opensAgain(said(opensAt))}</span>
          </span>
          <button class="second" type="button" onClick={() => say({ kind: 'closed' })}>
            {words.closeNow}
          </button>
        </div>
      )}
      {isAtWork && (
        <Until
          key="away"
          title={words.breakUntil}
          does={words.takeBreak}
          from={now + 30 * minute}
          zone={zone}
          act={(time) => say({ kind: 'away', until: instantAt(time, desk.now(), zone) })}
        />
      )}
      {(open || !why) && (
        <Until
          key="open"
          title={open ? words.stayUntil : words.openUntil}
          does={open ? words.stay : words.openNow}
          from={(open && changesAt !== null ? changesAt : now) + 60 * minute}
          zone={zone}
          act={(time) => say({ kind: 'open', until: instantAt(time, desk.now(), zone) })}
        />
      )}
      <p class="error" role="alert">
        {refused && (
          <>
            <Icon name="alert" size={16} />
            {words.hoursRefused[refused] ?? words.away}
          </>
        )}
      </p>
      <Ahead hours={hours} now={now} />
    </section>
  )
}

interface UntilProps {
  title: string
  does: string
  /** The time that is offered. */
  from: number
  zone: string
  act: (time: string) => void
}

/** A time of day, and what is done until then. */
function Until({ title, does, from, zone, act }: UntilProps) {
  const [typed, type] = useState('')
  const step = 5 * minute
  const time = typed || timeAt(Math.ceil(from / step) * step, zone)
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    type('')
    act(time)
  }
  return (
    <form class="act" onSubmit={send}>
      <label class="who">
        <b>{title}</b>
        <input class="time" type="time" required value={time} onInput={(event) => type(event.currentTarget.value)} />
      </label>
      <button class="second" type="submit">
        {does}
      </button>
    </form>
  )
}

/** The coming windows, as they now stand. */
function Ahead({ hours: { windows, zone }, now }: { hours: SiteHours; now: number }) {
  const clock = (at: number) => {
    const { hour, minute: past } = clockOf(at, zone)
    return `${hour}:${past}`
  }
  const coming = windows.filter(([, to]) => to > now).slice(0, 7)
  return (
    <>
      <h2>{words.comingDays}</h2>
      <ul class="ahead">
        {coming.map(([from, to]) => (
          <li>
            <span>{dateWords(from, zone, tag, true)}</span>
            <span>
              {clock(from)}–{clock(to)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
