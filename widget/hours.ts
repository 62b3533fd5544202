// Open or closed, until when, and the words for it: the same in widget, console and mails.

/** A window of open hours, half-open: [from, to), ms. */
type Window = readonly [from: number, to: number]

/** The end of a window that never closes: the last instant that a Date can hold. */
export const forever = 8_640_000_000_000_000

/** The sentences of one locale. `at` and `until` carry their own preposition, which Greek inflects. */
export interface HoursWords {
  /** «στις 9:00» */
  at: (hour: number, minute: string) => string
  /** «έως τις 18:00» */
  until: (hour: number, minute: string) => string
  /** «έως την Πέμπτη στις 18:00» */
  untilDay: (when: string) => string
  today: string
  tomorrow: string
  /** «την Τρίτη 7 Απριλίου»; weekday 0 is Sunday. */
  on: (weekday: number, date: string) => string
  /** «Είμαστε εδώ {until}» */
  open: (until: string) => string
  always: string
  /** «Ανοίγουμε {when}» */
  opens: (when: string) => string
  /** «Κλείσαμε νωρίτερα. Ανοίγουμε {when}» */
  closed: (when: string) => string
  /** «Λείπουμε για λίγο. Επιστρέφουμε {when}» */
  away: (when: string) => string
  never: string
  /** « (8:00 δική σας ώρα)» */
  yours: (time: string) => string
}

export interface Status {
  open: boolean
  /** When that changes; null when it never does. */
  changesAt: number | null
  /** What the team has said of its hours that holds now. */
  why?: Override['kind'] | undefined
}

/** What the team says of its hours for now: closed early, open longer, a break. */
interface Override {
  kind: 'closed' | 'open' | 'away'
  until: number
}

const hours = 3_600_000
const days = 24 * hours

/**
 * How things stand at an instant. `windows` are in order and do not touch; one that never closes ends `forever`.
 * @param said what the team has said, which the windows have in them
 */
export function status(windows: readonly Window[], at: number, said?: Override | null): Status {
  const next = windows.find(([, to]) => to > at) ?? [forever, forever]
  const open = next[0] <= at
  const changesAt = next[open ? 1 : 0]
  return {
    open,
    changesAt: changesAt < forever ? changesAt : null,
    why: said && said.until > at ? said.kind : undefined,
  }
}

/** «Είμαστε εδώ έως τις 18:00», «Ανοίγουμε αύριο στις 9:00»: what a visitor in `yourZone` reads at `now`. */
export function sentence(
  { open, changesAt, why }: Status,
  now: number,
  zone: string,
  locale: string,
  words: HoursWords,
  yourZone = zone,
): string {
  if (changesAt === null || (open && changesAt - now > 6 * days)) return open ? words.always : words.never
  // Whoever closes today or tonight says the time alone; midnight belongs to the day that it ends.
  const isTimeEnough = open && (changesAt - now < 12 * hours || daysBetween(now, changesAt - 1, zone) === 0)
  const { hour, minute } = clockOf(changesAt, zone)
  const said = when(changesAt, now, zone, locale, words)
  const whole = open
    ? words.open(isTimeEnough ? words.until(hour, minute) : words.untilDay(said))
    : words[why ?? 'opens'](said)
  const yours = clockOf(changesAt, yourZone)
  const isSameDay =
    isTimeEnough || day(changesAt, now, yourZone, locale, words) === day(changesAt, now, zone, locale, words)
  // Their tomorrow may be your today.
  if (!isSameDay) return whole + words.yours(when(changesAt, now, yourZone, locale, words))
  return yours.hour === hour && yours.minute === minute ? whole : whole + words.yours(`${yours.hour}:${yours.minute}`)
}

/** «αύριο στις 9:00», «την Τρίτη στις 9:00», «την Τρίτη 7 Απριλίου στις 9:00». */
export function when(at: number, now: number, zone: string, locale: string, words: HoursWords): string {
  const { hour, minute } = clockOf(at, zone)
  return `${day(at, now, zone, locale, words)} ${words.at(hour, minute)}`
}

/** «αύριο», «την Τρίτη», «την Τρίτη 7 Απριλίου», with the year when it is far. */
function day(at: number, now: number, zone: string, locale: string, words: HoursWords): string {
  const ahead = daysBetween(now, at, zone)
  if (ahead < 2) return ahead ? words.tomorrow : words.today
  const weekday = new Date(clockOf(at, zone).date).getUTCDay()
  return words.on(weekday, dateWords(at, zone, locale, ahead > 6, ahead > 300))
}

/** «Πέμπτη 28 Μαΐου, 19:20». */
export function dateTime(at: number, zone: string, locale: string): string {
  const { hour, minute } = clockOf(at, zone)
  return `${dateWords(at, zone, locale, true)}, ${hour}:${minute}`
}

const dayAndMonth = { day: 'numeric', month: 'long' } as const
const year = { year: 'numeric' } as const

/** «Πέμπτη 28 Μαΐου», or «Πέμπτη» alone, or «Πέμπτη 28 Μαΐου 2026». */
export function dateWords(at: number, zone: string, locale: string, withDay: boolean, withYear = false): string {
  const asked = {
    timeZone: zone || undefined,
    weekday: 'long',
    ...(withDay && dayAndMonth),
    ...(withYear && year),
  } as const
  return formatted(at, locale, asked).replace(',', '')
}

/** «23 Απριλίου 2025» of an ISO date. */
export function dayWords(date: string, locale: string): string {
  return formatted(Date.parse(date), locale, { timeZone: 'UTC', ...dayAndMonth, ...year })
}

/** Plain English is the international one, with the day before the month. */
function formatted(at: number, locale: string, asked: Intl.DateTimeFormatOptions): string {
  return formatter(locale === 'en' ? 'en-GB' : locale, asked).format(at)
}

/** By the browser's own clock where it has never heard of the zone: the tables of zones grow. */
function formatter(locale: string, asked: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, asked)
  } catch {
    return new Intl.DateTimeFormat(locale, { ...asked, timeZone: undefined })
  }
}

/** Calendar days from one instant to another, as the zone counts them. */
export function daysBetween(from: number, to: number, zone: string): number {
  return (Date.parse(clockOf(to, zone).date) - Date.parse(clockOf(from, zone).date)) / days
}

/** By zone: making one takes longer than all that is drawn around it. */
const clocks: Record<string, Intl.DateTimeFormat> = {}

/** The browser's zone; '' where it does not name one that it knows itself: then `clockOf` shows its own clock. */
export function zoneHere(): string {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    // Some name one, such as `Etc/Unknown`, that nothing takes.
    Intl.DateTimeFormat('en', { timeZone })
    return timeZone ?? ''
  } catch {
    return ''
  }
}

/** What the clock on the wall says: the hour without a leading zero, the minute with one, and the ISO date. */
export function clockOf(at: number, zone: string): { hour: number; minute: string; date: string } {
  const clock = (clocks[zone] ??= formatter('sv', {
    timeZone: zone || undefined,
    dateStyle: 'short',
    timeStyle: 'short',
  }))
  const text = clock.format(at)
  const [date, time] = text.split(' ') as [string, string]
  const [hour, minute] = time.split(':') as [string, string]
  return { hour: Number(hour), minute, date }
}
