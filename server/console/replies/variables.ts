// Variables of ready replies: `{{visitor}}` is filled in when a reply is chosen; what has no value stays in the text as
// it is, is shown, and is not sent unnoticed.

import type { Summary } from '../../protocol/conversation.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { ConsoleSite } from '../../protocol/staff.ts'

export const variables = ['visitor', 'agent', 'site', 'reference'] as const
export type Variable = (typeof variables)[number]

export type Values = Record<Variable, string>

const blank = /\{\{([^{}\n]*)\}\}/g
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/

/** A name within a sentence of another direction keeps its own, and turns nothing around it. */
const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)

/** What the variables stand for; '': nothing is known. */
export const valuesOf = (
  { name, ticket }: Pick<Summary, 'name' | 'ticket'>,
  me: Face | null,
  site: Pick<ConsoleSite, 'name'> | undefined,
): Values => ({
  visitor: isolated(name?.trim() ?? ''),
  agent: isolated(me?.name ?? ''),
  site: isolated(site?.name ?? ''),
  reference: ticket?.reference ?? '',
})

/** Puts the values in that there are. */
export const fill = (text: string, values: Values): string =>
  text.replaceAll(blank, (whole, inside: string) => {
    const name = inside.trim()
    return (Object.hasOwn(values, name) && values[name as Variable]) || whole
  })

/** A variable that is still in a text, and where. */
export interface Unfilled {
  name: string
  from: number
  to: number
}

export const unfilledIn = (text: string): Unfilled[] =>
  Array.from(text.matchAll(blank), ({ 0: whole, 1: inside, index }) => ({
    name: inside!.trim(),
    from: index,
    to: index + whole.length,
  }))

export const isKnown = (name: string): name is Variable => variables.includes(name as Variable)
