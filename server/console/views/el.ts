// Greek of filters and views.

export const words = {
  filters: 'Φίλτρα',
  names: { site: 'Ιστότοπος', plan: 'Πακέτο', tag: 'Ετικέτα', agent: 'Σε ποιον', team: 'Ομάδα', kind: 'Είδος' },
  any: 'Όλα',
  nobody: 'κανέναν',
  kinds: { chat: 'συνομιλίες', request: 'αιτήματα' } as Record<string, string>,
  without: (name: string) => `Χωρίς φίλτρο: ${name}`,
  gone: {
    site: (name: string) => `Ο ιστότοπος «${name}» δεν υπάρχει πια, ή δεν τον έχετε.`,
    plan: (name: string) => `Το πακέτο «${name}» δεν υπάρχει πια.`,
    tag: (name: string) => `Καμία ανοιχτή συνομιλία δεν έχει την ετικέτα «${name}».`,
    agent: () => 'Το άτομο δεν είναι πια στην ομάδα.',
    team: () => 'Η ομάδα δεν υπάρχει πια.',
    kind: (name: string) => `Δεν υπάρχει είδος «${name}».`,
  },
  further: 'Αναζήτηση και σε παλαιότερες',
  save: 'Αποθήκευση προβολής',
  name: 'Όνομα προβολής',
  forAll: 'Για όλη την ομάδα',
  keep: 'Αποθήκευση',
  rename: 'Μετονομασία',
  remove: 'Αφαίρεση προβολής',
  refused: {
    empty: 'Δώστε ένα όνομα.',
    'too-long': 'Το όνομα είναι πολύ μεγάλο.',
    'no-room': 'Υπάρχουν ήδη 50 προβολές. Αφαιρέστε κάποια.',
    'not-allowed': 'Τις προβολές της ομάδας τις αλλάζει ιδιοκτήτης.',
    failed: 'Δεν αποθηκεύτηκε. Δοκιμάστε ξανά.',
  } as Record<string, string>,
}
