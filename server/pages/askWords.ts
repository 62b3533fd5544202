// The words of the help pages' contact form, a locale each: those of the widget's, and what it has no need to say.

import { inLanguage } from '../../widget/locales.ts'
import { words as refusalsDe } from '../../widget/screens/form/de.ts'
import { words as refusalsEl } from '../../widget/screens/form/el.ts'
import { words as refusalsEn } from '../../widget/screens/form/en.ts'
import { words as formDe } from '../../widget/screens/home/de.ts'
import { words as formEl } from '../../widget/screens/home/el.ts'
import { words as formEn } from '../../widget/screens/home/en.ts'
import { words as ticketDe } from '../../widget/screens/ticket/de.ts'
import { words as ticketEl } from '../../widget/screens/ticket/el.ts'
import { words as ticketEn } from '../../widget/screens/ticket/en.ts'
import type { Refused } from '../protocol/answer.ts'
import { requestWords, whyNot } from './requestWords.ts'

const el = {
  form: formEl,
  ticket: ticketEl,
  refusals: refusalsEl.refusals,
  attach: requestWords('el').attach,
  noMail: 'Το email μας δεν λειτουργεί αυτή τη στιγμή. Το μήνυμά σας φτάνει σε εμάς, και απαντάμε μόλις λειτουργήσει.',
  follow: 'Παρακολούθηση του αιτήματος',
  already: 'Από αυτή τη σελίδα έχει σταλεί ήδη άλλο μήνυμα. Για να σταλεί και αυτό, στείλτε το ξανά.',
}
export type AskWords = typeof el

const de: AskWords = {
  form: formDe,
  ticket: ticketDe,
  refusals: refusalsDe.refusals,
  attach: requestWords('de').attach,
  noMail:
    'Unsere E-Mail funktioniert gerade nicht. Ihre Nachricht erreicht uns trotzdem, und wir antworten, sobald es wieder geht.',
  follow: 'Anliegen verfolgen',
  already:
    'Von dieser Seite wurde schon eine andere Nachricht gesendet. Senden Sie noch einmal, damit auch diese ankommt.',
}

const en: AskWords = {
  form: formEn,
  ticket: ticketEn,
  refusals: refusalsEn.refusals,
  attach: requestWords('en').attach,
  noMail: 'Our email is not working now. Your message does reach us, and we answer as soon as it works again.',
  follow: 'Follow the request',
  already: 'This page has sent another message already. To send this one too, send it again.',
}

export const askWords = (locale: string): AskWords => inLanguage({ el, de, en }, locale)

/** Why a form was not taken, and what to do. */
export function whyNotAsked(error: Refused, locale: string): string {
  const { already, refusals } = askWords(locale)
  if (error.code === 'conflict') return already
  const said = ['busy', 'blocked', 'bad-email'].includes(error.code) ? refusals[error.code] : undefined
  return said ?? whyNot(error, requestWords(locale))
}
