// Keys as menus show them.

import type { Key } from './act.ts'

const signs: Record<string, string> = { Slash: '/' }

export const keyName = ({ code, isShift }: Key): string =>
  `${isShift ? '⇧ ' : ''}${signs[code] ?? code.replace(/^(Key|Digit)/, '')}`
