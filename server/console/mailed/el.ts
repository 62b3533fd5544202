// What has come by mail, in Greek.

export const words = {
  whole: 'Ολόκληρο το email',
  original: 'Το αρχικό (.eml)',
  gone: 'Το αρχικό δεν υπάρχει πια.',
  left: 'Μόνο στο αρχικό email:',
  why: {
    'wrong-type': 'τύπος που δεν δεχόμαστε',
    'too-big': 'πολύ μεγάλο',
    'too-many-files': 'πάρα πολλά',
    'no-room': 'δεν υπήρχε χώρος',
    infected: 'μολυσμένο',
    unscanned: 'δεν ελέγχθηκε',
    empty: 'κενό',
  } as Record<string, string>,
  cc: 'Στάλθηκε και σε:',
  isNamed: 'Το γράφει κάποιος που έχει κοινοποίηση, όχι ο επισκέπτης.',
  notArrived: 'Δεν έφτασε με email σε:',
  unreachable: (address: string) => `Τα email στο ${address} δεν φτάνουν: δεν στέλνουμε εκεί τίποτα αυτόματο.`,
  correct: 'Διόρθωση email…',
  reachable: 'Είναι σωστό',
  remote: (host: string) => `εικόνα από ${host}, δεν φορτώθηκε`,
  same: 'Είναι το ίδιο πρόσωπο',
  isSame: 'Άλλη διεύθυνση του επισκέπτη: ό,τι γράφει από εδώ και πέρα είναι δικό του.',
  copies: 'Κοινοποίηση της απάντησης:',
}
