// Greek for what was not sent.

export const refusedEl = {
  retry: 'Δοκιμάστε ξανά',
  copy: 'Αντιγραφή κειμένου',
  asFile: 'Αποστολή ως αρχείο',
  fileName: 'μήνυμα.txt',
  refusals: {
    failed: 'Κάθε φορά που έφευγε, κοβόταν η σύνδεση. Τα υπόλοιπα στάλθηκαν.',
    'too-long': 'Το μήνυμα είναι πολύ μεγάλο.',
    reload: 'Η σελίδα είναι παλιά. Φορτώστε την ξανά.',
  } as Record<string, string>,
}
export type RefusedStrings = typeof refusedEl
