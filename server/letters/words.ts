// The words of mails, a locale each.

import { hoursEl } from '../../widget/strings/hours.el.ts'
import { hoursEn } from '../../widget/strings/hours.en.ts'
import type { SystemCode } from '../protocol/conversation.ts'

type System = Partial<Record<SystemCode, (values: Record<string, string>) => string>>

const el = {
  hours: hoursEl,
  reference: 'Αριθμός αιτήματος',
  from: 'Από',
  topic: 'Θέμα',
  files: 'Συνημμένα',
  happened: 'Τι συνέβη',
  expected: 'Τι θα έπρεπε να συμβεί',
  device: 'Συσκευή, όπως τη δηλώνει',
  filesInWidget: (names: string) =>
    `Σας στείλαμε και αρχεία: ${names}. Θα τα βρείτε στη συνομιλία σας, στη σελίδα μας.`,
  filesLost: (names: string) => `Αρχεία που δεν μπορέσαμε να διαβάσουμε και δεν συνοδεύουν αυτό το email: ${names}.`,
  earlier: (count: number) =>
    count === 1
      ? 'Προηγήθηκε ακόμη ένα μήνυμα, που δεν χωράει εδώ. Θα το βρείτε στη συνομιλία.'
      : `Προηγήθηκαν ακόμη ${count} μηνύματα, που δεν χωρούν εδώ. Θα τα βρείτε στη συνομιλία.`,
  answerBy: 'Απάντηση έως',
  page: 'Σελίδα',
  browser: 'Περιβάλλον',
  searched: 'Αναζήτησε',
  read: 'Διάβασε',
  before: 'Πριν γράψει',
  openConsole: 'Άνοιγμα στην κονσόλα',
  teamSubject: (reference: string, topic: string) => `[${reference}] Νέο αίτημα${topic && `: ${topic}`}`,
  visitorSubject: (reference: string, site: string) => `[${reference}] Λάβαμε το μήνυμά σας · ${site}`,
  received: (site: string) =>
    `Λάβαμε το μήνυμά σας προς την ομάδα της ${site}, ευχαριστούμε. Θα σας απαντήσουμε σε αυτή τη διεύθυνση.`,
  overdueSubject: (reference: string) => `${reference && `[${reference}] `}Η απάντηση έχει αργήσει`,
  overdue: 'Ο χρόνος που υποσχεθήκαμε πέρασε και αυτό το αίτημα περιμένει ακόμη απάντηση.',
  overdueChat:
    'Ο χρόνος που υποσχεθήκαμε πέρασε και αυτή η συνομιλία περιμένει ακόμη στην ουρά. Δεν ξέρουμε email για να συνεχίσουμε εκεί.',
  chat: 'Συνομιλία',
  overdueManySubject: (count: number) => `${count} απαντήσεις έχουν αργήσει`,
  overdueMany: (count: number) =>
    `Ο χρόνος που υποσχεθήκαμε πέρασε και ${count} συνομιλίες και αιτήματα περιμένουν ακόμη απάντηση. Όσα αργήσουν από εδώ και πέρα θα τα μάθετε μαζί, με ένα email κάθε τέταρτο το πολύ.`,
  overdueMore: (count: number) => (count === 1 ? 'Και ακόμη ένα.' : `Και ακόμη ${count}.`),
  signed: (name: string, site: string) => `${name}, ${site}`,
  replyHere: 'Απαντήστε σε αυτό το email για να συνεχίσουμε.',
  notYou: 'Αν δεν μας γράψατε εσείς, αγνοήστε αυτό το email.',
  chatSubject: (site: string) => `Η συνομιλία σας · ${site}`,
  meanwhile: (site: string) => `Όσο λείπατε, η ομάδα της ${site} σας απάντησε:`,
  goOn: 'Συνεχίστε απαντώντας σε αυτό το email, ή στη συνομιλία της σελίδας μας, που σας περιμένει όπως την αφήσατε.',
  codeSubject: (code: string, site: string) => `${code} · Κωδικός επιβεβαίωσης · ${site}`,
  code: (site: string) =>
    `Για να σας στείλουμε αντίγραφο της συνομιλίας με την ομάδα της ${site}, γράψτε εκεί αυτόν τον κωδικό:`,
  codeEnds: 'Ισχύει για 15 λεπτά.',
  notYouCode: 'Αν δεν το ζητήσατε εσείς, αγνοήστε αυτό το email. Χωρίς τον κωδικό δεν στέλνεται τίποτε άλλο.',
  transcriptSubject: (site: string) => `Αντίγραφο της συνομιλίας σας · ${site}`,
  transcript: (site: string) => `Η συνομιλία σας με την ομάδα της ${site}, όπως τη ζητήσατε.`,
  you: 'Εσείς',
  system: {
    taken: ({ name }) => `Μαζί σας: ${name}`,
    'closed-by-agent': ({ name }) => `Η συνομιλία έκλεισε (${name})`,
    'closed-by-visitor': () => 'Κλείσατε τη συνομιλία',
    ticket: ({ reference }) => `Συνεχίζουμε με email. Αριθμός αιτήματος ${reference}`,
  } satisfies System as System,
}

