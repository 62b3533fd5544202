// Greek of what people ask of their data.

import type { ClaimKind, Doubt } from '../../protocol/claim.ts'

const kinds: Record<ClaimKind, string> = {
  copy: 'Αντίγραφο',
  notes: 'Αντίγραφο και των σημειώσεων της ομάδας',
  name: 'Διόρθωση ονόματος',
  address: 'Αλλαγή email',
  erase: 'Διαγραφή',
  restrict: 'Περιορισμός',
  lift: 'Άρση περιορισμού',
  object: 'Εναντίωση στα στατιστικά',
  withdraw: 'Άρση εναντίωσης',
}
const doubts: Record<Doubt, string> = {
  held: 'Ισχύει νομική δέσμευση (άρθρο 17 παρ. 3 ε΄). Για να γίνει, πρέπει πρώτα να αρθεί με rotame person release.',
  shared: 'Κάποια συνομιλία ανήκει και σε άλλη διεύθυνση (άρθρο 15 παρ. 4).',
  vouched: 'Τα στοιχεία έρχονται από τον δικό σας ιστότοπο (άρθρο 16): διορθώστε τα και εκεί.',
  notes: 'Οι σημειώσεις ίσως λένε κάτι για τρίτους (άρθρο 15 παρ. 4): διαβάστε τις πρώτα.',
}

export const words = {
  why: 'Όσα ζητούν οι άνθρωποι από τη σελίδα «Τα δεδομένα σας». Ό,τι γίνεται αμέσως έχει γίνει· τα υπόλοιπα περιμένουν εσάς, το πολύ έναν μήνα (άρθρο 12 παρ. 3).',
  waiting: 'Περιμένουν απόφαση',
  noneWaiting: 'Τίποτε δεν περιμένει απόφαση.',
  done: 'Έγιναν',
  none: 'Τίποτε ακόμη.',
  due: (date: string) => `Απάντηση έως ${date}`,
  late: (date: string) => `Έπρεπε να απαντηθεί έως ${date}`,
  about: 'Για',
  guest: 'Επισκέπτης, από το πρόγραμμα περιήγησής του',
  erased: 'Διαγράφηκε',
  all: 'Όλα όσα κρατάμε',
  chosen: (count: number) => (count === 1 ? 'Μία συνομιλία' : `${count} συνομιλίες`),
  wanted: 'Να γίνει',
  reason: 'Γιατί αποφασίζετε έτσι (το διαβάζει και όποιος το ζήτησε)',
  accept: 'Να γίνει',
  refuse: 'Απόρριψη',
  reference: 'Αριθμός',
  what: 'Τι',
  when: 'Πότε',
  outcome: 'Τι έγινε',
  states: { open: 'Σε εξέλιξη', done: 'Έγινε', refused: 'Απορρίφθηκε' },
  by: (name: string) => `από: ${name}`,
  refusals: {
    empty: 'Γράψτε πρώτα τον λόγο.',
    'too-long': 'Ο λόγος είναι πολύ μεγάλος: χωρούν 1.000 χαρακτήρες.',
    conflict: 'Ισχύει ακόμη νομική δέσμευση. Άρετέ την πρώτα με rotame person release.',
    changed: 'Έχει ήδη αποφασιστεί.',
    failed: 'Δεν έγινε. Δοκιμάστε ξανά.',
  } as Record<string, string> & { failed: string },
  kinds,
  doubts,
}
