// Keys as menus show them.

import type { Key } from './act.ts'

/** Ctrl, or ⌘ where keyboards have it. */
export const control = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl'

const signs: Record<string, string> = { Slash: '/' }

export const keyName = ({ code, isShift, isControl }: Key): string =>
  `${isControl ? `${control} ` : ''}${isShift ? '⇧ ' : ''}${signs[code] ?? code.replace(/^(Key|Digit)/, '')}`
