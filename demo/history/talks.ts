// The talks of the history, read from their files: who says what, and what is put into the blanks.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from './random.ts'

export type Language = 'el' | 'en'

/** A line of a talk, with its alternatives. */
export interface Line {
  by: 'visitor' | 'agent' | 'note'
  text: string
  /** Whether days have passed before it. */
  isLater: boolean
}

export interface Talk {
  /** The id of the article that has most to do with it. */
  topic: string
  tags: string[]
  /** What is searched for before anybody asks. */
  searches: string[]
  lines: Line[]
}

const kinds: Record<string, Line['by']> = { '- ': 'visitor', '~ ': 'visitor', '+ ': 'agent', '! ': 'note' }

export function readTalks(language: Language): Talk[] {
  const talks: Talk[] = []
  let about = { topic: '', tags: [] as string[], searches: [] as string[] }
  let lines: Line[] = []
  const end = () => {
    if (lines.length > 0) talks.push({ ...about, lines })
    lines = []
  }
  for (const row of readFileSync(join(import.meta.dirname, `talks.${language}.txt`), 'utf8').split('\n')) {
    const by = kinds[row.slice(0, 2)]
    if (by) lines.push({ by, text: row.slice(2), isLater: row.startsWith('~') })
    else if (row.startsWith('? ')) about = { ...about, searches: row.slice(2).split('; ') }
    else end()
    if (!row.startsWith('## ')) continue
    const [topic, tags] = row.slice(3).split(' · ')
    about = { topic: topic!, tags: tags!.split(', '), searches: [] }
  }
  return talks
}

const companies = {
  el: ['Καζίνο Αιγαίο', 'Λέσχη Ερμής', 'Poseidon Resort', 'Αστήρ Παλλάς', 'Club Ιόνιο', 'Κυανή Ακτή', 'Royal Πήλιο'],
  en: ['Blue Harbour Ltd', 'Casino Larnaca', 'Northgate Clubs', 'Ionian Cruises'],
}
const blanks = {
  in: ['στη Ρόδο', 'στη Θεσσαλονίκη', 'στην Κέρκυρα', 'στην Πάτρα', 'στο Λουτράκι', 'στη Χαλκιδική', 'στα Χανιά'],
  device: ['iPad, Safari', 'Windows 11, Chrome', 'Samsung Tab A9, Chrome', 'MacBook, Firefox', 'Windows 10, Edge'],
  amount: ['49,00', '149,00', '298,00', '74,50', '119,20', '447,00', '588,00'],
}
const weekdays = {
  el: ['τη Δευτέρα', 'την Τρίτη', 'την Τετάρτη', 'την Πέμπτη', 'την Παρασκευή'],
  en: ['on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday'],
}

/** What fills the blanks of one talk, the same in each of its lines. */
export function fillingOf(random: Random, language: Language, email: string): (text: string) => string {
  const values: Record<string, string> = {
    email,
    company: random.one(companies[language]),
    in: random.one(blanks.in),
    device: random.one(blanks.device),
    amount: language === 'el' ? random.one(blanks.amount) : random.one(blanks.amount).replace(',', '.'),
    weekday: random.one(weekdays[language]),
    count: String(random.between(6, 38)),
    invoice: `ΤΠΥ-${random.between(1_200, 4_900)}`,
    order: `RF${random.between(100_000, 999_999)}`,
  }
  return (text) =>
    text
      .replaceAll(/\[([^\]]*)\]/g, (_, either: string) => random.one(either.split('|')))
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name]!)
}
