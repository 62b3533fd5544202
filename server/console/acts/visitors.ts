// What is done to the visitor of a conversation: a part of the list of all that can be done.

import type { Summary } from '../../protocol/conversation.ts'
import type { Party } from '../../protocol/via.ts'
import type { Doable } from './act.ts'
import { partyOf } from '../inbox/parties.ts'

const isGuest = ({ sub }: Summary): boolean => sub === null
const hasAddress = ({ email, ticket }: Summary): boolean => Boolean(ticket?.email ?? email)

/** Whether its answers go by mail, to the visitor and so to others too. */
export const mayCopy = ({ parties, ticket, sub, email }: Summary): boolean =>
  parties.length > 0 && (ticket !== null || (sub !== null && email !== null))

/** One of its parties with something changed. */
const withParty = ({ parties }: Summary, address: string, change: (of: Party) => Partial<Party>) => ({
  parties: parties.map((each) => (each.address === address ? { ...each, ...change(each) } : each)),
})

export const visitorDoables: readonly Doable[] = [
  {
    id: 'rename',
    words: { el: 'Μετονομασία επισκέπτη…', de: 'Person umbenennen…', en: 'Rename the visitor…' },
    done: { el: 'Άλλαξε το όνομα', de: 'Umbenannt', en: 'Renamed' },
    icon: 'user',
    applies: isGuest,
    isSingle: true,
    asks: ['name'],
    act: ([given]) => ({ kind: 'rename', name: given! }),
    draws: (_, [given]) => ({ name: given || null }),
  },
  {
    id: 'address',
    words: { el: 'Διόρθωση email…', de: 'E-Mail-Adresse berichtigen…', en: 'Correct the email…' },
    done: { el: 'Διορθώθηκε το email', de: 'E-Mail-Adresse berichtigt', en: 'Email corrected' },
    icon: 'mail',
    applies: isGuest,
    isSingle: true,
    asks: ['address'],
    act: ([email]) => ({ kind: 'address', email: email! }),
    draws: ({ ticket }, [email]) => ({ email: email!, ...(ticket && { ticket: { ...ticket, email: email! } }) }),
  },
  {
    id: 'copy',
    words: { el: 'Κοινοποίηση απαντήσεων…', de: 'Antworten in Kopie an…', en: 'Copy answers to…' },
    done: { el: 'Άλλαξαν οι κοινοποιήσεις', de: 'Kopien geändert', en: 'Copies changed' },
    icon: 'mail',
    applies: mayCopy,
    isSingle: true,
    asks: ['parties'],
    act: ([to], { on: [of] }) => ({ kind: 'copy', address: to!, on: !partyOf(of!, to!)?.isCopied }),
    draws: (of, [to]) => withParty(of, to!, ({ isCopied }) => ({ isCopied: !isCopied })),
  },
  {
    id: 'same',
    words: {
      el: 'Ίδιο πρόσωπο, άλλη διεύθυνση…',
      de: 'Dieselbe Person, andere Adresse…',
      en: 'The same person, another address…',
    },
    done: {
      el: 'Άλλαξαν οι διευθύνσεις του επισκέπτη',
      de: 'Adressen der Person geändert',
      en: 'Addresses of the visitor changed',
    },
    icon: 'user',
    applies: ({ parties }) => parties.some(({ hasWritten }) => hasWritten),
    isSingle: true,
    asks: ['writers'],
    act: ([from], { on: [of] }) => ({ kind: 'same', address: from!, on: !partyOf(of!, from!)?.isVisitor }),
    draws: (of, [from]) => withParty(of, from!, ({ isVisitor }) => ({ isVisitor: !isVisitor })),
  },
  {
    id: 'reachable',
    words: { el: 'Το email είναι σωστό', de: 'Die E-Mail-Adresse stimmt', en: 'The email is right' },
    done: {
      el: 'Στέλνουμε πάλι σε αυτό το email',
      de: 'An die Adresse wird wieder geschrieben',
      en: 'The email is written to again',
    },
    icon: 'mail',
    applies: ({ bounced }) => bounced !== null,
    isSingle: true,
    isFinal: true,
    act: (_, { on: [of] }) => ({ kind: 'reachable', address: of!.bounced! }),
    draws: () => ({ bounced: null }),
  },
  {
    id: 'block',
    words: { el: 'Αποκλεισμός επισκέπτη', de: 'Person sperren', en: 'Block the visitor' },
    done: { el: 'Ο επισκέπτης αποκλείστηκε', de: 'Person gesperrt', en: 'Visitor blocked' },
    icon: 'ban',
    key: { code: 'KeyB' },
    applies: ({ isBlocked }) => !isBlocked,
    act: () => ({ kind: 'block', what: 'visitor', on: true }),
    draws: () => ({ isBlocked: true }),
  },
  {
    id: 'unblock',
    words: { el: 'Άρση αποκλεισμού επισκέπτη', de: 'Person entsperren', en: 'Unblock the visitor' },
    done: { el: 'Ο επισκέπτης μπορεί να γράφει ξανά', de: 'Die Person darf wieder schreiben', en: 'Visitor unblocked' },
    icon: 'ban',
    key: { code: 'KeyB' },
    applies: ({ isBlocked }) => isBlocked,
    act: () => ({ kind: 'block', what: 'visitor', on: false }),
    draws: () => ({ isBlocked: false }),
  },
  {
    id: 'block address',
    words: { el: 'Αποκλεισμός διεύθυνσης email', de: 'E-Mail-Adresse sperren', en: 'Block the email address' },
    done: { el: 'Η διεύθυνση αποκλείστηκε', de: 'Adresse gesperrt', en: 'Address blocked' },
    icon: 'ban',
    key: { code: 'KeyB', isShift: true },
    applies: (of) => hasAddress(of) && !of.isAddressBlocked,
    act: () => ({ kind: 'block', what: 'address', on: true }),
    draws: () => ({ isAddressBlocked: true }),
  },
  {
    id: 'unblock address',
    words: { el: 'Άρση αποκλεισμού διεύθυνσης', de: 'E-Mail-Adresse entsperren', en: 'Unblock the email address' },
    done: { el: 'Η διεύθυνση μπορεί να γράφει ξανά', de: 'Die Adresse darf wieder schreiben', en: 'Address unblocked' },
    icon: 'ban',
    key: { code: 'KeyB', isShift: true },
    applies: ({ isAddressBlocked }) => isAddressBlocked,
    act: () => ({ kind: 'block', what: 'address', on: false }),
    draws: () => ({ isAddressBlocked: false }),
  },
]
