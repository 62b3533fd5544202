// The words of mails, a locale each.

import { inLanguage } from '../../widget/locales.ts'
import { hoursDe } from '../../widget/strings/hours.de.ts'
import { hoursEl } from '../../widget/strings/hours.el.ts'
import { hoursEn } from '../../widget/strings/hours.en.ts'
import type { SystemCode } from '../protocol/conversation.ts'
import type { CredentialChange } from '../protocol/mail.ts'

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
  mailboxSubject: (user: string) => `Το ${user} χρειάζεται σύνδεση ξανά`,
  mailboxGone: (user: string, site: string) =>
    `Η συγκατάθεση με την οποία διαβάζουμε το ${user} έληξε ή ανακλήθηκε. Όσα απαντούν οι πελάτες της ${site} με email δεν έρχονται στην κονσόλα.`,
  mailboxWaits: 'Τίποτε δεν χάνεται: μένουν στο γραμματοκιβώτιο και έρχονται μόλις το συνδέσετε ξανά.',
  mailboxConnect: 'Σύνδεση ξανά',
  answeredSubject: 'Η απάντησή σας δεν στάλθηκε',
  answered: 'Η απάντησή σας δεν στάλθηκε, γιατί στο μεταξύ είχε απαντήσει συνάδελφός σας:',
  unclear: 'Η απάντησή σας δεν στάλθηκε, γιατί δεν ξεχωρίζουμε τα δικά σας λόγια από όσα παραθέτει ή προωθεί.',
  yourAnswer: 'Γράψατε',
  answerAgain:
    'Την κρατήσαμε ως σημείωση. Για να σταλεί κι αυτή, απαντήστε σε αυτό το email με όσα θέλετε να προσθέσετε.',
  answerClearly: 'Την κρατήσαμε ως σημείωση. Για να σταλεί, απαντήστε σε αυτό το email με τα λόγια σας πάνω από όλα.',
  closedSubject: (reference: string, site: string) => `[${reference}] Το αίτημά σας έκλεισε · ${site}`,
  closed: (reference: string, site: string) => `Η ομάδα της ${site} έκλεισε το αίτημά σας ${reference}.`,
  solved: 'Λύθηκε το θέμα σας;',
  outcomes: { yes: 'Ναι, λύθηκε', partly: 'Εν μέρει', no: 'Όχι, δεν λύθηκε' },
  closedReply: 'Αν χρειάζεστε κάτι ακόμη, απαντήστε σε αυτό το email και το αίτημα ανοίγει ξανά.',
  closedWrite: 'Αν χρειάζεστε κάτι ακόμη, απαντήστε σε αυτό το email και θα το διαβάσει η ομάδα μας.',
  replyHere: 'Απαντήστε σε αυτό το email για να συνεχίσουμε.',
  notYou: 'Αν δεν μας γράψατε εσείς, αγνοήστε αυτό το email.',
  chatSubject: (site: string) => `Η συνομιλία σας · ${site}`,
  meanwhile: (site: string) => `Όσο λείπατε, η ομάδα της ${site} σας απάντησε:`,
  goOn: 'Συνεχίστε απαντώντας σε αυτό το email, ή στη συνομιλία της σελίδας μας, που σας περιμένει όπως την αφήσατε.',
  codeSubject: (code: string, site: string) => `${code} · Κωδικός επιβεβαίωσης · ${site}`,
  code: (site: string) =>
    `Για να σας στείλουμε αντίγραφο της συνομιλίας με την ομάδα της ${site}, γράψτε εκεί αυτόν τον κωδικό:`,
  requestCode: (reference: string) => `Για να δείτε το αίτημα ${reference}, γράψτε στη σελίδα του αυτόν τον κωδικό:`,
  dataCode: (site: string) =>
    `Για να δείτε τι κρατάμε για εσάς (${site}), γράψτε στη σελίδα που τον ζήτησε αυτόν τον κωδικό. Μην τον δώσετε σε κανέναν: ανοίγει όλα τα δεδομένα σας.`,
  addressCode: (site: string) =>
    `Για να μπει αυτή η διεύθυνση στη θέση της παλιάς σας (${site}), γράψτε στη σελίδα που τον ζήτησε αυτόν τον κωδικό:`,
  follow: 'Δείτε το αίτημά σας',
  codeEnds: (minutes: number) => `Ισχύει για ${minutes} λεπτά.`,
  notYouCode: 'Αν δεν το ζητήσατε εσείς, αγνοήστε αυτό το email. Χωρίς τον κωδικό δεν στέλνεται τίποτε άλλο.',
  transcriptSubject: (site: string) => `Αντίγραφο της συνομιλίας σας · ${site}`,
  transcript: (site: string) => `Η συνομιλία σας με την ομάδα της ${site}, όπως τη ζητήσατε.`,
  inviteSubject: (site: string) => `Πρόσκληση στην ομάδα · ${site}`,
  invited: (name: string, site: string) =>
    `${name} σας προσκαλεί στην ομάδα που απαντά στους επισκέπτες της ${site}. Φτιάξτε τον λογαριασμό σας:`,
  accept: 'Φτιάξτε τον λογαριασμό σας',
  inviteHolds: (name: string) =>
    `Ο σύνδεσμος ισχύει για μία ώρα και μία φορά. Αν έληξε, ζητήστε να σας σταλεί ξανά (${name}).`,
  inviteNotYou: 'Αν δεν περιμένατε αυτή την πρόσκληση, αγνοήστε το email.',
  resetSubject: (site: string) => `Νέος κωδικός πρόσβασης · ${site}`,
  reset: (name: string) =>
    `${name}, ζητήθηκε νέος κωδικός πρόσβασης για τον λογαριασμό σας στην κονσόλα. Ορίστε τον εδώ:`,
  resetLink: 'Ορίστε νέο κωδικό',
  resetHolds:
    'Ο σύνδεσμος ισχύει για μία ώρα και μία φορά. Με τον νέο κωδικό τερματίζονται όλες οι συνδέσεις σας· το δεύτερο βήμα μένει όπως είναι.',
  resetNotYou: 'Αν δεν το ζητήσατε εσείς, αγνοήστε το email: ο κωδικός σας δεν αλλάζει.',
  credential: (name: string, site: string) =>
    `${name}, άλλαξε κάτι από όσα σας βάζουν στον λογαριασμό σας στην κονσόλα (${site}):`,
  credentials: {
    'password-changed': 'Άλλαξε ο κωδικός πρόσβασής σας',
    'password-reset': 'Ορίστηκε νέος κωδικός πρόσβασης',
    'second-factor-made': 'Ενεργοποιήθηκε δεύτερο βήμα',
    'second-factor-reset': 'Μηδενίστηκε το δεύτερο βήμα σας',
    'passkey-added': 'Προστέθηκε κλειδί πρόσβασης',
    'passkey-removed': 'Αφαιρέθηκε κλειδί πρόσβασης',
  } satisfies Record<CredentialChange, string> as Record<CredentialChange, string>,
  changeAt: 'Πότε',
  changeBy: 'Από ποιον',
  changeIn: 'Πρόγραμμα περιήγησης',
  wasYou: 'Αν το κάνατε ή το ζητήσατε εσείς, δεν χρειάζεται τίποτε άλλο.',
  wasNotYou:
    'Αν όχι, ορίστε αμέσως νέο κωδικό (στη σύνδεση, «Τον ξέχασα»), που τερματίζει όλες τις συνδέσεις σας, αφαιρέστε όποιο κλειδί πρόσβασης δεν είναι δικό σας («Ο λογαριασμός σας») και ειδοποιήστε τον υπεύθυνο της ομάδας.',
  you: 'Εσείς',
  wrote: (when: string) => `${when}, γράψατε:`,
  system: {
    taken: ({ name }) => `Μαζί σας: ${name}`,
    'closed-by-agent': ({ name }) => `Η συνομιλία έκλεισε (${name})`,
    'closed-by-visitor': () => 'Κλείσατε τη συνομιλία',
    ticket: ({ reference }) => `Συνεχίζουμε με email. Αριθμός αιτήματος ${reference}`,
    moved: ({ reference }) =>
      reference ? `Συνεχίζεται χωριστά, στο αίτημα ${reference}` : 'Συνεχίζεται σε δική του συνομιλία',
    split: ({ reference }) => (reference ? `Χωρίστηκε από το αίτημα ${reference}` : 'Χωρίστηκε από άλλη συνομιλία'),
    withdrawn: ({ name }) => `Ένα μήνυμα αποσύρθηκε (${name})`,
    returned: ({ name }) => `Η σύνδεση με ${name} χάθηκε. Συνεχίζει όποιος είναι διαθέσιμος`,
  } satisfies System as System,
}

