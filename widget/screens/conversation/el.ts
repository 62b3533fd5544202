// Greek for the conversation.

export const words = {
  yours: 'Η συνομιλία σας',
  stored: 'Στάλθηκε',
  mailed: 'Με email',
  unsent: 'Δεν στάλθηκε.',
  typing: (name: string) => `${name}: γράφει…`,
  before: (count: number) =>
    count ? `${count > 1 ? `${count} άτομα` : 'Ένα άτομο'} πριν από εσάς` : 'Είναι η σειρά σας',
  promised: (plan: string, minutes: number) => `Με το πακέτο ${plan} απαντάμε το πολύ σε ${minutes} λεπτά`,
  usually: (minutes: number) => `, συνήθως σε ${minutes}`,
  propose: (when: string) => `Δώστε μας το email σας και απαντάμε έως ${when}. Ό,τι γράψατε μένει.`,
  waited: 'Περιμένετε',
  again: 'Νέα συνομιλία',
  ending: 'Η συνομιλία κλείνει…',
  more: 'Περισσότερα',
  begin: 'Γράψτε μας τι χρειάζεστε. Βλέπουμε τι ψάξατε ήδη, για να μην τα λέτε δύο φορές.',
  meanwhile: 'Συνεχίστε να γράφετε ή να διαβάζετε. Θα σας ειδοποιήσουμε εδώ.',
  behind: 'Νέα μηνύματα',
  writeMore: 'Προσθέστε κάτι ακόμη',
  write: 'Γράψτε μήνυμα',
  attach: 'Επισύναψη αρχείων',
  read: 'Διαβάστηκε',
  taken: (name: string) => `Μαζί σας: ${name}`,
}
export type ChatStrings = typeof words
