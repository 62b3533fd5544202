// The words of a request's page, a locale each.

import { inLanguage } from '../../widget/locales.ts'
import { limits } from '../limits.ts'
import type { RefusalCode, Refused } from '../protocol/answer.ts'

const el = {
  title: (reference: string) => `Αίτημα ${reference}`,
  find: 'Παρακολούθηση αιτήματος',
  findWhy: 'Γράψτε τον αριθμό του αιτήματος· τον έχει κάθε email που σας στείλαμε για αυτό.',
  reference: 'Αριθμός αιτήματος',
  open: 'Άνοιγμα',
  mistyped: 'Αυτός ο αριθμός δεν είναι σωστός. Ελέγξτε τον: έχει επτά χαρακτήρες, όπως K7M-4PX9.',
  address: 'Για να δείτε το αίτημα, γράψτε το email με το οποίο το στείλατε. Θα λάβετε εκεί έναν κωδικό.',
  email: 'Το email σας',
  badEmail: 'Αυτό δεν μοιάζει με email. Ελέγξτε το.',
  sendCode: 'Αποστολή κωδικού',
  sent: 'Αν το email ταιριάζει με το αίτημα, ο κωδικός είναι καθ’ οδόν. Ισχύει για δέκα λεπτά.',
  code: 'Εξαψήφιος κωδικός',
  confirm: 'Συνέχεια',
  again: 'Δεν ήρθε; Ζητήστε άλλον',
  wrongCode: 'Ο κωδικός δεν είναι σωστός ή δεν ισχύει πια. Ελέγξτε τον ή ζητήστε άλλον.',
  ended: 'Ο σύνδεσμος δεν ισχύει πια. Με το email σας το αίτημα ανοίγει ξανά.',
  tooMany: (minutes: number) =>
    minutes === 1
      ? 'Πολλές προσπάθειες. Δοκιμάστε ξανά σε ένα λεπτό.'
      : `Πολλές προσπάθειες. Δοκιμάστε ξανά σε ${minutes} λεπτά.`,
  ours: (when: string) => `Το έχουμε εμείς: απαντάμε έως ${when}`,
  oursSoon: 'Το έχουμε εμείς: σας απαντάμε το συντομότερο',
  theirs: 'Σας απαντήσαμε. Αν χρειάζεστε κάτι ακόμη, γράψτε μας εδώ.',
  closed: 'Το αίτημα έκλεισε. Αν γράψετε, ανοίγει ξανά.',
  remote: (host: string) => `εικόνα από ${host}, δεν φορτώθηκε`,
  elsewhere: 'Συνεχίζουμε σε άλλη συνομιλία σας. Γράψτε μας εκεί, ή απαντήστε στο τελευταίο email που λάβατε.',
  other: 'Δείτε το',
  you: 'Εσείς',
  files: 'Συνημμένα',
  write: 'Το μήνυμά σας',
  send: 'Αποστολή',
  close: 'Λύθηκε, κλείστε το',
  empty: 'Γράψτε πρώτα το μήνυμά σας.',
  tooLong: (most: number) => `Το μήνυμα είναι πολύ μεγάλο: χωρούν ${most} χαρακτήρες. Το κείμενό σας είναι ακόμη εδώ.`,
  attach: 'Αρχεία, αν χρειάζονται',
  tooBig: 'Ένα αρχείο είναι πολύ μεγάλο. Το κείμενό σας είναι ακόμη εδώ· διαλέξτε ξανά τα υπόλοιπα.',
  tooManyFiles: (most: number) => `Κάθε μήνυμα έχει έως ${most} αρχεία. Διαλέξτε τα ξανά.`,
  wrongType: 'Δεν δεχόμαστε τέτοια αρχεία. Στείλτε εικόνα, βίντεο, PDF, έγγραφο ή κείμενο.',
  noRoom: 'Τα αρχεία δεν μπορούν να σταλούν αυτή τη στιγμή. Στείλτε το κείμενο χωρίς αυτά ή δοκιμάστε αργότερα.',
  infected: 'Ένα αρχείο δεν είναι ασφαλές και δεν στάλθηκε. Ελέγξτε τον υπολογιστή σας.',
  yourText: 'Το κείμενό σας, για να το αντιγράψετε',
  failed: 'Κάτι πήγε στραβά και δεν στάλθηκε. Το κείμενό σας είναι ακόμη εδώ· δοκιμάστε ξανά.',
}

