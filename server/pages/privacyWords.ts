// The words of the privacy notice, a locale each; its title is with those of the help pages.

import { inLanguage } from '../../widget/locales.ts'

const el = {
  intro: (site: string) =>
    `${site}: διαβάστε το πριν μας γράψετε. Βγαίνει από τις ρυθμίσεις του διακομιστή, άρα ισχύει όπως το βλέπετε.`,
  kept: 'Τι κρατάμε',
  written: 'Όσα γράφετε, τα αρχεία που στέλνετε και πότε.',
  writtenAlone: 'Όσα γράφετε και πότε. Αρχεία δεν στέλνονται.',
  came: 'Από ποια σελίδα μας γράψατε και, όσο η συνομιλία είναι ανοιχτή, σε ποια βρίσκεστε τελευταία· τι αναζητήσατε και τι διαβάσατε εδώ πριν, τη γλώσσα, τη ζώνη ώρας και το πρόγραμμα περιήγησής σας.',
  given: 'Το όνομα και το email σας, αν τα δώσετε.',
  vouched: (site: string) =>
    `Αν έχετε συνδεθεί στη σελίδα μας (${site}): το όνομα, το email, το πρόγραμμά σας και το αναγνωριστικό σας εκεί.`,
  mails: 'Τα email που ανταλλάσσουμε· όσα μας στέλνετε, και όπως ήρθαν.',
  mailsOut: 'Τα email που σας στέλνουμε.',
  searches:
    'Τι αναζητούν οι επισκέπτες, πόσο συχνά και σε ποιο άρθρο τους οδηγεί, χωρίς ψηφία και διευθύνσεις· αν βοήθησε ένα άρθρο και τι έγραψαν ότι λείπει. Όχι ποιος.',
  browser:
    'Στο πρόγραμμα περιήγησής σας μένουν ένα τυχαίο κλειδί, για να βρίσκετε τη συνομιλία σας, και ό,τι δεν έχετε στείλει ακόμη.',
  cookie: (name: string, days: string) =>
    `Ένα cookie, το ${name}, όταν ανοίγετε τη σελίδα ενός αιτήματός σας: το κλειδί της, για ${days} το πολύ.`,
  dataCookie: (name: string) =>
    `Ένα ακόμη, το ${name}, όταν ανοίγετε τη σελίδα «Τα δεδομένα σας»: το κλειδί της, για μία ώρα. Άλλο δεν υπάρχει.`,
  claims: 'Τι ζητήσατε για τα δεδομένα σας, πότε και τι έγινε· αφού διαγραφούν όλα, χωρίς το όνομα ή το email σας.',
  howLong: 'Για πόσο',
  kind: 'Τι',
  time: 'Πόσο',
  kinds: {
    conversations: 'Συνομιλίες',
    requests: 'Αιτήματα',
    files: 'Αρχεία',
    mailSources: 'Email όπως ήρθαν',
    searches: 'Αναζητήσεις και τι λείπει από τα άρθρα',
    spam: 'Ανεπιθύμητα',
    audit: 'Ποιος της ομάδας έκανε τι, χωρίς το όνομα ή τα λόγια σας',
  },
  after: {
    conversations: (days: string) => `${days} αφότου κλείσουν`,
    requests: (days: string) => `${days} αφότου κλείσουν`,
    files: (days: string) =>
      `${days} αφότου ήρθαν, μόλις κλείσει η συνομιλία ή το αίτημά τους, και ποτέ περισσότερο από εκείνα`,
    mailSources: (days: string) => `${days} αφότου ήρθαν, και ποτέ περισσότερο από τη συνομιλία ή το αίτημά τους`,
    searches: (days: string) => `${days} μετά την τελευταία`,
    spam: (days: string) => `${days} αφότου κρίθηκαν τέτοια`,
    audit: (days: string) => `${days}`,
  },
  forGood: 'Ώσπου να ζητήσετε τη διαγραφή τους',
  asLong: 'Όσο η συνομιλία ή το αίτημά τους',
  forGoodCounts: 'Χωρίς όριο',
  held: 'Ό,τι χρειάζεται σε δικαστική υπόθεση κρατιέται ώσπου να τελειώσει.',
  who: 'Ποιος τα διαβάζει',
  team: (site: string) => `Η ομάδα που σας απαντά (${site}) και όποιος διαχειρίζεται τον διακομιστή.`,
  mailServers: 'Τα email περνούν από τους διακομιστές αλληλογραφίας, τον δικό μας και τον δικό σας.',
  scanned: 'Τα αρχεία ελέγχονται για ιούς στον δικό μας διακομιστή.',
  nobody: 'Τίποτε δεν στέλνεται σε υπηρεσίες στατιστικών ή διαφημίσεων.',
  rights: 'Τι μπορείτε να ζητήσετε',
  ask: 'Αντίγραφο όσων κρατάμε για εσάς, διόρθωση, διαγραφή ή περιορισμό τους, και να μη χρησιμοποιηθούν για κάτι που δεν θέλετε. Γράψτε μας εδώ',
  askAt: 'ή στο',
  self: 'Τα περισσότερα γίνονται αμέσως, χωρίς εμάς: «Τα δεδομένα σας»',
  own: (site: string) => `${site}: περισσότερα`,
  policy: 'Η πολιτική απορρήτου',
}
export type NoticeWords = typeof el

