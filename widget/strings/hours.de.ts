// German for hours.

import type { HoursWords } from '../hours.ts'

export const hoursDe: HoursWords = {
  at: (hour, minute) => `um ${hour}:${minute} Uhr`,
  until: (hour, minute) => (hour || +minute ? `bis ${hour}:${minute} Uhr` : 'bis Mitternacht'),
  untilDay: (when) => `bis ${when.replace(/^am /, '').replace(' um ', ', ')}`,
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
