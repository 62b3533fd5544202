// Greek for the form of a problem.

export const words = {
  lead: 'Όσο πιο συγκεκριμένα το περιγράψετε, τόσο πιο γρήγορα το λύνουμε.',
  category: 'Τι είναι;',
  happened: 'Τι συνέβη;',
  happenedHint: 'Με ποια βήματα μπορούμε να το δούμε κι εμείς;',
  expected: 'Τι θα έπρεπε να συμβεί; (αν θέλετε)',
  device: 'Πρόγραμμα περιήγησης και συσκευή',
  deviceHint: 'Το συμπληρώσαμε εμείς. Αλλάξτε το, αν το είδατε αλλού.',
  kinds: { computer: 'υπολογιστής', phone: 'κινητό', tablet: 'tablet' },
  files: 'Στιγμιότυπα οθόνης ή βίντεο (αν έχετε)',
  filesHint: (count: number, most: string) => `Έως ${count} αρχεία των ${most}. Μπορείτε και να τα επικολλήσετε.`,
  choose: 'Διαλέξτε αρχεία',
  send: 'Αποστολή αναφοράς',
  description: 'Περιγράψτε τι συνέβη ή επισυνάψτε ένα στιγμιότυπο.',
}
export type ProblemStrings = typeof words