const de: NoticeWords = {
  intro: (site) =>
    `Lesen Sie es, bevor Sie ${site} schreiben. Es entsteht aus den Einstellungen des Servers und gilt deshalb so, wie Sie es sehen.`,
  kept: 'Was wir aufbewahren',
  written: 'Was Sie schreiben, die Dateien, die Sie senden, und wann.',
  writtenAlone: 'Was Sie schreiben, und wann. Dateien können nicht gesendet werden.',
  came: 'Die Seite, von der Sie schrieben, und, solange das Gespräch offen ist, die, auf der Sie zuletzt sind; was Sie hier vorher gesucht und gelesen haben, Ihre Sprache, Zeitzone und Ihren Browser.',
  given: 'Ihren Namen und Ihre E-Mail-Adresse, wenn Sie sie angeben.',
  vouched: (site) =>
    `Wenn Sie bei ${site} angemeldet sind: Ihren Namen, Ihre E-Mail-Adresse, Ihren Tarif und Ihre Kennung dort.`,
  mails: 'Die E-Mails zwischen uns; Ihre auch so, wie sie ankamen.',
  mailsOut: 'Die E-Mails, die wir Ihnen senden.',
  searches:
    'Wonach gesucht wird, wie oft und zu welchem Artikel es führt, ohne Ziffern und Adressen; ob ein Artikel geholfen hat und was ihm nach Ihren Worten fehlt. Nicht wer.',
  browser:
    'In Ihrem Browser bleiben ein zufälliger Schlüssel, mit dem Sie Ihr Gespräch wiederfinden, und was Sie noch nicht gesendet haben.',
  cookie: (name, days) =>
    `Ein Cookie, ${name}, wenn Sie die Seite eines Ihrer Anliegen öffnen: der Schlüssel dazu, für höchstens ${days}.`,
  dataCookie: (name) =>
    `Noch eines, ${name}, wenn Sie die Seite „Ihre Daten“ öffnen: der Schlüssel dazu, für eine Stunde. Weitere gibt es nicht.`,
  claims:
    'Was Sie zu Ihren Daten verlangt haben, wann, und was daraus wurde; ist alles gelöscht, ohne Ihren Namen und Ihre Adresse.',
  howLong: 'Wie lange',
  kind: 'Was',
  time: 'Wie lange',
  kinds: {
    conversations: 'Gespräche',
    requests: 'Anliegen',
    files: 'Dateien',
    mailSources: 'E-Mails, wie sie ankamen',
    searches: 'Suchen, und was Artikeln fehlt',
    spam: 'Spam',
    audit: 'Wer vom Team was getan hat, ohne Ihren Namen und Ihre Worte',
  },
  after: {
    conversations: (days) => `${days} nach dem Schließen`,
    requests: (days) => `${days} nach dem Schließen`,
    files: (days) =>
      `${days} nach dem Eingang, sobald ihr Gespräch oder Anliegen geschlossen ist, und nie länger als dieses`,
    mailSources: (days) => `${days} nach dem Eingang, und nie länger als ihr Gespräch oder Anliegen`,
    searches: (days) => `${days} nach der letzten`,
    spam: (days) => `${days} nachdem er erkannt wurde`,
    audit: (days) => days,
  },
  forGood: 'Bis Sie die Löschung verlangen',
  asLong: 'So lange wie ihr Gespräch oder Anliegen',
  forGoodCounts: 'Unbegrenzt',
  held: 'Was ein Rechtsverfahren braucht, wird bis zu dessen Ende aufbewahrt.',
  who: 'Wer es liest',
  team: (site) => `Das Team, das für ${site} antwortet, und wer den Server betreibt.`,
  mailServers: 'E-Mails gehen über Mailserver, unsere und Ihre.',
  scanned: 'Dateien werden auf unserem eigenen Server auf Viren geprüft.',
  nobody: 'Nichts geht an Dienste für Statistik oder Werbung.',
  rights: 'Was Sie verlangen können',
  ask: 'Eine Kopie dessen, was wir von Ihnen aufbewahren, Berichtigung, Löschung oder Einschränkung, und dass es nicht für etwas verwendet wird, dem Sie widersprechen. Schreiben Sie uns hier',
  askAt: 'oder an',
  self: 'Das meiste geht sofort und ohne uns: „Ihre Daten“',
  own: (site) => `Von ${site}`,
  policy: 'Datenschutzerklärung',
}

