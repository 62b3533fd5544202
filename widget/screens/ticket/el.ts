// Greek for what became of a form.

export const words = {
  ticket: 'Το αίτημά σας',
  received: 'Το λάβαμε, ευχαριστούμε.',
  confirmed: (email: string) =>
    `Στείλαμε επιβεβαίωση στο ${email}. Μπορείτε να απαντήσετε σε εκείνο το email όποτε θέλετε.`,
  /** No mail goes there for now. */
  unconfirmed: (email: string) =>
    `Θα σας απαντήσουμε στο ${email}. Επιβεβαίωση δεν στέλνουμε αυτή τη φορά· κρατήστε τον αριθμό.`,
  reference: 'Αριθμός αιτήματος',
  all: 'Όλα τα αιτήματά σας',
  backToHelp: 'Πίσω στη βοήθεια',
  copy: 'Αντιγραφή',
  copied: 'Αντιγράφηκε',
  step: {
    received: 'Λάβαμε το μήνυμά σας',
    reading: 'Το διαβάζει η ομάδα μας',
    here: 'Απαντάμε εδώ',
    answer: 'Σας απαντάμε με email',
    after: (when: string) => `Από ${when}`,
    by: (when: string) => `Έως ${when}`,
  },
}
export type TicketStrings = typeof words
