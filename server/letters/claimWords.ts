// What is said of a claim in a mail, a locale each.

import { inLanguage } from '../../widget/locales.ts'
import type { ClaimKind } from '../protocol/claim.ts'

const el = {
  subject: (reference: string, site: string) => `[${reference}] Τα δεδομένα σας · ${site}`,
  what: {
    copy: 'Αντίγραφο των δεδομένων σας',
    notes: 'Αντίγραφο και των σημειώσεων της ομάδας',
    name: 'Διόρθωση του ονόματός σας',
    address: 'Αλλαγή του email σας',
    erase: 'Διαγραφή δεδομένων σας',
    restrict: 'Περιορισμός της χρήσης των δεδομένων σας',
    lift: 'Άρση του περιορισμού',
    object: 'Εναντίωση στα στατιστικά',
    withdraw: 'Άρση της εναντίωσης',
  } satisfies Record<ClaimKind, string> as Record<ClaimKind, string>,
  done: {
    notes: 'Από εδώ και πέρα το αντίγραφο έχει και τις σημειώσεις: κατεβάστε το ξανά από τη σελίδα των δεδομένων σας.',
    copy: 'Το αντίγραφο κατέβηκε από τη σελίδα των δεδομένων σας.',
    name: 'Το όνομά σας διορθώθηκε.',
    address: 'Το email σας άλλαξε: από εδώ και πέρα σας γράφουμε στο νέο.',
    erase: 'Διαγράφηκαν. Μένει μόνο ότι έγινε η διαγραφή και πότε, χωρίς το όνομα ή τα λόγια σας.',
    restrict:
      'Από εδώ και πέρα φυλάσσονται και δεν χρησιμοποιούνται για τίποτε. Η ομάδα μας δεν τα βλέπει, άρα ούτε απαντά, ώσπου να άρετε τον περιορισμό.',
    lift: 'Ο περιορισμός δεν ισχύει πια.',
    object: 'Οι αξιολογήσεις και οι αναζητήσεις σας δεν μετρούν πια στα στατιστικά μας.',
    withdraw: 'Οι αξιολογήσεις και οι αναζητήσεις σας μετρούν ξανά στα στατιστικά μας.',
  } satisfies Record<ClaimKind, string> as Record<ClaimKind, string>,
  open: (day: string) => `Το λάβαμε. Πρέπει να το αποφασίσει άνθρωπος: θα σας απαντήσουμε εδώ έως ${day}.`,
  refused: 'Δεν μπορούμε να κάνουμε αυτό που ζητήσατε.',
  reason: 'Ο λόγος',
  complain: 'Αν διαφωνείτε, μπορείτε να απευθυνθείτε στην αρχή προστασίας δεδομένων ή στα δικαστήρια.',
  notYou: 'Αν δεν το ζητήσατε εσείς, απαντήστε αμέσως σε αυτό το email.',
}
export type ClaimWords = typeof el

const de: ClaimWords = {
  subject: (reference, site) => `[${reference}] Ihre Daten · ${site}`,
  what: {
    copy: 'Eine Kopie Ihrer Daten',
    notes: 'Auch eine Kopie der Notizen des Teams',
    name: 'Ihr Name, berichtigt',
    address: 'Eine neue E-Mail-Adresse',
    erase: 'Löschung Ihrer Daten',
    restrict: 'Einschränkung der Verarbeitung Ihrer Daten',
    lift: 'Ende der Einschränkung',
    object: 'Widerspruch gegen Statistiken',
    withdraw: 'Ende des Widerspruchs',
  },
  done: {
    notes: 'Von nun an enthält die Kopie auch die Notizen: Laden Sie sie auf der Seite Ihrer Daten erneut herunter.',
    copy: 'Die Kopie wurde von der Seite Ihrer Daten heruntergeladen.',
    name: 'Ihr Name ist berichtigt.',
    address: 'Ihre Adresse ist geändert: Von nun an schreiben wir an die neue.',
    erase: 'Es ist gelöscht. Übrig bleibt nur, dass und wann gelöscht wurde, ohne Ihren Namen und Ihre Worte.',
    restrict:
      'Von nun an wird es aufbewahrt und für nichts verwendet. Unser Team sieht es nicht und antwortet deshalb auch nicht, bis Sie die Einschränkung aufheben.',
    lift: 'Die Einschränkung ist aufgehoben.',
    object: 'Ihre Bewertungen und Suchen zählen in unseren Statistiken nicht mehr.',
    withdraw: 'Ihre Bewertungen und Suchen zählen wieder in unseren Statistiken.',
  },
  open: (day) => `Ihr Antrag ist da. Jemand muss darüber entscheiden: Wir antworten Ihnen hier bis zum ${day}.`,
  refused: 'Was Sie verlangt haben, können wir nicht tun.',
  reason: 'Warum',
  complain: 'Wenn Sie anderer Meinung sind, können Sie sich an die Datenschutzbehörde oder an ein Gericht wenden.',
  notYou: 'Wenn das nicht von Ihnen kam, antworten Sie bitte sofort auf diese E-Mail.',
}

const en: ClaimWords = {
  subject: (reference, site) => `[${reference}] Your data · ${site}`,
  what: {
    copy: 'A copy of your data',
    notes: 'A copy of the team’s notes, too',
    name: 'Your name, corrected',
    address: 'A new email address',
    erase: 'Erasing data of yours',
    restrict: 'Restricting the use of your data',
    lift: 'The end of the restriction',
    object: 'Objecting to statistics',
    withdraw: 'The end of the objection',
  },
  done: {
    notes: 'From now on the copy has the notes, too: download it again from the page of your data.',
    copy: 'The copy was downloaded from the page of your data.',
    name: 'Your name is corrected.',
    address: 'Your address is changed: from now on we write to the new one.',
    erase: 'It is erased. All that stays is that it was erased and when, without your name or words.',
    restrict:
      'From now on it is kept and used for nothing. Our team does not see it, and so does not answer, until you lift the restriction.',
    lift: 'It is restricted no more.',
    object: 'Your ratings and searches count in our statistics no more.',
    withdraw: 'Your ratings and searches count in our statistics again.',
  },
  open: (day) => `We have it. Somebody has to decide: we answer you here by ${day}.`,
  refused: 'We cannot do what you asked for.',
  reason: 'Why',
  complain: 'If you disagree, you can turn to the data protection authority or to a court.',
  notYou: 'If it was not you who asked, answer this email at once.',
}

export const claimWords = (locale: string): ClaimWords => inLanguage({ el, de, en }, locale)
