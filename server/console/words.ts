// The agent's language: whose words are loaded, and what dates and languages are called in it.

import { type Spoken, spokenOf } from '../../widget/locales.ts'
import { storage } from './storage.ts'

export type Locale = Spoken

const localeKey = 'rotame:locale'
const chosen = storage.shared.getItem(localeKey) ?? navigator.language

/** The agent's choice, else the browser's language. */
export const locale: Locale = spokenOf(chosen)
/** For dates. */
export const tag = locale === 'en' ? 'en-GB' : locale

/** Loads a page's words in the agent's language, and in no other. */
export const spoken = async <Words>(files: Record<Locale, () => Promise<{ words: Words }>>): Promise<Words> =>
  (await files[locale]()).words

/** Changes the language; nothing typed is lost. */
export function speak(next: Locale): void {
  storage.shared.setItem(localeKey, next)
  location.reload()
}

/** A locale's name in the agent's language, or in another. */
export function languageOf(of: string, within: string = tag): string {
  try {
    return new Intl.DisplayNames(within, { type: 'language' }).of(of) ?? of
  } catch {
    // Not every browser names a language; and what is stored may be older than the check of it.
    return of
  }
}
