// All that acts ask before they are done, by name; it comes with the palette, which asks.

import type { Party } from '../../protocol/via.ts'
import type { Ask, AskName, Choice, Scene } from './act.ts'
import type { Locale } from '../words.ts'
import { agents, inEach, priorities, same, untilTheyWrite } from './asks.ts'
import { mayMerge, maySplit } from './may.ts'

const longest = 120

/** What somebody typed, as each language marks it. */
const quoted: Record<Locale, (text: string) => string> = {
  el: (text) => `«${text}»`,
  de: (text) => `„${text}“`,
  en: (text) => `“${text}”`,
}

/** Messages of what is open, the latest first. */
const messages: Ask = {
  words: { el: 'Ποιο μήνυμα;', de: 'Welche Nachricht?', en: 'Which message?' },
  choices: (scene) =>
    scene.said
      .filter(({ seq }) => maySplit(scene, seq))
      .toReversed()
      .map(({ seq, text, files = [], at }) => ({
        value: String(seq),
        words: same(text.slice(0, longest) || files.map(({ name }) => name).join(', ')),
        hint: saidAt(at),
        icon: 'chat',
      })),
}

const howMuch: Ask = {
  words: { el: 'Πόσα;', de: 'Wie viel?', en: 'How much?' },
  choices: () => [
    { value: '', words: { el: 'Μόνο αυτό το μήνυμα', de: 'Nur diese Nachricht', en: 'This message alone' } },
    {
      value: 'after',
      words: { el: 'Αυτό και όσα ακολουθούν', de: 'Diese und was folgt', en: 'This and what follows' },
    },
  ],
}

/** Said while nothing is typed that could be a choice. */
export const typeIt: Choice['words'] = {
  el: 'Γράψτε το και πατήστε Enter.',
  de: 'Schreiben Sie es und drücken Sie Enter.',
  en: 'Type it and press Enter.',
}

/** Whatever was typed, as the only choice. */
const typedAs =
  (words: Choice['words']) =>
  (_: Scene, typed: string): Choice[] => {
    const value = typed.trim()
    return value === '' ? [] : [{ value, words: inEach((locale) => `${words[locale]} ${quoted[locale](value)}`) }]
  }

const note: Ask = {
  words: { el: 'Τι να ξέρει;', de: 'Was ist zu wissen?', en: 'What should they know?' },
  choices: typedAs({ el: 'Παράδοση με σημείωση', de: 'Übergeben mit', en: 'Hand over with' }),
  isFree: true,
}

const name: Ask = {
  words: { el: 'Πώς λέγεται;', de: 'Wie ist der Name?', en: 'What are they called?' },
  choices: typedAs({ el: 'Όνομα', de: 'Name', en: 'Name' }),
  isFree: true,
  begins: ({ on }) => on[0]!.name ?? '',
}

const address: Ask = {
  words: { el: 'Ποιο είναι το email;', de: 'Wie lautet die E-Mail-Adresse?', en: 'What is the email?' },
  choices: typedAs(same('Email')),
  isFree: true,
  begins: ({ on }) => on[0]!.ticket?.email ?? on[0]!.email ?? '',
}

const wordsFor = (text: string | undefined, startedAt: number) => (text ? same(text) : saidAt(startedAt))
const others: Ask = {
  words: { el: 'Με ποια;', de: 'Mit welchem?', en: 'With which?' },
  choices: ({ open, on }) =>
    open
      .filter((into) => mayMerge(on[0]!, into))
      .map(({ id, ticket, last, startedAt }) => ({
        value: id,
        words: wordsFor(last?.text || ticket?.reference, startedAt),
        hint: saidAt(last?.at ?? startedAt),
        icon: ticket ? 'mail' : 'chat',
      })),
}

const remove = { el: 'Αφαίρεση', de: 'Entfernen', en: 'Remove' }
const newTag = { el: 'Νέα ετικέτα', de: 'Neues Schlagwort', en: 'New tag' }
export const tags: Ask = {
  words: { el: 'Ποια ετικέτα;', de: 'Welches Schlagwort?', en: 'Which tag?' },
  isFree: true,
  choices({ open, on }, typed) {
    const known = [...new Set(open.flatMap((of) => of.tags))].toSorted()
    const tag = typed.trim().toLowerCase()
    const has = (each: string) => on.every((of) => of.tags.includes(each))
    const found = known.filter((each) => each.toLowerCase().includes(tag))
    const choices = found.map((each): Choice => ({
      value: each,
      words: has(each) ? inEach((locale) => `${remove[locale]} ${quoted[locale](each)}`) : same(each),
      icon: has(each) ? 'close' : 'tag',
    }))
    const isNew = tag !== '' && !known.some((each) => each.toLowerCase() === tag)
    const words = inEach((locale) => `${newTag[locale]} ${quoted[locale](typed.trim())}`)
    return [...choices, ...(isNew ? [{ value: typed.trim(), words, icon: 'tag' as const }] : [])]
  },
}

/** Nine in the morning, so many days from an instant, on the agent's own clock. */
function morning(now: number, days: number): number {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  return day.setHours(9, 0, 0, 0)
}
const weekdayAndTime = { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const saidAt = (at: number): Choice['words'] =>
  inEach((locale) => new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, weekdayAndTime).format(at))
const hour = 3_600_000

export const times: Ask = {
  words: { el: 'Έως πότε;', de: 'Bis wann?', en: 'Until when?' },
  choices({ now }) {
    // Days to the next Monday: on a Monday, a week.
    const toMonday = (8 - new Date(now).getDay()) % 7 || 7
    const at = (value: number, words: Choice['words']): Choice => ({
      value: String(value),
      words,
      hint: saidAt(value),
      icon: 'clock',
    })
    return [
      untilTheyWrite,
      at(now + hour, { el: 'Σε μία ώρα', de: 'In einer Stunde', en: 'In an hour' }),
      at(now + 3 * hour, { el: 'Σε τρεις ώρες', de: 'In drei Stunden', en: 'In three hours' }),
      at(morning(now, 1), { el: 'Αύριο', de: 'Morgen', en: 'Tomorrow' }),
      at(morning(now, toMonday), { el: 'Τη Δευτέρα', de: 'Am Montag', en: 'On Monday' }),
      at(morning(now, 7), { el: 'Σε μία εβδομάδα', de: 'In einer Woche', en: 'In a week' }),
    ]
  },
}

/** Parties of the conversation, by what an answer makes of each. */
const partiesBy = (words: Ask['words'], has: 'isCopied' | 'isVisitor', isAsked: (of: Party) => boolean): Ask => ({
  words,
  choices: ({ on: [of] }) =>
    of!.parties.filter(isAsked).map((party) => ({
      value: party.address,
      words: same(party.name ? `${party.name} <${party.address}>` : party.address),
      icon: party[has] ? 'close' : 'mail',
      ...(party[has] && { hint: { el: 'όχι πια', de: 'nicht mehr', en: 'no longer' } }),
    })),
})
const parties = partiesBy({ el: 'Σε ποιον ακόμη;', de: 'An wen noch?', en: 'To whom else?' }, 'isCopied', () => true)
const writers = partiesBy(
  {
    el: 'Ποια διεύθυνση είναι του επισκέπτη;',
    de: 'Welche Adresse gehört der Person?',
    en: 'Which address is the visitor’s?',
  },
  'isVisitor',
  ({ hasWritten }) => hasWritten,
)

export const asks: Record<AskName, Ask> = {
  parties,
  writers,
  agents,
  note,
  name,
  address,
  others,
  messages,
  howMuch,
  tags,
  priorities,
  times,
}
