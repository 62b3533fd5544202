// Greek for hours.

import type { HoursWords } from '../hours.ts'

const at = (hour: number) => (hour === 1 ? 'στη' : 'στις')
const until = (hour: number) => (hour === 1 ? 'τη' : 'τις')
const article = ['την', 'τη', 'την', 'την', 'την', 'την', 'το']

export const hoursEl: HoursWords = {
  at: (hour, minute) => `${at(hour)} ${hour}:${minute}`,
  until: (hour, minute) => (hour || +minute ? `έως ${until(hour)} ${hour}:${minute}` : 'έως τα μεσάνυχτα'),
  untilDay: (when) => `έως ${when}`,
  today: 'σήμερα',
  tomorrow: 'αύριο',
  on: (weekday, date) => `${article[weekday]} ${date}`,
  open: (until) => `Είμαστε εδώ ${until}`,
  always: 'Είμαστε εδώ όλο το 24ωρο',
  opens: (when) => `Ανοίγουμε ${when}`,
  closed: (when) => `Κλείσαμε νωρίτερα. Ανοίγουμε ${when}`,
  away: (when) => `Λείπουμε για λίγο. Επιστρέφουμε ${when}`,
  never: 'Απαντάμε με email',
  yours: (time) => ` (${time} δική σας ώρα)`,
}
