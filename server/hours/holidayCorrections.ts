// What date-holidays has otherwise than the country itself: names by rule, and days that it lacks.

type Names = Record<string, string>

/** By country and rule. Greece: the names of law 1157/1981 and of the Church, as they are in use. */
export const properNames: Record<string, Record<string, Names>> = {
  GR: {
    'orthodox -48': { el: 'Καθαρά Δευτέρα', en: 'Clean Monday' },
    'orthodox 50': { el: 'Αγίου Πνεύματος', en: 'Holy Spirit Monday' },
    '08-15': { el: 'Κοίμηση της Θεοτόκου', en: 'Dormition of the Mother of God' },
    '10-28': { el: 'Επέτειος του Όχι', en: 'Ohi Day' },
    '12-26': { el: 'Σύναξη της Θεοτόκου', en: 'Synaxis of the Mother of God' },
  },
}

const dayLength = 86_400_000
const at = (year: number, monthDay: string) => Date.parse(`${year}-${monthDay}T00:00Z`)
const isWeekend = (date: number) => [0, 6].includes(new Date(date).getUTCDay())

export interface LackingDay {
  /** ISO date. */
  date: string
  names: Names
}

/** Days of a year that a country has and the data lack. */
export const lackingDays: Record<string, (year: number) => LackingDay[]> = {
  BG: bulgarianDays,
  // A day of local elections, which is a public holiday (Regulations on Holidays of Public Offices, article 2); its date is announced.
  KR: (year) =>
    year === 2026 ? [{ date: '2026-06-03', names: { ko: '전국동시지방선거일', en: 'Local Election Day' } }] : [],
}

/** Labour Code, article 154: 26 December is one; for each but Easter's that falls on a weekend, a working day after it, since 2017. */
function bulgarianDays(year: number): LackingDay[] {
  const fixed = ['01-01', '03-03', '05-01', '05-06', '05-24', '09-06', '09-22', '12-24', '12-25', '12-26']
  const days = fixed.map((monthDay) => at(year, monthDay))
  const isoOf = (date: number) => new Date(date).toISOString().slice(0, 10)
  const found: LackingDay[] = [{ date: `${year}-12-26`, names: { bg: 'Рождество Христово', en: 'Christmas' } }]
  if (year < 2017) return found
  const taken = new Set(days)
  for (const day of days.filter(isWeekend)) {
    let next = day + dayLength
    while (isWeekend(next) || taken.has(next)) next += dayLength
    taken.add(next)
    found.push({ date: isoOf(next), names: { bg: 'Почивен ден', en: 'Day off for a holiday on a weekend' } })
  }
  return found
}