const en: NoticeWords = {
  intro: (site) =>
    `Read it before you write to the people of ${site}. It is drawn from the server’s settings, so it holds as you see it.`,
  kept: 'What we keep',
  written: 'What you write, the files you send, and when.',
  writtenAlone: 'What you write, and when. Files cannot be sent.',
  came: 'The page you wrote from and, while the conversation is open, the one you were on last; what you searched for and read here before, your language, time zone and browser.',
  given: 'Your name and email address, if you give them.',
  vouched: (site) => `If you are signed in at ${site}: your name, email address, plan, and the id it knows you by.`,
  mails: 'The emails between us; those you send, also as they came.',
  mailsOut: 'The emails that we send you.',
  searches:
    'What visitors search for, how often, and which article it leads to, without digits or addresses; whether an article helped, and what they wrote that it lacks. Not who.',
  browser:
    'In your browser stay a random key, by which you find your conversation again, and what you have not sent yet.',
  cookie: (name, days) =>
    `A cookie, ${name}, where you open the page of a request of yours: the key to it, for ${days} at most.`,
  dataCookie: (name) =>
    `One more, ${name}, where you open the page “Your data”: the key to it, for an hour. There is no other.`,
  claims: 'What you asked of your data, when, and what became of it; once all is erased, without your name or address.',
  howLong: 'For how long',
  kind: 'What',
  time: 'How long',
  kinds: {
    conversations: 'Conversations',
    requests: 'Requests',
    files: 'Files',
    mailSources: 'Emails as they came',
    searches: 'Searches, and what articles lack',
    spam: 'Spam',
    audit: 'Who of the team did what, without your name or words',
  },
  after: {
    conversations: (days) => `${days} after they are closed`,
    requests: (days) => `${days} after they are closed`,
    files: (days) =>
      `${days} after they came, once their conversation or request is closed, and never longer than that`,
    mailSources: (days) => `${days} after they came, and never longer than their conversation or request`,
    searches: (days) => `${days} after the latest`,
    spam: (days) => `${days} after they were found to be`,
    audit: (days) => days,
  },
  forGood: 'Until you ask for them to be erased',
  asLong: 'As long as their conversation or request',
  forGoodCounts: 'Without limit',
  held: 'What a legal case needs is kept until that is over.',
  who: 'Who reads it',
  team: (site) => `Those who answer for ${site}, and whoever runs the server.`,
  mailServers: 'Emails pass through mail servers, ours and yours.',
  scanned: 'Files are scanned for viruses on our own server.',
  nobody: 'Nothing is sent to services for statistics or advertising.',
  rights: 'What you can ask for',
  ask: 'A copy of what we keep of you, to have it corrected, erased or restricted, and that it is not used for what you object to. Write to us here',
  askAt: 'or at',
  self: 'Most of it is done at once, without us: “Your data”',
  own: (site) => `From ${site}`,
  policy: 'Privacy policy',
}

export const noticeWords = (locale: string): NoticeWords => inLanguage({ el, de, en }, locale)
