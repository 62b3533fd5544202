// What acts ask before they are done: of whom, until when, which word.

import type { Priority } from '../../protocol/act.ts'
import type { Ask, Choice, Scene } from './act.ts'

const same = (text: string) => ({ el: text, en: text })

export const agents: Ask = {
  words: { el: 'Σε ποιον;', en: 'To whom?' },
  choices: ({ team, me }) =>
    [me, ...team.filter(({ id }) => id !== me.id)].map(({ id, name }) => ({
      value: id,
      words: same(name),
      icon: 'user',
      ...(id === me.id && { hint: { el: 'εσείς', en: 'you' } }),
    })),
}

/** Whatever was typed, as the only choice. */
const typedAs =
  (el: string, en: string) =>
  (_: Scene, typed: string): Choice[] => {
    const value = typed.trim()
    return value === '' ? [] : [{ value, words: { el: `${el} «${value}»`, en: `${en} “${value}”` } }]
  }

export const note: Ask = {
  words: { el: 'Τι να ξέρει;', en: 'What should they know?' },
  choices: typedAs('Παράδοση με σημείωση', 'Hand over with'),
  isFree: true,
}

export const name: Ask = {
  words: { el: 'Πώς λέγεται;', en: 'What are they called?' },
  choices: typedAs('Όνομα', 'Name'),
  isFree: true,
  begins: ({ on }) => on[0]!.name ?? '',
}

export const address: Ask = {
  words: { el: 'Ποιο είναι το email;', en: 'What is the email?' },
  choices: typedAs('Email', 'Email'),
  isFree: true,
  begins: ({ on }) => on[0]!.ticket?.email ?? on[0]!.email ?? '',
}

export const tags: Ask = {
  words: { el: 'Ποια ετικέτα;', en: 'Which tag?' },
  isFree: true,
  choices({ tags: known, on }, typed) {
    const tag = typed.trim().toLowerCase()
    const has = (each: string) => on.every((of) => of.tags.includes(each))
    const found = known.filter((each) => each.toLowerCase().includes(tag))
    const choices = found.map((each): Choice => ({
      value: each,
      words: has(each) ? { el: `Αφαίρεση «${each}»`, en: `Remove “${each}”` } : { el: each, en: each },
      icon: has(each) ? 'close' : 'tag',
    }))
    const isNew = tag !== '' && !known.some((each) => each.toLowerCase() === tag)
    const words = { el: `Νέα ετικέτα «${typed.trim()}»`, en: `New tag “${typed.trim()}”` }
    return [...choices, ...(isNew ? [{ value: typed.trim(), words, icon: 'tag' as const }] : [])]
  },
}

const levels: Record<Priority, Choice['words']> = {
  high: { el: 'Υψηλή', en: 'High' },
  normal: { el: 'Κανονική', en: 'Normal' },
  low: { el: 'Χαμηλή', en: 'Low' },
}
export const priorities: Ask = {
  words: { el: 'Ποια προτεραιότητα;', en: 'Which priority?' },
  choices: () => Object.entries(levels).map(([value, words]) => ({ value, words, icon: 'flag' })),
}

/** Nine in the morning, so many days from an instant, on the agent's own clock. */
function morning(now: number, days: number): number {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  return day.setHours(9, 0, 0, 0)
}
const saidAt = (at: number): Choice['hint'] => {
  const said = (locale: string) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      at,
    )
  return { el: said('el'), en: said('en-GB') }
}
const hour = 3_600_000

export const times: Ask = {
  words: { el: 'Έως πότε;', en: 'Until when?' },
  choices({ now }) {
    // Days to the next Monday: on a Monday, a week.
    const toMonday = (8 - new Date(now).getDay()) % 7 || 7
    const at = (value: number, el: string, en: string): Choice => ({
      value: String(value),
      words: { el, en },
      hint: saidAt(value)!,
      icon: 'clock',
    })
    return [
      { value: '', words: { el: 'Μέχρι να γράψουν', en: 'Until they write' }, icon: 'chat' },
      at(now + hour, 'Σε μία ώρα', 'In an hour'),
      at(now + 3 * hour, 'Σε τρεις ώρες', 'In three hours'),
      at(morning(now, 1), 'Αύριο', 'Tomorrow'),
      at(morning(now, toMonday), 'Τη Δευτέρα', 'On Monday'),
      at(morning(now, 7), 'Σε μία εβδομάδα', 'In a week'),
    ]
  },
}
