// Greek for files.

export const words = {
  files: 'Συνημμένα',
  remove: (name: string) => `Αφαίρεση: ${name}`,
  uploading: (name: string) => `Ανεβαίνει: ${name}`,
  waiting: 'Θα ανέβει μόλις επανέλθει η σύνδεση',
  retry: 'Δοκιμάστε ξανά',
  open: (name: string) => `Άνοιγμα: ${name}`,
  asFile: 'Αποστολή ως αρχείο',
  fileName: 'μήνυμα.txt',
  inFile: (name: string) => `(ολόκληρο στο ${name})`,
  notShown: 'δεν εμφανίζεται εδώ, ανοίγει ως αρχείο',
  expected: 'Τι θα έπρεπε να συμβεί',
  device: 'Πρόγραμμα περιήγησης και συσκευή',
  refusals: {
    'too-big': (most: string) => `Ξεπερνά τα ${most}. Στείλτε ένα μικρότερο ή ένα μέρος του.`,
    'too-many-files': (_most: string, count: number) => `Έως ${count} αρχεία σε κάθε μήνυμα. Στείλτε το με το επόμενο.`,
    'wrong-type': () => 'Δεν δεχόμαστε τέτοια αρχεία. Στείλτε εικόνα, βίντεο, PDF, έγγραφο ή κείμενο.',
    infected: () => 'Ο έλεγχος ασφαλείας βρήκε κάτι επικίνδυνο, γι’ αυτό δεν στάλθηκε. Στείλτε κάτι άλλο.',
    unscanned: () => 'Ο έλεγχος ασφαλείας δεν απαντά. Δοκιμάστε ξανά σε λίγο.',
    'no-room': () => 'Δεν χωρούν άλλα αρχεία τώρα. Στείλτε το μήνυμα χωρίς αυτό ή δοκιμάστε αργότερα.',
    empty: () => 'Το αρχείο είναι κενό. Διαλέξτε άλλο.',
    other: () => 'Δεν ανέβηκε. Δοκιμάστε ξανά ή διαλέξτε άλλο.',
  } as Record<string, (most: string, count: number) => string>,
}
export type FilesStrings = typeof words
