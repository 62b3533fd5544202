// Greek of the searches.

export const words = {
  searchesKnown: 'Χωρίς σύνδεση. Βλέπετε ό,τι ήταν γνωστό έως τώρα.',
  searchesLater: 'Χωρίς σύνδεση. Οι λίστες θα έρθουν μόλις επανέλθει.',
  searchesWhy: 'Των τελευταίων 90 ημερών, χωρίς πρόσωπα: ψηφία και διευθύνσεις δεν κρατιούνται.',
  unanswered: 'Χωρίς σίγουρη απάντηση',
  unansweredNone: 'Όλα όσα έψαξαν είχαν απάντηση.',
  askedStill: 'Διάβασαν και ρώτησαν πάλι',
  askedStillNone: 'Κανείς δεν χρειάστηκε να ρωτήσει μετά από άρθρο.',
  query: 'Αναζήτηση',
  times: 'Φορές',
  askedPerson: 'Ρώτησαν',
  latest: 'Τελευταία',
  language: 'Γλώσσα',
}
