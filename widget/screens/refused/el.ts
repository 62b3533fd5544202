// Greek for what was not sent.

export const words = {
  retry: 'Δοκιμάστε ξανά',
  copy: 'Αντιγραφή κειμένου',
  asFile: 'Αποστολή ως αρχείο',
  refusals: {
    failed:
      'Στάλθηκε πολλές φορές και δεν έφτασε: κοβόταν η σύνδεση ή ο διακομιστής δεν το δεχόταν. Ό,τι γράφετε μετά στέλνεται κανονικά.',
    'too-long': 'Το μήνυμα είναι πολύ μεγάλο.',
    reload: 'Η σελίδα είναι παλιά. Φορτώστε την ξανά.',
  } as Record<string, string>,
}
export type RefusedStrings = typeof words
