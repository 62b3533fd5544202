// English for hours.

import type { HoursWords } from '../hours.ts'

/** "on Friday at 9:00" -> "Friday at 9:00", as after "by". */
export const bare = (when: string) => when.replace(/^on /, '')

export const hoursEn: HoursWords = {
  at: (hour, minute) => `at ${hour}:${minute}`,
  until: (hour, minute) => (hour || +minute ? `until ${hour}:${minute}` : 'until midnight'),
  untilDay: (when) => `until ${when.replace('on ', '')}`,
  today: 'today',
  tomorrow: 'tomorrow',
  on: (_, date) => `on ${date}`,
  open: (until) => `We’re here ${until}`,
  always: 'We’re here around the clock',
  opens: (when) => `We open ${when}`,
  closed: (when) => `We closed early. We open ${when}`,
  away: (when) => `We’re away for a moment. Back ${when}`,
  never: 'We answer by email',
  yours: (time) => ` (${time} your time)`,
}
