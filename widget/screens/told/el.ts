// Greek for what is told between messages.

type Values = Record<string, string>

export const words = {
  'closed-by-agent': ({ name }: Values) => `Η συνομιλία έκλεισε (${name})`,
  'closed-by-visitor': () => 'Κλείσατε τη συνομιλία',
  ticket: ({ reference }: Values) => `Συνεχίζουμε με email. Αριθμός αιτήματος ${reference}`,
  moved: ({ reference }: Values) =>
    reference ? `Συνεχίζεται χωριστά, στο αίτημα ${reference}` : 'Συνεχίζεται σε δική του συνομιλία',
  split: ({ reference }: Values) =>
    reference ? `Χωρίστηκε από το αίτημα ${reference}` : 'Χωρίστηκε από άλλη συνομιλία',
  withdrawn: ({ name }: Values) => `Ένα μήνυμα αποσύρθηκε (${name})`,
  returned: ({ name }: Values) => `Η σύνδεση με ${name} χάθηκε. Συνεχίζει όποιος είναι διαθέσιμος`,
  gone: 'Δεν υπάρχει πια',
  open: 'Δείτε το',
}
export type ToldStrings = typeof words