const de: typeof el = {
  hours: hoursDe,
  reference: 'Nummer',
  from: 'Von',
  topic: 'Thema',
  files: 'Anhänge',
  happened: 'Was ist geschehen',
  expected: 'Was hätte geschehen sollen',
  device: 'Gerät, laut Angabe',
  filesInWidget: (names) =>
    `Wir haben Ihnen auch Dateien gesendet: ${names}. Sie finden sie in Ihrem Gespräch auf unserer Seite.`,
  filesLost: (names) => `Dateien, die wir nicht lesen konnten und die dieser E-Mail nicht beiliegen: ${names}.`,
  earlier: (count) =>
    count === 1
      ? 'Eine Nachricht davor hat hier keinen Platz. Sie finden sie im Gespräch.'
      : `${count} Nachrichten davor haben hier keinen Platz. Sie finden sie im Gespräch.`,
  answerBy: 'Antwort bis',
  page: 'Seite',
  browser: 'Umgebung',
  searched: 'Gesucht',
  read: 'Gelesen',
  before: 'Vor dem Schreiben',
  openConsole: 'In der Konsole öffnen',
  teamSubject: (reference, topic) => `[${reference}] Neues Anliegen${topic && `: ${topic}`}`,
  visitorSubject: (reference, site) => `[${reference}] Ihre Nachricht ist da · ${site}`,
  received: (site) => `Ihre Nachricht an ${site} ist angekommen, vielen Dank. Wir antworten Ihnen an diese Adresse.`,
  overdueSubject: (reference) => `${reference && `[${reference}] `}Eine Antwort ist überfällig`,
  overdue: 'Die zugesagte Zeit ist um, und dieses Anliegen wartet noch auf eine Antwort.',
  overdueChat:
    'Die zugesagte Zeit ist um, und dieses Gespräch wartet noch in der Warteschlange. Wir kennen keine E-Mail-Adresse, um dort weiterzumachen.',
  chat: 'Gespräch',
  overdueManySubject: (count) => `${count} Antworten sind überfällig`,
  overdueMany: (count) =>
    `Die zugesagte Zeit ist um, und ${count} Gespräche und Anliegen warten noch auf eine Antwort. Was von nun an fällig wird, kommt gesammelt, höchstens eine E-Mail je Viertelstunde.`,
  overdueMore: (count) => (count === 1 ? 'Und noch eines.' : `Und noch ${count}.`),
  mailboxSubject: (user) => `${user} muss neu verbunden werden`,
  mailboxGone: (user, site) =>
    `Die Einwilligung, mit der wir ${user} lesen, ist abgelaufen oder wurde zurückgenommen. Was Kunden von ${site} per E-Mail antworten, kommt nicht in die Konsole.`,
  mailboxWaits: 'Nichts geht verloren: Es bleibt im Postfach und kommt, sobald Sie es neu verbinden.',
  mailboxConnect: 'Neu verbinden',
  answeredSubject: 'Ihre Antwort wurde nicht gesendet',
  answered: 'Ihre Antwort wurde nicht gesendet, weil inzwischen jemand anderes aus dem Team geantwortet hatte:',
  unclear:
    'Ihre Antwort wurde nicht gesendet, weil wir Ihre eigenen Worte nicht von dem unterscheiden können, was sie zitiert oder weiterleitet.',
  yourAnswer: 'Sie schrieben',
  answerAgain:
    'Wir haben sie als Notiz aufbewahrt. Soll trotzdem etwas gesendet werden, antworten Sie auf diese E-Mail mit dem, was Sie ergänzen möchten.',
  answerClearly:
    'Wir haben sie als Notiz aufbewahrt. Damit sie gesendet wird, antworten Sie auf diese E-Mail mit Ihren Worten über allem anderen.',
  closedSubject: (reference, site) => `[${reference}] Ihr Anliegen ist abgeschlossen · ${site}`,
  closed: (reference, site) => `${site} hat Ihr Anliegen ${reference} abgeschlossen.`,
  solved: 'Ist Ihr Anliegen gelöst?',
  outcomes: { yes: 'Ja', partly: 'Zum Teil', no: 'Nein' },
  closedReply: 'Wenn Sie noch etwas brauchen, antworten Sie auf diese E-Mail, und das Anliegen ist wieder offen.',
  closedWrite: 'Wenn Sie noch etwas brauchen, antworten Sie auf diese E-Mail, und unser Team liest sie.',
  replyHere: 'Antworten Sie auf diese E-Mail, um weiterzumachen.',
  notYou: 'Wenn nicht Sie uns geschrieben haben, ignorieren Sie bitte diese E-Mail.',
  chatSubject: (site) => `Ihr Gespräch · ${site}`,
  meanwhile: (site) => `Während Sie weg waren, hat ${site} Ihnen geantwortet:`,
  goOn: 'Machen Sie weiter, indem Sie auf diese E-Mail antworten, oder im Gespräch auf unserer Seite, das wartet, wie Sie es verlassen haben.',
  codeSubject: (code, site) => `${code} · Bestätigungscode · ${site}`,
  code: (site) => `Für eine Kopie Ihres Gesprächs mit ${site} geben Sie dort diesen Code ein:`,
  requestCode: (reference) => `Um das Anliegen ${reference} zu sehen, geben Sie auf seiner Seite diesen Code ein:`,
  dataCode: (site) =>
    `Um zu sehen, was wir bei ${site} von Ihnen aufbewahren, geben Sie diesen Code auf der Seite ein, die ihn verlangt hat. Geben Sie ihn niemandem: Er öffnet alle Ihre Daten.`,
  addressCode: (site) =>
    `Damit diese Adresse bei ${site} an die Stelle Ihrer alten tritt, geben Sie diesen Code auf der Seite ein, die ihn verlangt hat:`,
  follow: 'Ihr Anliegen verfolgen',
  codeEnds: (minutes) => `Er gilt ${minutes} Minuten.`,
  notYouCode:
    'Wenn Sie ihn nicht angefordert haben, ignorieren Sie bitte diese E-Mail. Ohne den Code wird nichts weiter gesendet.',
  transcriptSubject: (site) => `Eine Kopie Ihres Gesprächs · ${site}`,
  transcript: (site) => `Ihr Gespräch mit ${site}, wie gewünscht.`,
  inviteSubject: (site) => `Einladung ins Team · ${site}`,
  invited: (name, site) =>
    `${name} lädt Sie in das Team ein, das den Besuchern von ${site} antwortet. Legen Sie Ihr Konto an:`,
  accept: 'Konto anlegen',
  inviteHolds: (name) =>
    `Der Link gilt eine Stunde und einmal. Ist sie vorbei, bitten Sie ${name}, ihn noch einmal zu senden.`,
  inviteNotYou: 'Wenn Sie diese Einladung nicht erwartet haben, ignorieren Sie bitte diese E-Mail.',
  resetSubject: (site) => `Ein neues Passwort · ${site}`,
  reset: (name) =>
    `${name}, für Ihr Konto in der Konsole wurde ein neues Passwort angefordert. Legen Sie es hier fest:`,
  resetLink: 'Neues Passwort festlegen',
  resetHolds:
    'Der Link gilt eine Stunde und einmal. Ein neues Passwort beendet alle Ihre Anmeldungen; der zweite Schritt bleibt, wie er ist.',
  resetNotYou: 'Wenn nicht Sie das waren, ignorieren Sie bitte diese E-Mail: Ihr Passwort bleibt, wie es ist.',
  credential: (name, site) =>
    `${name}, etwas, womit Sie in Ihr Konto in der Konsole (${site}) kommen, hat sich geändert:`,
  credentials: {
    'password-changed': 'Ihr Passwort wurde geändert',
    'password-reset': 'Ein neues Passwort wurde festgelegt',
    'second-factor-made': 'Ein zweiter Schritt wurde eingeschaltet',
    'second-factor-reset': 'Ihr zweiter Schritt wurde zurückgesetzt',
    'passkey-added': 'Ein Passkey wurde hinzugefügt',
    'passkey-removed': 'Ein Passkey wurde entfernt',
  },
  changeAt: 'Wann',
  changeBy: 'Von wem',
  changeIn: 'Browser',
  wasYou: 'Wenn Sie das waren oder es verlangt haben, ist nichts weiter zu tun.',
  wasNotYou:
    'Wenn nicht, legen Sie sofort ein neues Passwort fest („Vergessen“ bei der Anmeldung), was alle Ihre Anmeldungen beendet, entfernen Sie jeden Passkey, der nicht Ihrer ist („Ihr Konto“), und sagen Sie der Person Bescheid, die das Team leitet.',
  you: 'Sie',
  wrote: (when) => `${when} schrieben Sie:`,
  system: {
    taken: ({ name }) => `Für Sie da: ${name}`,
    'closed-by-agent': ({ name }) => `Das Gespräch wurde geschlossen (${name})`,
    'closed-by-visitor': () => 'Sie haben das Gespräch beendet',
    ticket: ({ reference }) => `Weiter geht es per E-Mail. Nummer ${reference}`,
    moved: ({ reference }) =>
      reference ? `Das geht getrennt weiter, als Anliegen ${reference}` : 'Das geht in einem eigenen Gespräch weiter',
    split: ({ reference }) =>
      reference ? `Aus dem Anliegen ${reference} herausgelöst` : 'Aus einem anderen Gespräch herausgelöst',
    withdrawn: ({ name }) => `Eine Nachricht wurde zurückgezogen (${name})`,
    returned: ({ name }) => `${name} hat die Verbindung verloren. Wer frei ist, übernimmt`,
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
  mailboxSubject: (user) => `${user} needs to be connected again`,
  mailboxGone: (user, site) =>
    `The consent by which we read ${user} has run out or was taken back. What customers of ${site} answer by email does not come into the console.`,
  mailboxWaits: 'Nothing is lost: it stays in the mailbox, and comes in once you connect it again.',
  mailboxConnect: 'Connect again',
  answeredSubject: 'Your answer was not sent',
  answered: 'Your answer was not sent, as a colleague had answered meanwhile:',
  unclear: 'Your answer was not sent, as we cannot tell your own words from what it quotes or forwards.',
  yourAnswer: 'You wrote',
  answerAgain:
    'We kept it as a note. To have something sent all the same, reply to this email with what you want to add.',
  answerClearly: 'We kept it as a note. To have it sent, reply to this email with your words above everything else.',
  closedSubject: (reference, site) => `[${reference}] Your request is closed · ${site}`,
  closed: (reference, site) => `${site} has closed your request ${reference}.`,
  solved: 'Is it solved?',
  outcomes: { yes: 'Yes, it is', partly: 'In part', no: 'No, it is not' },
  closedReply: 'If you need anything else, reply to this email and the request is open again.',
  closedWrite: 'If you need anything else, reply to this email and our team will read it.',
  replyHere: 'Reply to this email to go on.',
  notYou: 'If it was not you who wrote to us, please ignore this email.',
  chatSubject: (site) => `Your conversation · ${site}`,
  meanwhile: (site) => `While you were away, ${site} answered you:`,
  goOn: 'Go on by replying to this email, or in the conversation on our page, which waits as you left it.',
  codeSubject: (code, site) => `${code} · Confirmation code · ${site}`,
  code: (site) => `To get a copy of your conversation with ${site}, type this code there:`,
  requestCode: (reference) => `To see request ${reference}, type this code on its page:`,
  dataCode: (site) =>
    `To see what we keep of you at ${site}, type this code on the page that asked for it. Give it to nobody: it opens all your data.`,
  addressCode: (site) =>
    `To have this address stand instead of your old one at ${site}, type this code on the page that asked for it:`,
  follow: 'Follow your request',
  codeEnds: (minutes) => `It holds for ${minutes} minutes.`,
  notYouCode: 'If you did not ask for it, please ignore this email. Without the code nothing else is sent.',
  transcriptSubject: (site) => `A copy of your conversation · ${site}`,
  transcript: (site) => `Your conversation with ${site}, as you asked.`,
  inviteSubject: (site) => `An invitation to the team · ${site}`,
  invited: (name, site) => `${name} invites you to the team that answers the visitors of ${site}. Make your account:`,
  accept: 'Make your account',
  inviteHolds: (name) => `The link holds for an hour, and once. If that is over, ask ${name} to send it again.`,
  inviteNotYou: 'If you did not expect this invitation, please ignore this email.',
  resetSubject: (site) => `A new password · ${site}`,
  reset: (name) => `${name}, a new password was asked for your account in the console. Set it here:`,
  resetLink: 'Set a new password',
  resetHolds:
    'The link holds for an hour, and once. A new password ends all your sign-ins; the second step stays as it is.',
  resetNotYou: 'If it was not you who asked, please ignore this email: your password stays as it is.',
  credential: (name, site) =>
    `${name}, something that lets you into your account in the console (${site}) has changed:`,
  credentials: {
    'password-changed': 'Your password was changed',
    'password-reset': 'A new password was set',
    'second-factor-made': 'A second step was turned on',
    'second-factor-reset': 'Your second step was reset',
    'passkey-added': 'A passkey was added',
    'passkey-removed': 'A passkey was removed',
  },
  changeAt: 'When',
  changeBy: 'By whom',
  changeIn: 'Browser',
  wasYou: 'If you did this or asked for it, there is nothing else to do.',
  wasNotYou:
    'If not, set a new password at once (“Forgot it” where you sign in), which ends all your sign-ins, remove any passkey that is not yours (“Your account”), and tell whoever runs the team.',
  you: 'You',
  wrote: (when) => `${when}, you wrote:`,
  system: {
    taken: ({ name }) => `With you: ${name}`,
    'closed-by-agent': ({ name }) => `The conversation was closed (${name})`,
    'closed-by-visitor': () => 'You ended the conversation',
    ticket: ({ reference }) => `We go on by email. Reference ${reference}`,
    moved: ({ reference }) =>
      reference ? `This goes on separately, as request ${reference}` : 'This goes on in a conversation of its own',
    split: ({ reference }) =>
      reference ? `Split off from request ${reference}` : 'Split off from another conversation',
    withdrawn: ({ name }) => `A message was withdrawn (${name})`,
    returned: ({ name }) => `${name} lost the connection. Whoever is free takes over`,
  } satisfies System as System,
}

export const mailWords = (locale: string): typeof el => inLanguage({ el, de, en }, locale)
