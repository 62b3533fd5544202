// Greek for what the server does not take.

export const words = {
  refusals: {
    empty: 'Γράψτε πρώτα το μήνυμά σας.',
    'too-long': 'Το μήνυμα είναι πολύ μεγάλο. Χωρίστε το σε μικρότερα.',
    'too-many': 'Πολλά μηνύματα μαζί. Δοκιμάστε ξανά σε λίγο.',
    busy: 'Μας γράφουν πολλοί αυτή τη στιγμή. Το κείμενό σας μένει εδώ· δοκιμάστε ξανά σε λίγα λεπτά.',
    'bad-email': 'Ελέγξτε το email, π.χ. maria.k@example.com',
    closed: 'Η συνομιλία έχει κλείσει. Ξεκινήστε μια νέα.',
    'unknown-file': 'Τα συνημμένα δεν είναι πια στον διακομιστή. Στείλτε τα ξανά.',
    other: 'Δεν στάλθηκε. Δοκιμάστε ξανά.',
  } as Record<string, string>,
}
export type Refusals = typeof words
