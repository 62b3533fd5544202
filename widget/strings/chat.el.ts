// Greek for the conversation.

export const chatEl = {
  stored: 'Στάλθηκε',
  failed: 'Δεν στάλθηκε.',
  retry: 'Δοκιμάστε ξανά',
  typing: (name: string) => `${name}: γράφει…`,
  waiting: 'Λάβαμε το μήνυμά σας',
  again: 'Νέα συνομιλία',
  more: 'Περισσότερα',
  begin: 'Γράψτε μας τι χρειάζεστε. Βλέπουμε τι ψάξατε ήδη, για να μην τα λέτε δύο φορές.',
  meanwhile: 'Μπορείτε να συνεχίσετε να γράφετε ή να διαβάζετε. Θα σας ειδοποιήσουμε εδώ.',
  behind: 'Νέα μηνύματα',
  writeMore: 'Προσθέστε κάτι ακόμη',
  write: 'Γράψτε μήνυμα',
  attach: 'Επισύναψη αρχείων',
  read: 'Διαβάστηκε',
  copyText: 'Αντιγραφή κειμένου',
  system: {
    taken: ({ name }: Record<string, string>) => `Μαζί σας: ${name}`,
    'closed-by-agent': ({ name }: Record<string, string>) => `Η συνομιλία έκλεισε (${name})`,
    'closed-by-visitor': () => 'Κλείσατε τη συνομιλία',
    ticket: ({ reference }: Record<string, string>) => `Συνεχίζουμε με email. Αριθμός αιτήματος ${reference}`,
  },
}
export type ChatStrings = typeof chatEl
