// Who wrote to OX Zino: names as Greek has them, and how an agent addresses each.

import type { Identity } from '../../server/visitors/identity.ts'
import { accounts } from '../accounts.ts'

export interface Person {
  name: string
  email: string
  /** «κύριε Λάμπρου». */
  address: string
  /** Who has an account, which OX Zino's own site vouches for. */
  identity: Identity | null
  /** Of their browser. */
  secret: string
}

const men = [
  ['Γιώργος Λάμπρου', 'Λάμπρου'],
  ['Παναγιώτης Δημόπουλος', 'Δημόπουλε'],
  ['Σταύρος Κατσαρός', 'Κατσαρέ'],
  ['Ανδρέας Βασιλείου', 'Βασιλείου'],
  ['Μιχάλης Ξενάκης', 'Ξενάκη'],
  ['Θανάσης Ρούσσος', 'Ρούσσο'],
  ['Χρήστος Παπαγεωργίου', 'Παπαγεωργίου'],
  ['Βαγγέλης Τσιρώνης', 'Τσιρώνη'],
  ['Αλέξανδρος Μπαλής', 'Μπαλή'],
  ['Σπύρος Γκίκας', 'Γκίκα'],
  ['Μανώλης Φραγκάκης', 'Φραγκάκη'],
  ['Στέλιος Οικονόμου', 'Οικονόμου'],
  ['Λευτέρης Καραγιάννης', 'Καραγιάννη'],
  ['Πέτρος Ανδρεάδης', 'Ανδρεάδη'],
  ['Τάσος Μουρατίδης', 'Μουρατίδη'],
  ['Ιάκωβος Σαββίδης', 'Σαββίδη'],
  ['Ηλίας Κουτρουμπής', 'Κουτρουμπή'],
  ['Άγγελος Πετρίδης', 'Πετρίδη'],
  ['Φώτης Αργυρίου', 'Αργυρίου'],
  ['Νεκτάριος Χατζής', 'Χατζή'],
]
const women = [
  'Μαρία Κωνσταντίνου',
  'Άννα Μωραΐτη',
  'Κατερίνα Βλάχου',
  'Σοφία Γεωργιάδου',
  'Βασιλική Τζαβάρα',
  'Ιωάννα Παπαδοπούλου',
  'Δέσποινα Καλλέργη',
  'Χριστίνα Αθανασίου',
  'Ευαγγελία Νικολαΐδου',
  'Φωτεινή Μακρή',
  'Γεωργία Σωτηροπούλου',
  'Αγγελική Ζερβού',
  'Θεοδώρα Κεφαλά',
  'Όλγα Πετράκη',
  'Μαριάννα Δρακοπούλου',
  'Ευτυχία Ράπτη',
  'Παρασκευή Λιάκου',
  'Στέλλα Αποστόλου',
  'Ξένια Μπόγρη',
  'Ρένα Σαρρή',
]
const english = ['Claire Bennett', 'Tom Whitfield', 'Daniel Okafor', 'Sofia Marino', 'Peter Lindqvist', 'Anna Kovács']

const latin: Record<string, string> = Object.fromEntries(
  'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
const hosts = ['example.com', 'example.org', 'example.net']

function addressOf(name: string, at: number): string {
  const plain = name
    .toLowerCase()
    .replaceAll('ου', 'ou')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[α-ως]/g, (letter) => latin[letter] ?? '')
  const [first = '', last = ''] = plain.split(' ')
  return `${at % 3 === 0 ? first[0] : first}.${last}@${hosts[at % hosts.length]}`
}

/** Everyone, by the language that they write; of three, two have an account. */
export function peopleOf(secretOf: () => string): { el: Person[]; en: Person[] } {
  const own = Object.entries(accounts)
  const known = (name: string, at: number): Identity | null => {
    const one = own.find(([, account]) => account.name === name)
    if (one) return { ...one[1], plan: one[0], expiresAt: Infinity }
    if (at % 3 === 2) return null
    const plan = at % 5 === 0 ? 'business' : at % 2 === 0 ? 'premium' : 'basic'
    return { sub: String(1_100 + at), name, email: addressOf(name, at), plan, expiresAt: Infinity }
  }
  const person = (name: string, address: string, at: number): Person => {
    const identity = known(name, at)
    return { name, email: identity?.email ?? addressOf(name, at), address, identity, secret: secretOf() }
  }
  const greek = [
    ...men.map(([name, called]) => [name!, `κύριε ${called}`] as const),
    ...women.map((name) => [name, `κυρία ${name.split(' ')[1]}`] as const),
  ]
  return {
    el: greek.map(([name, address], at) => person(name, address, at)),
    en: english.map((name, at) => person(name, name.split(' ')[0]!, 100 + at)),
  }
}
