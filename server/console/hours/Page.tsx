// The hours: what visitors read now, and what an agent may say of them until the next scheduled change.

import { useLayoutEffect, useState } from 'preact/hooks'
import { clockOf, dateWords, sentence, status, when } from '../../../widget/hours.ts'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { HoursOverride, SiteHours } from '../../protocol/hours.ts'
import type { Clock } from '../clock.ts'
import type { ScreenProps } from '../page.ts'
import { keepFocus } from '../parts/focus.ts'
import { words as shell } from '../shell/words.ts'
import { locale, tag } from '../words.ts'
import { instantAt, timeAt } from './timeOfDay.ts'
import { words } from './words.ts'

export { style } from './style.ts'

const minute = 60_000

export function Screen({ desk, page }: ScreenProps) {
  const sites = desk.agent.sites.value
  return (
    <main class="sheet-page">
      <h1 tabIndex={-1}>{page.words[locale]}</h1>
      {sites.map(({ id, name }) => {
        const known = desk.hours.known.value.get(id)
        return (
          known && <SiteSection key={id} desk={desk} page={page} hours={known} name={sites.length > 1 ? name : ''} />
        )
      })}
    </main>
  )
}

interface SiteProps extends ScreenProps {
  hours: SiteHours
  /** Of the site, where there are several. */
  name: string
}

function SiteSection({ desk, page, hours, name }: SiteProps) {
  void desk.clock.tick.value
  const [refused, refuse] = useState('')
  const { zone, windows, override } = hours
  useLayoutEffect(keepFocus, [override?.kind])
  // Whose answer was lost may have been heard all the same.
  useLayoutEffect(() => refuse(''), [override?.kind, override?.until])
  const now = desk.clock.now()
  const state = status(windows, now, override)
  const say = (asked: HoursOverride) => void desk.hours.override(asked).then((error) => refuse(error ?? ''))
  return (
    <section aria-label={name || page.words[locale]}>
      {name && <h2>{name}</h2>}
      <p class="banner">
        <span class="meta">{words.visitorReads}</span>
        <b>
          <i class={`dot ${state.open ? '' : state.why === 'away' ? 'away' : 'closed'}`} />
          {sentence(state, now, zone, tag, words.said)}
        </b>
        <span class="meta">{zone}</span>
      </p>
      <Overridden hours={hours} now={now} say={desk.agent.mayAct() ? say : null} />
      {desk.agent.mayAct() && (
        <>
          <h2>{words.forNow}</h2>
          <p class="meta">{words.forNowWhy}</p>
          <Acts hours={hours} state={state} clock={desk.clock} say={say} />
        </>
      )}
      <p class="error" role="alert">
        {refused && (
          <>
            <Icon name="alert" size={16} />
            {words.hoursRefused[refused] ?? shell.away}
          </>
        )}
      </p>
      <Ahead hours={hours} now={now} />
    </section>
  )
}

type Say = (asked: HoursOverride) => void

/** What a colleague has said of the hours, and the way back. */
function Overridden({ hours, now, say }: { hours: SiteHours; now: number; say: Say | null }) {
  const { site, zone, override } = hours
  if (!override || override.until <= now) return null
  return (
    <div class="said-now">
      <span>
        <bdi>{override.by.name}</bdi>: {words.overridden[override.kind](timeAt(override.until, zone))}
      </span>
      {say && (
        <button class="second" type="button" onClick={() => say({ site, kind: 'usual' })}>
          {words.usual}
        </button>
      )}
    </div>
  )
}

interface ActsProps {
  hours: SiteHours
  state: ReturnType<typeof status>
  clock: Clock
  say: Say
}

/** What may be said for now: closed, a break, longer. */
function Acts({ hours: { site, zone, windows }, state: { open, changesAt, why }, clock, say }: ActsProps) {
  const now = clock.now()
  const isAtWork = open || why === 'away'
  const opensAt = open && changesAt !== null ? status(windows, changesAt).changesAt : null
  const instantOf = (time: string) => instantAt(time, clock.now(), zone)
  return (
    <>
      {isAtWork && (
        <div class="act">
          <span class="who">
            <b>{words.closeNow}</b>
            <span class="meta">
              {opensAt === null ? '' : words.opensAgain(when(opensAt, now, zone, tag, words.said))}
            </span>
          </span>
          <button class="second" type="button" onClick={() => say({ site, kind: 'closed' })}>
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
          act={(time) => say({ site, kind: 'away', until: instantOf(time) })}
        />
      )}
      {(open || !why) && (
        <Until
          key="open"
          title={open ? words.stayUntil : words.openUntil}
          does={open ? words.stay : words.openNow}
          from={(open && changesAt !== null ? changesAt : now) + 60 * minute}
          zone={zone}
          act={(time) => say({ site, kind: 'open', until: instantOf(time) })}
        />
      )}
    </>
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
