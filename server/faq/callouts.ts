// What a call-out of an article begins with, when its author gave it no title.

import { inLanguage } from '../../widget/locales.ts'

const el: Record<string, string> = {
  note: 'Σημείωση',
  tip: 'Συμβουλή',
  info: 'Πληροφορία',
  important: 'Σημαντικό',
  success: 'Επιτυχία',
  example: 'Παράδειγμα',
  question: 'Ερώτηση',
  warning: 'Προειδοποίηση',
  caution: 'Προσοχή',
  danger: 'Κίνδυνος',
  details: 'Λεπτομέρειες',
}
const de: typeof el = {
  note: 'Hinweis',
  tip: 'Tipp',
  info: 'Information',
  important: 'Wichtig',
  success: 'Erfolg',
  example: 'Beispiel',
  question: 'Frage',
  warning: 'Warnung',
  caution: 'Vorsicht',
  danger: 'Gefahr',
  details: 'Einzelheiten',
}
const en: typeof el = {
  note: 'Note',
  tip: 'Tip',
  info: 'Information',
  important: 'Important',
  success: 'Success',
  example: 'Example',
  question: 'Question',
  warning: 'Warning',
  caution: 'Caution',
  danger: 'Danger',
  details: 'Details',
}
/** Names that mean one of these. */
const others: Record<string, string> = {
  abstract: 'note',
  admonition: 'note',
  alert: 'warning',
  attention: 'caution',
  bug: 'danger',
  callout: 'note',
  check: 'success',
  error: 'danger',
  failure: 'danger',
  faq: 'question',
  help: 'question',
  hint: 'tip',
  seealso: 'info',
  summary: 'note',
  todo: 'note',
}

/** The word for a kind of call-out in a locale; undefined where nothing is called so. */
export function calloutWord(kind: string, locale: string): string | undefined {
  const name = kind.toLowerCase()
  const known = Object.hasOwn(others, name) ? others[name]! : name
  const words = inLanguage({ el, de, en }, locale)
  return Object.hasOwn(words, known) ? words[known] : undefined
}
