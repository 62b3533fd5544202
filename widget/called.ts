// What a call to an agent says on a device, in their language: by the server while their console is closed, and by a
// console that is open. Without who wrote and what, where that is not wanted.

import type { Spoken } from './locales.ts'

const said = {
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
} satisfies Record<Spoken, object>
const given = {
  el: { mine: 'Σας ανατέθηκε μια συνομιλία', team: 'Ανατέθηκε μια συνομιλία στην ομάδα σας' },
  de: { mine: 'Ihnen wurde ein Gespräch zugewiesen', team: 'Ihrem Team wurde ein Gespräch zugewiesen' },
  en: { mine: 'A conversation was given to you', team: 'A conversation was given to your team' },
} satisfies Record<Spoken, object>
const nameless: Record<Spoken, string> = { el: 'Επισκέπτης', de: 'Besucher', en: 'Visitor' }

/** As much as a device shows. */
const longest = 140

interface Calls {
  /** What it calls for. */
  calling: 'mine' | 'queue' | 'team' | 'followed'
  isGiven?: boolean | undefined
  conversation: { id: string; name: string | null }
  /** What the site is called. */
  site: string
  /** What was written; '': that is not to be said, and neither is who wrote it. */
  text: string
}

export function callOf({ calling, isGiven = false, conversation, site, text }: Calls, locale: Spoken) {
  const isSaid = isGiven && (calling === 'mine' || calling === 'team')
  const body = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')
  return {
    title: text ? (conversation.name ?? nameless[locale]) : site,
    body: body || (isSaid ? given[locale][calling] : said[locale][calling]),
    tag: conversation.id,
    path: `/console/#/inbox/${conversation.id}`,
    locale,
  }
}
