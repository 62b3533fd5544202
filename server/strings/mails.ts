// The words of mails, a locale each.

import { hoursEl } from '../../widget/strings/hours.el.ts'
import { hoursEn } from '../../widget/strings/hours.en.ts'

const el = {
  hours: hoursEl,
  reference: 'Αριθμός αιτήματος',
  from: 'Από',
  topic: 'Θέμα',
  files: 'Συνημμένα',
  happened: 'Τι συνέβη',
  expected: 'Τι θα έπρεπε να συμβεί',
  device: 'Συσκευή, όπως τη δηλώνει',
  filesInWidget: (names: string) => `Σας στείλαμε και αρχεία: ${names}. Θα τα βρείτε στη συνομιλία σας, στη σελίδα μας.`,
  answerBy: 'Απάντηση έως',
  page: 'Σελίδα',
  browser: 'Περιβάλλον',
  searched: 'Αναζήτησε',
  read: 'Διάβασε',
  before: 'Πριν γράψει',
  openConsole: 'Άνοιγμα στην κονσόλα',
  teamSubject: (reference: string, topic: string) => `[${reference}] Νέο αίτημα${topic && `: ${topic}`}`,
  visitorSubject: (reference: string, site: string) => `[${reference}] Λάβαμε το μήνυμά σας · ${site}`,
  received: (site: string) => `Λάβαμε το μήνυμά σας προς την ομάδα της ${site}, ευχαριστούμε. Θα σας απαντήσουμε σε αυτή τη διεύθυνση.`,
  signed: (name: string, site: string) => `${name}, ${site}`,
  replyHere: 'Απαντήστε σε αυτό το email για να συνεχίσουμε.',
  notYou: 'Αν δεν μας γράψατε εσείς, αγνοήστε αυτό το email.',
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
  signed: (name, site) => `${name}, ${site}`,
  replyHere: 'Reply to this email to go on.',
  notYou: 'If it was not you who wrote to us, please ignore this email.',
}

const byLocale: Record<string, typeof el> = { el, en }

/** The words for a locale; English where we have none. */
export function mailWords(locale: string): typeof el {
  return byLocale[locale] ?? byLocale[locale.split('-')[0]!] ?? en
}
