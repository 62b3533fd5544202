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

export const claimWords = (locale: string): ClaimWords => inLanguage({ el, en }, locale)
