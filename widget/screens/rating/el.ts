// Greek for the rating.

export const words = {
  solved: 'Λύθηκε το θέμα σας;',
  outcomes: { yes: 'Ναι, λύθηκε', partly: 'Εν μέρει', no: 'Όχι, δεν λύθηκε' },
  more: 'Θέλετε να προσθέσετε κάτι;',
  send: 'Αποστολή',
  skip: 'Παράλειψη',
  thanks: 'Το λάβαμε, ευχαριστούμε.',
  refusals: {
    changed: 'Η συνομιλία άνοιξε ξανά.',
    conflict: 'Η γνώμη σας έχει ήδη καταγραφεί.',
    'too-long': 'Το σχόλιο είναι πολύ μεγάλο.',
    blocked: 'Δεν έγινε δεκτό.',
    other: 'Δεν στάλθηκε. Δοκιμάστε ξανά.',
  } as Record<string, string>,
}
export type RatingStrings = typeof words
