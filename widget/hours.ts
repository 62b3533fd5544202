// Open or closed, until when, and the words for it: the same in widget, console and mails.

/** A window of open hours, half-open: [from, to), ms. */
type Window = readonly [from: number, to: number]

/** The sentences of one locale. `at` and `until` carry their own preposition, which Greek inflects. */
export interface HoursWords {
  /** «στις 9:00» */
  at: (hour: number, minute: string) => string
  /** «έως τις 18:00» */
  until: (hour: number, minute: string) => string
  today: string
  tomorrow: string
  /** «την Τρίτη 7 Απριλίου»; weekday 0 is Sunday. */
  on: (weekday: number, date: string) => string
  /** «Είμαστε εδώ {until}» */
  open: (until: string) => string
  always: string
  /** «Ανοίγουμε {when}» */
  opens: (when: string) => string
  never: string
  /** « (8:00 δική σας ώρα)» */
  yours: (time: string) => string
}

export interface Status {
  open: boolean
  /** When that changes; null when the windows do not say. */
  changesAt: number | null
}

/** How things stand at an instant. `windows` are in order and do not touch. */
export function status(windows: readonly Window[], at: number): Status {
  const next = windows.find(([, to]) => to > at)
  if (!next) return { open: false, changesAt: null }
  const [from, to] = next
  if (from > at) return { open: false, changesAt: from }
  // The last window ends at the horizon of what we were told, not necessarily in truth.
  return { open: true, changesAt: next === windows.at(-1) && to - at > 20 * 86_400_000 ? null : to }
}

/** «Είμαστε εδώ έως τις 18:00», «Ανοίγουμε αύριο στις 9:00»: what a visitor in `yourZone` reads at `now`. */
export function sentence(
  { open, changesAt }: Status,
  now: number,
  zone: string,
  locale: string,
  words: HoursWords,
  yourZone = zone,
): string {
  if (changesAt === null) return open ? words.always : words.never
  const theirs = clockOf(changesAt, zone)
  const said = open
    ? words.open(words.until(theirs.hour, theirs.minute))
    : words.opens(when(changesAt, now, zone, locale, words))
  const yours = clockOf(changesAt, yourZone)
  const isSame = yours.hour === theirs.hour && yours.minute === theirs.minute && yours.date === theirs.date
  return isSame ? said : said + words.yours(`${yours.hour}:${yours.minute}`)
}

/** «αύριο στις 9:00», «την Τρίτη στις 9:00», «την Τρίτη 7 Απριλίου στις 9:00». */
export function when(at: number, now: number, zone: string, locale: string, words: HoursWords): string {
  const { hour, minute } = clockOf(at, zone)
  const time = words.at(hour, minute)
  const ahead = daysBetween(now, at, zone)
  if (ahead === 0) return `${words.today} ${time}`
  if (ahead === 1) return `${words.tomorrow} ${time}`
  const weekday = new Date(`${clockOf(at, zone).date}T00:00Z`).getUTCDay()
  return `${words.on(weekday, dateWords(at, zone, locale, ahead > 6))} ${time}`
}

/** «Πέμπτη 28 Μαΐου, 19:20». */
export function dateTime(at: number, zone: string, locale: string): string {
  const { hour, minute } = clockOf(at, zone)
  return `${dateWords(at, zone, locale, true)}, ${hour}:${minute}`
}

/** «Πέμπτη 28 Μαΐου», or «Πέμπτη» alone. */
export function dateWords(at: number, zone: string, locale: string, withDay: boolean): string {
  const day = { day: 'numeric', month: 'long' } as const
  return new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'long', ...(withDay && day) })
    .format(at)
    .replace(',', '')
}

/** Calendar days from one instant to another, as the zone counts them. */
export function daysBetween(from: number, to: number, zone: string): number {
  return Math.round((Date.parse(clockOf(to, zone).date) - Date.parse(clockOf(from, zone).date)) / 86_400_000)
}

/** What the clock on the wall says: the hour without a leading zero, the minute with one, and the ISO date. */
export function clockOf(at: number, zone: string): { hour: number; minute: string; date: string } {
  const text = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at)
  const [date, time] = text.split(' ') as [string, string]
  const [hour, minute] = time.split(':') as [string, string]
  return { hour: Number(hour), minute, date }
}
