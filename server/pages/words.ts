// The words of the help pages, a locale each.

import { inLanguage } from '../../widget/locales.ts'
import { limits } from '../limits.ts'

const el = {
  help: 'Βοήθεια',
  search: 'Γράψτε την ερώτησή σας',
  find: 'Αναζήτηση',
  results: (query: string) => `Απαντήσεις για «${query}»`,
  perhaps: (query: string) => `Δεν βρήκαμε σίγουρη απάντηση για «${query}»`,
  none: 'Ίσως σας βοηθήσουν αυτά.',
  most: 'Ρωτούν συχνά',
  updated: (date: string) => `Ενημερώθηκε στις ${date}`,
  related: 'Σχετικά',
  missing: 'Δεν υπάρχει τέτοια σελίδα',
  missingWhy: 'Ίσως άλλαξε διεύθυνση. Αναζητήστε την ή δείτε όλα τα θέματα.',
  busy: 'Πολλές αναζητήσεις μαζί',
  busyWhy: 'Δοκιμάστε ξανά σε ένα λεπτό ή δείτε όλα τα θέματα.',
  skip: 'Στο περιεχόμενο',
  path: 'Διαδρομή',
  rating: {
    solved: 'Λύθηκε το θέμα σας;',
    outcomes: { yes: 'Ναι, λύθηκε', partly: 'Εν μέρει', no: 'Όχι, δεν λύθηκε' },
    more: 'Θέλετε να προσθέσετε κάτι;',
    send: 'Αποστολή',
    thanks: 'Το λάβαμε, ευχαριστούμε.',
    reference: (reference: string) => `Αίτημα ${reference}`,
    yours: 'Αυτό που γράψατε',
    lost: 'Ο σύνδεσμος δεν είναι ολόκληρος ή η συνομιλία δεν υπάρχει πια.',
    why: {
      changed: 'Το αίτημα άνοιξε ξανά. Θα σας ρωτήσουμε όταν κλείσει.',
      conflict: 'Η γνώμη σας έχει ήδη καταγραφεί. Ευχαριστούμε.',
      'too-long': `Στο σχόλιο χωρούν ${limits.text} χαρακτήρες.`,
      'too-many': 'Πολλές προσπάθειες. Δοκιμάστε ξανά σε λίγα λεπτά.',
    },
  },
  ask: 'Αφήστε μας μήνυμα',
  askTeam: 'Ρωτήστε την ομάδα μας',
  privacy: 'Τι κρατάμε όταν μας γράφετε',
  links: {
    expired: 'Ο σύνδεσμος έληξε: ισχύει για λίγα λεπτά. Ανοίξτε το αρχείο ξανά από τη συνομιλία.',
    'unknown-file': 'Το αρχείο δεν υπάρχει πια ή ο σύνδεσμος δεν είναι ολόκληρος. Ανοίξτε το ξανά από τη συνομιλία.',
  } as Record<string, string>,
}

const de: typeof el = {
  help: 'Hilfe',
  search: 'Ihre Frage',
  find: 'Suchen',
  results: (query) => `Antworten zu „${query}“`,
  perhaps: (query) => `Keine sichere Antwort zu „${query}“ gefunden`,
  none: 'Das könnte helfen.',
  most: 'Häufig gefragt',
  updated: (date) => `Aktualisiert am ${date}`,
  related: 'Passt dazu',
  missing: 'Diese Seite gibt es nicht',
  missingWhy: 'Vielleicht hat sich ihre Adresse geändert. Suchen Sie danach oder sehen Sie alle Themen durch.',
  busy: 'Viele Suchen auf einmal',
  busyWhy: 'Versuchen Sie es in einer Minute noch einmal oder sehen Sie alle Themen durch.',
  skip: 'Zum Inhalt',
  path: 'Pfad',
  rating: {
    solved: 'Ist Ihr Anliegen gelöst?',
    outcomes: { yes: 'Ja', partly: 'Zum Teil', no: 'Nein' },
    more: 'Möchten Sie etwas hinzufügen?',
    send: 'Senden',
    thanks: 'Ist angekommen, vielen Dank.',
    reference: (reference) => `Anliegen ${reference}`,
    yours: 'Was Sie geschrieben haben',
    lost: 'Der Link ist nicht vollständig, oder das Gespräch gibt es nicht mehr.',
    why: {
      changed: 'Das Anliegen ist wieder offen. Wir fragen Sie, wenn es abgeschlossen ist.',
      conflict: 'Ihre Meinung ist schon vermerkt. Vielen Dank.',
      'too-long': `In einen Kommentar passen ${limits.text} Zeichen.`,
      'too-many': 'Viele Versuche auf einmal. Versuchen Sie es in ein paar Minuten noch einmal.',
    },
  },
  ask: 'Nachricht hinterlassen',
  askTeam: 'Unser Team fragen',
  privacy: 'Was wir aufbewahren, wenn Sie uns schreiben',
  links: {
    expired: 'Dieser Link ist abgelaufen: Er gilt nur wenige Minuten. Öffnen Sie die Datei erneut aus dem Gespräch.',
    'unknown-file':
      'Die Datei gibt es nicht mehr, oder der Link ist nicht vollständig. Öffnen Sie sie erneut aus dem Gespräch.',
  },
}

const en: typeof el = {
  help: 'Help',
  search: 'Type your question',
  find: 'Search',
  results: (query) => `Answers for “${query}”`,
  perhaps: (query) => `We found no sure answer for “${query}”`,
  none: 'These may help.',
  most: 'Asked most',
  updated: (date) => `Updated ${date}`,
  related: 'Related',
  missing: 'There is no such page',
  missingWhy: 'Its address may have changed. Search for it, or look through all topics.',
  busy: 'Many searches at once',
  busyWhy: 'Try again in a minute, or look through all topics.',
  skip: 'Skip to content',
  path: 'Path',
  rating: {
    solved: 'Is it solved?',
    outcomes: { yes: 'Yes, it is', partly: 'In part', no: 'No, it is not' },
    more: 'Would you like to add something?',
    send: 'Send',
    thanks: 'We have it, thank you.',
    reference: (reference) => `Request ${reference}`,
    yours: 'What you wrote',
    lost: 'The link is not whole, or the conversation is no longer there.',
    why: {
      changed: 'The request is open again. We will ask you once it is closed.',
      conflict: 'Your opinion has been noted already. Thank you.',
      'too-long': `A comment has room for ${limits.text} characters.`,
      'too-many': 'Many tries at once. Try again in a few minutes.',
    },
  },
  ask: 'Leave us a message',
  askTeam: 'Ask our team',
  privacy: 'What we keep when you write to us',
  links: {
    expired: 'This link has ended: it holds for a few minutes. Open the file again from the conversation.',
    'unknown-file': 'The file is gone, or the link is not whole. Open it again from the conversation.',
  },
}

/** The words for a locale, or for what a browser says it accepts. */
export const pageWords = (locale: string): typeof el => inLanguage({ el, de, en }, locale)
