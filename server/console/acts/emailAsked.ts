// Asking a visitor kindly for their email: a sentence in their language, which an agent looks over and sends.

import { inLanguage } from '../../../widget/locales.ts'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import { append } from '../replies/choose.ts'

const sentences = {
  el: 'Μπορείτε να μας γράψετε εδώ το email σας; Έτσι θα λάβετε την απάντησή μας ακόμη κι αν κλείσετε τη σελίδα.',
  de: 'Würden Sie uns bitte hier Ihre E-Mail-Adresse schreiben? So erreicht Sie unsere Antwort auch, wenn Sie die Seite schließen.',
  en: 'Could you please write your email address here? Then our answer reaches you even if you close the page.',
}

/** Puts it in the answer that is being written, once. */
export function askForEmail(desk: Desk, of: Summary): void {
  const { drafts, opened, routes } = desk
  if (opened.shown.value?.id !== of.id) routes.go(routes.at.value.page, of.id)
  drafts.setNote(of.id, false)
  const sentence = inLanguage(sentences, of.locale)
  append(desk, of, drafts.text(of).includes(sentence) ? '' : sentence)
}
