// German of the hours.

import { hoursDe } from '../../../widget/strings/hours.de.ts'
import type { words as el } from './el.ts'

export const words: typeof el = {
  visitorReads: 'Das lesen Besucher jetzt',
  overridden: {
    closed: () => 'früher geschlossen',
    open: (time) => `offen bis ${time} Uhr`,
    away: (time) => `Pause bis ${time} Uhr`,
  },
  usual: 'Übliche Zeiten',
  forNow: 'Nur für jetzt',
  forNowWhy: 'Alle sehen es sofort, und es endet von selbst bei der nächsten planmäßigen Änderung.',
  closeNow: 'Jetzt schließen',
  opensAgain: (when) => `Wir öffnen wieder ${when}`,
  breakUntil: 'Pause bis',
  takeBreak: 'Pause machen',
  stayUntil: 'Offen bis',
  stay: 'Länger bleiben',
  openUntil: 'Jetzt öffnen bis',
  openNow: 'Öffnen',
  comingDays: 'Nächste Tage',
  hoursRefused: {
    'already-open': 'Bis dahin ist ohnehin offen. Wählen Sie eine spätere Zeit.',
    'already-closed': 'Es ist schon geschlossen.',
    'never-closes': 'Diese Zeiten enden nie. Machen Sie eine Pause bis zu einer bestimmten Zeit.',
    'not-ahead': 'Wählen Sie eine Zeit innerhalb der nächsten 24 Stunden.',
    'past-closing': 'Das ist nach Ladenschluss. Wählen Sie eine frühere Zeit, oder schließen Sie jetzt.',
    'too-many': 'Viele Änderungen auf einmal. Versuchen Sie es gleich noch einmal.',
  },
  said: hoursDe,
}