const de: typeof el = {
  title: (reference) => `Anliegen ${reference}`,
  find: 'Anliegen verfolgen',
  findWhy: 'Geben Sie die Nummer Ihres Anliegens ein. Sie steht in jeder E-Mail, die wir Ihnen dazu gesendet haben.',
  reference: 'Nummer',
  open: 'Öffnen',
  mistyped: 'Diese Nummer stimmt nicht. Bitte prüfen Sie sie: Sie hat sieben Zeichen, wie K7M-4PX9.',
  address:
    'Um das Anliegen zu sehen, geben Sie die E-Mail-Adresse ein, mit der Sie es gesendet haben. Dorthin kommt ein Code.',
  email: 'Ihre E-Mail-Adresse',
  badEmail: 'Das sieht nicht nach einer E-Mail-Adresse aus. Bitte prüfen Sie sie.',
  sendCode: 'Code senden',
  sent: 'Wenn die Adresse zum Anliegen passt, ist der Code unterwegs. Er gilt zehn Minuten.',
  code: 'Sechsstelliger Code',
  confirm: 'Weiter',
  again: 'Nicht angekommen? Neuen anfordern',
  wrongCode: 'Der Code ist falsch oder gilt nicht mehr. Prüfen Sie ihn oder fordern Sie einen neuen an.',
  ended: 'Der Link gilt nicht mehr. Mit Ihrer E-Mail-Adresse öffnet sich das Anliegen wieder.',
  tooMany: (minutes) =>
    `Viele Versuche. Versuchen Sie es in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
  ours: (when) => `Wir sind dran: Wir antworten spätestens ${when}`,
  oursSoon: 'Wir sind dran: Wir antworten so bald wie möglich',
  theirs: 'Wir haben geantwortet. Wenn Sie noch etwas brauchen, schreiben Sie uns hier.',
  closed: 'Das Anliegen ist abgeschlossen. Wenn Sie schreiben, öffnet es sich wieder.',
  remote: (host) => `Bild von ${host}, nicht geladen`,
  elsewhere:
    'Das geht in einem anderen Gespräch mit Ihnen weiter. Schreiben Sie dort, oder antworten Sie auf die letzte E-Mail.',
  other: 'Ansehen',
  you: 'Sie',
  files: 'Anhänge',
  write: 'Ihre Nachricht',
  send: 'Senden',
  close: 'Ist gelöst, abschließen',
  empty: 'Schreiben Sie bitte zuerst Ihre Nachricht.',
  tooLong: (most) => `Die Nachricht ist zu lang: ${most} Zeichen passen hinein. Ihr Text ist noch da.`,
  attach: 'Dateien, falls nötig',
  tooBig: 'Eine Datei ist zu groß. Ihr Text ist noch da; wählen Sie die anderen bitte erneut aus.',
  tooManyFiles: (most) => `Je Nachricht sind bis zu ${most} Dateien möglich. Wählen Sie sie bitte erneut aus.`,
  wrongType: 'Solche Dateien nehmen wir nicht an. Senden Sie ein Bild, ein Video, ein PDF, ein Dokument oder Text.',
  noRoom: 'Dateien können gerade nicht gesendet werden. Senden Sie den Text ohne sie oder versuchen Sie es später.',
  infected: 'Eine Datei ist nicht sicher und wurde nicht gesendet. Bitte prüfen Sie Ihren Computer.',
  yourText: 'Ihr Text, zum Kopieren',
  failed: 'Etwas ist schiefgegangen, es wurde nicht gesendet. Ihr Text ist noch da; versuchen Sie es noch einmal.',
}

const en: typeof el = {
  title: (reference) => `Request ${reference}`,
  find: 'Follow a request',
  findWhy: 'Type the number of your request. Each email that we sent you about it has it.',
  reference: 'Reference',
  open: 'Open',
  mistyped: 'This number is not right. Please check it: it has seven characters, as in K7M-4PX9.',
  address: 'To see the request, type the email address that you sent it with. A code will come there.',
  email: 'Your email address',
  badEmail: 'This does not look like an email address. Please check it.',
  sendCode: 'Send the code',
  sent: 'If the address fits the request, the code is on its way. It holds for ten minutes.',
  code: 'Six-digit code',
  confirm: 'Continue',
  again: 'It did not come? Ask for another',
  wrongCode: 'The code is wrong or holds no longer. Check it, or ask for another.',
  ended: 'The link holds no longer. With your email address the request opens again.',
  tooMany: (minutes) =>
    minutes === 1 ? 'Many attempts. Try again in a minute.' : `Many attempts. Try again in ${minutes} minutes.`,
  ours: (when) => `It is our turn: we answer by ${when}`,
  oursSoon: 'It is our turn: we answer as soon as we can',
  theirs: 'We have answered. If you need anything else, write to us here.',
  closed: 'The request is closed. If you write, it opens again.',
  remote: (host) => `picture from ${host}, not loaded`,
  elsewhere: 'This goes on in another conversation of yours. Write there, or answer the last email that you had.',
  other: 'See it',
  you: 'You',
  files: 'Attachments',
  write: 'Your message',
  send: 'Send',
  close: 'It is solved, close it',
  empty: 'Write your message first.',
  tooLong: (most) => `The message is too long: ${most} characters fit. Your text is still here.`,
  attach: 'Files, if needed',
  tooBig: 'A file is too large. Your text is still here; choose the others again.',
  tooManyFiles: (most) => `Each message has up to ${most} files. Choose them again.`,
  wrongType: 'We do not take such files. Send a picture, a video, a PDF, a document or text.',
  noRoom: 'Files cannot be sent right now. Send the text without them, or try again later.',
  infected: 'A file is not safe, and was not sent. Please check your computer.',
  yourText: 'Your text, to copy it',
  failed: 'Something went wrong, and it was not sent. Your text is still here; try again.',
}

export type RequestWords = typeof el

/** The words for a locale, or for what a browser says it accepts. */
export const requestWords = (locale: string): RequestWords => inLanguage({ el, de, en }, locale)

/** Why something was not taken, and what to do. */
export function whyNot({ code, retryAfter }: Refused, words: RequestWords): string {
  if (code === 'too-many') return words.tooMany(Math.ceil((retryAfter ?? 60) / 60))
  const known: Partial<Record<RefusalCode, string>> = {
    'bad-email': words.badEmail,
    'wrong-code': words.wrongCode,
    'expired-code': words.wrongCode,
    empty: words.empty,
    'too-long': words.tooLong(limits.text),
    'too-big': words.tooBig,
    'too-many-files': words.tooManyFiles(limits.files),
    'wrong-type': words.wrongType,
    'no-room': words.noRoom,
    infected: words.infected,
    unscanned: words.noRoom,
  }
  return known[code] ?? words.failed
}
