// Variables: what `{{name}}` in an article stands for, in its locale.

import type { Site } from '../config/config.ts'
import { nearest } from '../config/nearest.ts'

const blank = /\{\{([^{}\n]*)\}\}/g

/** Text with its variables filled in, and words for each that has no value, with its place in the text as it was. */
export interface Filled {
  text: string
  lost: { at: number; message: string }[]
}

/** Puts the values in. Lines stay where they are. */
export function fill(text: string, { variables }: Pick<Site, 'variables'>, locale: string): Filled {
  const lost: Filled['lost'] = []
  const filled = text.replaceAll(blank, (whole, inside: string, at: number) => {
    const name = inside.trim()
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined
    const value = typeof given === 'object' ? (Object.hasOwn(given, locale) ? given[locale] : undefined) : given
    if (value !== undefined) return value.trim().replaceAll(/\s*\n\s*/g, ' ')
    lost.push({
      at,
      message:
        given === undefined
          ? wordsOfUnknown(name, Object.keys(variables))
          : `{{${name}}} has no value in ${locale}; add it to variables in rotame.yaml`,
    })
    return whole
  })
  return { text: filled, lost }
}

function wordsOfUnknown(name: string, known: string[]): string {
  const meant = nearest(name, known)
  return `{{${name}}} has no value; ${meant ? `did you mean {{${meant}}}` : 'add it to variables in rotame.yaml'}`
}
