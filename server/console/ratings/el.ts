// Greek of the ratings.

export const words = {
  why: 'Τι είπαν οι επισκέπτες τις τελευταίες 90 ημέρες, αφού έκλεισε η συνομιλία τους.',
  known: 'Χωρίς σύνδεση. Βλέπετε ό,τι ήταν γνωστό έως τώρα.',
  later: 'Χωρίς σύνδεση. Οι αριθμοί θα έρθουν μόλις επανέλθει.',
  site: 'Ιστότοπος',
  none: 'Κανείς δεν έχει πει ακόμη τη γνώμη του.',
  solved: 'Λύθηκε το θέμα;',
  share: (percent: number) => `${percent} %`,
  answered: (rated: number, closed: number) => `Απάντησαν ${rated} από ${closed}`,
  comments: 'Σχόλια',
  noComments: 'Κανένα σχόλιο.',
  outcomes: { yes: 'Ναι, λύθηκε', partly: 'Εν μέρει', no: 'Όχι, δεν λύθηκε' },
}
