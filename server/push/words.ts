// What a call says on a device, in the agent's language; without who wrote and what, where that is not wanted.

import type { Spoken } from '../../widget/locales.ts'
import type { Calling } from '../protocol/push.ts'

const said: Record<Spoken, Record<Calling, string>> = {
  el: {
    mine: 'Νέο μήνυμα σε δική σας συνομιλία',
    queue: 'Νέο μήνυμα στην ουρά',
    team: 'Νέο μήνυμα για την ομάδα σας',
    followed: 'Νέο σε συνομιλία που παρακολουθείτε',
  },
  de: {
    mine: 'Neue Nachricht in einem Ihrer Gespräche',
    queue: 'Neue Nachricht in der Warteschlange',
    team: 'Neue Nachricht für Ihr Team',
    followed: 'Neues in einem Gespräch, dem Sie folgen',
  },
  en: {
    mine: 'New message in a conversation of yours',
    queue: 'New message in the queue',
    team: 'New message for your team',
    followed: 'News in a conversation that you follow',
  },
}
const given: Record<Spoken, Record<'mine' | 'team', string>> = {
  el: { mine: 'Σας ανατέθηκε μια συνομιλία', team: 'Ανατέθηκε μια συνομιλία στην ομάδα σας' },
  de: { mine: 'Ihnen wurde ein Gespräch zugewiesen', team: 'Ihrem Team wurde ein Gespräch zugewiesen' },
  en: { mine: 'A conversation was given to you', team: 'A conversation was given to your team' },
}
const nameless: Record<Spoken, string> = { el: 'Επισκέπτης', de: 'Besucher', en: 'Visitor' }

export const saidOf = (calling: Calling, isGiven: boolean, language: Spoken): string =>
  isGiven && (calling === 'mine' || calling === 'team') ? given[language][calling] : said[language][calling]

export const namelessIn = (language: Spoken): string => nameless[language]
