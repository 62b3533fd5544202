// The console's pages, in the order of the navigation; the first is where one begins.

import type { Summary } from '../protocol/conversation.ts'
import type { Page } from './page.ts'

const inbox = () => import('./inbox/Page.tsx')

export const pages: readonly Page[] = [
  {
    route: 'inbox',
    icon: 'inbox',
    words: { el: 'Γραφείο', de: 'Schreibtisch', en: 'Desk' },
    count: ({ list }) => ({ count: list.queue.value.length + list.mine.value.length, isUrgent: false }),
    Screen: inbox,
  },
  {
    route: 'queue',
    icon: 'clock',
    words: { el: 'Ουρά', de: 'Warteschlange', en: 'Queue' },
    group: 'conversations',
    count: ({ list }) => ({ count: list.free.value.length, isUrgent: list.queue.value.length > 0 }),
    Screen: inbox,
  },
  {
    route: 'mine',
    icon: 'user',
    words: { el: 'Δικές μου', de: 'Meine', en: 'Mine' },
    group: 'conversations',
    count: ({ list }) => ({ count: list.own.value.length, isUrgent: false }),
    Screen: inbox,
  },
  {
    route: 'team',
    icon: 'team',
    words: { el: 'Της ομάδας μου', de: 'Meines Teams', en: 'My team’s' },
    group: 'conversations',
    isMore: true,
    needs: ({ agent }) => agent.ownTeams.value.size > 0,
    count: ({ list }) => ({ count: list.team.value.length, isUrgent: false }),
    Screen: inbox,
  },
  {
    route: 'theirs',
    icon: 'hourglass',
    words: { el: 'Περιμένουμε', de: 'Wir warten', en: 'Waiting for them' },
    group: 'conversations',
    isMore: true,
    count: ({ list }) => ({ count: list.theirs.value.length, isUrgent: false }),
    Screen: inbox,
  },
  {
    route: 'followed',
    icon: 'bell',
    words: { el: 'Παρακολουθώ', de: 'Gefolgte', en: 'Following' },
    group: 'conversations',
    isMore: true,
    count: ({ list }) => ({ count: list.followed.value.filter((each) => list.isNews(each)).length, isUrgent: false }),
    Screen: inbox,
  },
  {
    route: 'snoozed',
    icon: 'moon',
    words: { el: 'Αναβολή', de: 'Zurückgestellt', en: 'Snoozed' },
    group: 'conversations',
    isMore: true,
    count: ({ list }) => ({ count: list.snoozed.value.length, isUrgent: false }),
    Screen: inbox,
  },
  {
    route: 'all',
    icon: 'chat',
    words: { el: 'Ανοιχτές', de: 'Alle offenen', en: 'All open' },
    group: 'conversations',
    count: ({ list }) => ({ count: list.open.value.length, isUrgent: false }),
    Screen: inbox,
  },
  {
    route: 'tickets',
    icon: 'mail',
    words: { el: 'Αιτήματα', de: 'Anliegen', en: 'Requests' },
    group: 'conversations',
    count({ list, clock }) {
      void clock.tick.value
      const isLate = ({ dueAt }: Summary) => dueAt !== null && dueAt <= clock.now()
      return { count: list.tickets.value.length, isUrgent: list.tickets.value.some(isLate) }
    },
    Screen: inbox,
  },
  {
    route: 'failed',
    icon: 'alert',
    words: { el: 'Email που δεν έφτασαν', de: 'Nicht angekommene E-Mails', en: 'Emails that did not arrive' },
    group: 'conversations',
    // There only when there is something, and then it asks to be seen.
    needs: ({ list }) => list.failed.value.length > 0,
    count: ({ list }) => ({ count: list.failed.value.length, isUrgent: true }),
    Screen: inbox,
  },
  {
    route: 'find',
    icon: 'search',
    words: { el: 'Εύρεση', de: 'Finden', en: 'Find' },
    group: 'archive',
    Screen: () => import('./find/Page.tsx'),
  },
  {
    route: 'done',
    icon: 'check',
    words: { el: 'Κλειστές', de: 'Geschlossene', en: 'Done' },
    group: 'archive',
    isMore: true,
    Screen: inbox,
  },
  {
    route: 'spam',
    icon: 'shield',
    words: { el: 'Ανεπιθύμητες', de: 'Spam', en: 'Spam' },
    group: 'archive',
    isMore: true,
    Screen: inbox,
  },
  {
    route: 'ratings',
    icon: 'opinion',
    words: { el: 'Αξιολογήσεις', de: 'Bewertungen', en: 'Ratings' },
    group: 'site',
    isMore: true,
    Screen: () => import('./ratings/Page.tsx'),
  },
  {
    route: 'replies',
    icon: 'book',
    words: { el: 'Έτοιμες απαντήσεις', de: 'Fertige Antworten', en: 'Ready replies' },
    group: 'site',
    isMore: true,
    Screen: () => import('./replies/Page.tsx'),
  },
  {
    route: 'searches',
    icon: 'bars',
    words: { el: 'Αναζητήσεις', de: 'Suchen', en: 'Searches' },
    group: 'site',
    isMore: true,
    Screen: () => import('./searches/Page.tsx'),
  },
  {
    route: 'hours',
    icon: 'calendar',
    words: { el: 'Ωράριο', de: 'Zeiten', en: 'Hours' },
    group: 'site',
    isMore: true,
    Screen: () => import('./hours/Page.tsx'),
  },
  {
    route: 'people',
    icon: 'team',
    words: { el: 'Η ομάδα', de: 'Team', en: 'Team' },
    needs: () => false,
    Screen: () => import('./people/Page.tsx'),
  },
  {
    route: 'mailboxes',
    icon: 'mail',
    words: { el: 'Γραμματοκιβώτια', de: 'Postfächer', en: 'Mailboxes' },
    needs: () => false,
    Screen: () => import('./mailboxes/Page.tsx'),
  },
  {
    route: 'audit',
    icon: 'shield',
    words: { el: 'Αρχείο ενεργειών', de: 'Protokoll', en: 'Record' },
    needs: () => false,
    Screen: () => import('./audit/Page.tsx'),
  },
  {
    route: 'retention',
    icon: 'hourglass',
    words: { el: 'Δεδομένα προσώπων', de: 'Daten von Personen', en: 'People’s data' },
    needs: () => false,
    Screen: () => import('./retention/Page.tsx'),
  },
  {
    route: 'account',
    icon: 'lock',
    words: { el: 'Ο λογαριασμός σας', de: 'Ihr Konto', en: 'Your account' },
    // In the menu of whom it is of, as the team is in the owner's.
    needs: () => false,
    Screen: () => import('./account/Page.tsx'),
  },
]

/** The page of a route. */
export const pageOf = (route: string): Page => pages.find((page) => page.route === route) ?? pages[0]!
