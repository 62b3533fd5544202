// German for the contact screen.

import type { ContactStrings } from './el.ts'

export const words: ContactStrings = {
  problem: 'Gern mit Screenshots oder einer Aufnahme',
  requestsWhy: 'Wie es um Ihre Anliegen steht',
  chat: 'Chat',
  phone: 'Telefon',
  email: 'E-Mail',
  calls: {
    open: (until) => `Erreichbar ${until}`,
    opens: (when) => `Wieder erreichbar ${when}`,
    always: 'Rund um die Uhr erreichbar',
    never: 'Zurzeit nicht erreichbar',
  },
  mails: {
    open: (until) => `Wir lesen ${until}`,
    opens: (when) => `Wir lesen wieder ${when}`,
    always: 'Schreiben Sie jederzeit',
    never: 'Wird zurzeit nicht gelesen',
  },
  within: (hours) => `Antwort innerhalb ${hours === 1 ? 'einer Stunde' : `von ${hours} Stunden`}`,
  minutes: (minutes) => `Antwort innerhalb von ${minutes} Minuten`,
}
