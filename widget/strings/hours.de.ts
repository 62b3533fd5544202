// German for hours.

import type { HoursWords } from '../hours.ts'

/** „am Freitag um 9:00 Uhr“ -> „Freitag um 9:00 Uhr“, as after „ab“. */
export const bare = (when: string) => when.replace(/^am /, '')

export const hoursDe: HoursWords = {
  at: (hour, minute) => `um ${hour}:${minute} Uhr`,
  until: (hour, minute) => (hour || +minute ? `bis ${hour}:${minute} Uhr` : 'bis Mitternacht'),
  untilDay: (when) => `bis ${bare(when).replace(' um ', ', ')}`,
  today: 'heute',
  tomorrow: 'morgen',
  on: (_, date) => `am ${date.replace(/ (?=\d)/, ', ')}`,
  open: (until) => `Wir sind da ${until}`,
  always: 'Wir sind rund um die Uhr da',
  opens: (when) => `Wir öffnen ${when}`,
  closed: (when) => `Wir haben früher geschlossen. Wir öffnen ${when}`,
  away: (when) => `Wir sind kurz weg. Zurück ${when}`,
  never: 'Wir antworten per E-Mail',
  yours: (time) => ` (${time} Ihrer Zeit)`,
}
