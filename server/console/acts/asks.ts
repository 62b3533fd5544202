// What acts ask before they are done and replies may answer, too: whom, how urgent, until when.

import { languages } from '../../../widget/locales.ts'
import type { Priority } from '../../protocol/act.ts'
import type { Locale } from '../words.ts'
import type { Ask, Choice } from './act.ts'

/** Of each language what is made for it. */
export const inEach = (make: (locale: Locale) => string): Record<Locale, string> =>
  Object.fromEntries(languages.map(({ name }) => [name, make(name)])) as Record<Locale, string>
export const same = (text: string) => inEach(() => text)

export const agents: Ask = {
  words: { el: 'Σε ποιον;', de: 'An wen?', en: 'To whom?' },
  choices: ({ team, teams, me, on }) => [
    // Whose they all are already could be given nothing.
    ...[me, ...team.filter(({ id }) => id !== me.id)]
      .filter(({ id }) => on.length === 0 || on.some((of) => of.assignee?.id !== id))
      .map(({ id, name }) => ({
        value: id,
        words: same(name),
        icon: 'user' as const,
        ...(id === me.id && { hint: { el: 'εσείς', de: 'Sie', en: 'you' } }),
      })),
    // Of one site: what is of another could not be given to it.
    ...teams
      .filter(({ site }) => on.every((of) => of.site === site))
      .map(({ id, name }) => ({
        value: id,
        words: same(name),
        icon: 'team' as const,
        hint: { el: 'ομάδα', de: 'Team', en: 'team' },
      })),
  ],
}

const levels: Record<Priority, Choice['words']> = {
  high: { el: 'Υψηλή', de: 'Hoch', en: 'High' },
  normal: { el: 'Κανονική', de: 'Normal', en: 'Normal' },
  low: { el: 'Χαμηλή', de: 'Niedrig', en: 'Low' },
}
export const priorities: Ask = {
  words: { el: 'Ποια προτεραιότητα;', de: 'Welche Priorität?', en: 'Which priority?' },
  choices: () => Object.entries(levels).map(([value, words]) => ({ value, words, icon: 'flag' })),
}

export const untilTheyWrite: Choice = {
  value: '',
  words: { el: 'Μέχρι να γράψουν', de: 'Bis sie schreiben', en: 'Until they write' },
  icon: 'chat',
}
