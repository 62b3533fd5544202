// German for the conversation's menu.

import type { MenuStrings } from './el.ts'

export const words: MenuStrings = {
  end: 'Gespräch beenden',
  sound: (isOn) => `Ton: ${isOn ? 'an' : 'aus'}`,
  copy: 'Kopie per E-Mail',
  print: 'Drucken',
  data: 'Ihre Daten',
  printed: (site, day) => `Gespräch mit ${site}, ${day}`,
  copyWhy: 'Wir senden Ihnen einen Code, um sicher zu sein, dass die Adresse Ihre ist.',
  sendCode: 'Code senden',
  code: 'Der Code aus der E-Mail',
  codeSent: (email) => `Wir haben sechs Ziffern an ${email} gesendet. Sie gelten 10 Minuten.`,
  confirm: 'Bestätigen',
  anotherEmail: 'Andere E-Mail-Adresse',
  sent: (email) => `Die Kopie ist unterwegs an ${email}.`,
  done: 'Fertig',
  refusals: {
    'bad-email': 'Bitte prüfen Sie die E-Mail-Adresse, z. B. maria.k@example.com',
    'wrong-code': 'Der Code stimmt nicht. Bitte prüfen Sie die Ziffern.',
    'expired-code': 'Der Code gilt nicht mehr. Fordern Sie einen neuen an.',
    'too-many': 'An diese Adresse haben wir genug E-Mails gesendet. Versuchen Sie es in einer Stunde noch einmal.',
    'no-mail': 'Von hier aus können wir keine E-Mails senden.',
    other: 'Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.',
  },
}