const en: typeof el = {
  hours: hoursEn,
  reference: 'Reference',
  from: 'From',
  topic: 'Topic',
  files: 'Attachments',
  happened: 'What happened',
  expected: 'What should have happened',
  device: 'Device, as they say',
  filesInWidget: (names) => `We have sent you files, too: ${names}. You find them in your conversation, on our page.`,
  filesLost: (names) => `Files that we could not read and that do not come with this email: ${names}.`,
  earlier: (count) =>
    count === 1
      ? 'One message before these has no room here. You find it in the conversation.'
      : `${count} messages before these have no room here. You find them in the conversation.`,
  answerBy: 'Answer by',
  page: 'Page',
  browser: 'Environment',
  searched: 'Searched',
  read: 'Read',
  before: 'Before writing',
  openConsole: 'Open in the console',
  teamSubject: (reference, topic) => `[${reference}] New request${topic && `: ${topic}`}`,
  visitorSubject: (reference, site) => `[${reference}] We have your message · ${site}`,
  received: (site) => `We have your message to ${site}, thank you. We will answer at this address.`,
  overdueSubject: (reference) => `${reference && `[${reference}] `}An answer is overdue`,
  overdue: 'The time we promised has passed, and this request still waits for an answer.',
  overdueChat:
    'The time we promised has passed, and this conversation still waits in the queue. We know no email to go on by.',
  chat: 'Conversation',
  overdueManySubject: (count) => `${count} answers are overdue`,
  overdueMany: (count) =>
    `The time we promised has passed, and ${count} conversations and requests still wait for an answer. What falls due from now on comes together, in one email a quarter of an hour at most.`,
  overdueMore: (count) => (count === 1 ? 'And one more.' : `And ${count} more.`),
  signed: (name, site) => `${name}, ${site}`,
  replyHere: 'Reply to this email to go on.',
  notYou: 'If it was not you who wrote to us, please ignore this email.',
  chatSubject: (site) => `Your conversation · ${site}`,
  meanwhile: (site) => `While you were away, ${site} answered you:`,
  goOn: 'Go on by replying to this email, or in the conversation on our page, which waits as you left it.',
  codeSubject: (code, site) => `${code} · Confirmation code · ${site}`,
  code: (site) => `To get a copy of your conversation with ${site}, type this code there:`,
  codeEnds: 'It holds for 15 minutes.',
  notYouCode: 'If you did not ask for it, please ignore this email. Without the code nothing else is sent.',
  transcriptSubject: (site) => `A copy of your conversation · ${site}`,
  transcript: (site) => `Your conversation with ${site}, as you asked.`,
  you: 'You',
  system: {
    taken: ({ name }) => `With you: ${name}`,
    'closed-by-agent': ({ name }) => `The conversation was closed (${name})`,
    'closed-by-visitor': () => 'You ended the conversation',
    ticket: ({ reference }) => `We go on by email. Reference ${reference}`,
  } satisfies System as System,
}

const byLocale = new Map([
  ['el', el],
  ['en', en],
])

/** The words for a locale; English where we have none. */
export function mailWords(locale: string): typeof el {
  return byLocale.get(locale) ?? byLocale.get(locale.split('-')[0]!) ?? en
}
