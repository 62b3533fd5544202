// Greek for the conversation's menu.

export const words = {
  end: 'Τέλος συνομιλίας',
  sound: (isOn: boolean) => `Ήχος: ${isOn ? 'ναι' : 'όχι'}`,
  copy: 'Αντίγραφο με email',
  print: 'Εκτύπωση',
  data: 'Τα δεδομένα σας',
  printed: (site: string, day: string) => `Συνομιλία με ${site}, ${day}`,
  copyWhy: 'Θα σας στείλουμε έναν κωδικό για να βεβαιωθούμε ότι η διεύθυνση είναι δική σας.',
  sendCode: 'Στείλτε μου κωδικό',
  code: 'Ο κωδικός από το email',
  codeSent: (email: string) => `Στείλαμε έξι ψηφία στο ${email}. Ισχύουν για 10 λεπτά.`,
  confirm: 'Επιβεβαίωση',
  anotherEmail: 'Άλλο email',
  sent: (email: string) => `Το αντίγραφο έρχεται στο ${email}.`,
  done: 'Εντάξει',
  refusals: {
    'bad-email': 'Ελέγξτε το email, π.χ. maria.k@example.com',
    'wrong-code': 'Ο κωδικός δεν ταιριάζει. Ελέγξτε τα ψηφία.',
    'expired-code': 'Ο κωδικός δεν ισχύει πια. Ζητήστε νέο.',
    'too-many': 'Στείλαμε ήδη αρκετά email σε αυτή τη διεύθυνση. Δοκιμάστε ξανά σε μία ώρα.',
    'no-mail': 'Δεν μπορούμε να στείλουμε email από εδώ.',
    other: 'Δεν έγινε. Δοκιμάστε ξανά σε λίγο.',
  } as Record<string, string>,
}
export type MenuStrings = typeof words
