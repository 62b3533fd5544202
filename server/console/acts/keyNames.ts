// Keys as menus show them.

import { locale } from '../words.ts'
import type { Key, Listed } from './act.ts'

/** Ctrl, or ⌘ where keyboards have it. */
export const control = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl'

const signs: Record<string, string> = { Slash: '/' }

export const keyName = ({ code, isShift, isControl }: Key): string =>
  `${isControl ? `${control} ` : ''}${isShift ? '⇧ ' : ''}${signs[code] ?? code.replace(/^(Key|Digit)/, '')}`

/** What an act is called, with its key. */
export const withKey = ({ words, key }: Pick<Listed, 'words' | 'key'>): string =>
  words[locale] + (key ? ` (${keyName(key)})` : '')
