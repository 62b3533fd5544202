// The words of the help pages, a locale each.

const el = {
  help: 'Βοήθεια',
  search: 'Γράψτε την ερώτησή σας',
  find: 'Αναζήτηση',
  results: (query: string) => `Απαντήσεις για «${query}»`,
  perhaps: (query: string) => `Δεν βρήκαμε σίγουρη απάντηση για «${query}»`,
  none: 'Ίσως σας βοηθήσουν αυτά. Αλλιώς ρωτήστε την ομάδα μας από το κουμπί κάτω δεξιά.',
  most: 'Ρωτούν συχνά',
  updated: (date: string) => `Ενημερώθηκε στις ${date}`,
  related: 'Σχετικά',
  missing: 'Δεν υπάρχει τέτοια σελίδα',
  missingWhy: 'Ίσως άλλαξε διεύθυνση. Αναζητήστε την ή δείτε όλα τα θέματα.',
  busy: 'Πολλές αναζητήσεις μαζί',
  busyWhy: 'Δοκιμάστε ξανά σε ένα λεπτό ή δείτε όλα τα θέματα.',
  skip: 'Στο περιεχόμενο',
  path: 'Διαδρομή',
  links: {
    expired: 'Ο σύνδεσμος έληξε: ισχύει για λίγα λεπτά. Ανοίξτε το αρχείο ξανά από τη συνομιλία.',
    'unknown-file': 'Το αρχείο δεν υπάρχει πια ή ο σύνδεσμος δεν είναι ολόκληρος. Ανοίξτε το ξανά από τη συνομιλία.',
  } as Record<string, string>,
}

const en: typeof el = {
  help: 'Help',
  search: 'Type your question',
  find: 'Search',
  results: (query) => `Answers for “${query}”`,
  perhaps: (query) => `We found no sure answer for “${query}”`,
  none: 'These may help. If not, ask our team with the button at the bottom right.',
  most: 'Asked most',
  updated: (date) => `Updated ${date}`,
  related: 'Related',
  missing: 'There is no such page',
  missingWhy: 'Its address may have changed. Search for it, or look through all topics.',
  busy: 'Many searches at once',
  busyWhy: 'Try again in a minute, or look through all topics.',
  skip: 'Skip to content',
  path: 'Path',
  links: {
    expired: 'This link has ended: it holds for a few minutes. Open the file again from the conversation.',
    'unknown-file': 'The file is gone, or the link is not whole. Open it again from the conversation.',
  },
}

const byLocale = new Map([
  ['el', el],
  ['en', en],
])

/** The words for a locale, or for what a browser says it accepts; English where we have none. */
export function pageWords(locale: string): typeof el {
  return byLocale.get(locale) ?? byLocale.get(locale.split(/[-,;]/)[0]!) ?? en
}
