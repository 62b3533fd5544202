// Greek of what is done: notices, palette, keys.

export const words = {
  undo: 'Αναίρεση',
  hide: 'Απόκρυψη',
  counted: (done: string, count: number) => (count === 1 ? done : `${done} · ${count} συνομιλίες`),
  undone: (name: string, count: number) =>
    count === 1 ? `Αναιρέθηκε: ${name}` : `Αναιρέθηκε: ${name} · ${count} συνομιλίες`,
  refused: (name: string, count: number, why: string) =>
    count === 1 ? `«${name}» δεν έγινε: ${why}` : `«${name}» δεν έγινε σε ${count} συνομιλίες: ${why}`,
  notUndone: (name: string, count: number) =>
    count === 1
      ? `«${name}» δεν αναιρέθηκε: κάτι άλλαξε στο μεταξύ.`
      : `«${name}» δεν αναιρέθηκε σε ${count} συνομιλίες: κάτι άλλαξε στο μεταξύ.`,
  reasons: {
    idle: 'είναι ήδη έτσι ή δεν γίνεται τώρα.',
    taken: 'την έχει ήδη άλλος.',
    closed: 'έκλεισε στο μεταξύ.',
    changed: 'άλλαξε στο μεταξύ.',
    vouched: 'όνομα και email τα δίνει ο ιστότοπος.',
    'bad-email': 'το email δεν είναι σωστό.',
    'too-long': 'είναι πολύ μεγάλο.',
    'too-many': 'έχει ήδη πολλές.',
    empty: 'δεν γράψατε τίποτα.',
    'not-ahead': 'αυτή η ώρα πέρασε.',
    'unknown-agent': 'το άτομο δεν είναι πια στην ομάδα.',
    'unknown-conversation': 'δεν υπάρχει πια ή δεν είναι αίτημα.',
    'not-allowed': 'δεν έχετε το δικαίωμα.',
  } as Record<string, string>,
  failed: 'ο διακομιστής δεν το δέχτηκε. Δοκιμάστε ξανά.',
  copied: 'Αντιγράφηκε ο σύνδεσμος',
  more: 'Περισσότερες ενέργειες',
  palette: 'Αναζήτηση ή εντολή',
  forThis: 'Για αυτή τη συνομιλία',
  forThese: (count: number) => `Για τις ${count} επιλεγμένες`,
  people: 'Ανάθεση σε',
  places: 'Μετάβαση',
  conversations: 'Συνομιλίες',
  nothing: 'Τίποτα δεν ταιριάζει.',
  choose: 'επιλογή',
  run: 'εκτέλεση',
  leave: 'κλείσιμο',
  keys: 'Πλήκτρα',
  keysWhy: 'Ισχύουν έξω από τα πεδία κειμένου, σε όποια γλώσσα κι αν είναι το πληκτρολόγιο.',
  hasKeys: 'Πλήκτρα ενός γράμματος',
  moving: 'Κίνηση',
  acting: 'Ενέργειες',
  selected: (count: number) => (count === 1 ? '1 επιλεγμένη' : `${count} επιλεγμένες`),
  chosen: 'Επιλεγμένη',
  clear: 'Καμία επιλογή',
  pick: (name: string) => `Επιλογή: ${name}`,
}
