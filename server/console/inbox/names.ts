// What the inbox calls visitors, plans and topics, and where a mail to a visitor is begun.

import type { Summary } from '../../protocol/conversation.ts'
import type { Localized } from '../../protocol/pieces.ts'
import type { ConsoleSite } from '../../protocol/staff.ts'
import { locale } from '../words.ts'
import { guestOf } from './guests.ts'
import { words } from './words.ts'

/** Whether nothing is known to call somebody by. */
export const isNameless = ({ name, email, ticket }: Summary): boolean => !name && !email && !ticket?.email

export const nameOf = ({ name, email, ticket, guest }: Summary): string =>
  name || email || ticket?.email || guestOf(guest, words.guests)

/** Where a mail to an address is begun; whatever is in the address stays in it. */
export function mailTo(email: string, ticket: Summary['ticket']): string {
  const to = email.split('@').map(encodeURIComponent).join('@')
  return `mailto:${to}${ticket ? `?subject=${encodeURIComponent(`[${ticket.reference}]`)}` : ''}`
}

/** A word of the owner's in the agent's language, where there is one. */
const wordOf = (given: Localized | undefined): string | undefined =>
  typeof given === 'object' ? (given[locale] ?? Object.values(given)[0]) : given

/** The owner's word for an id, which somebody may have chosen to be the name of what every object has. */
export const wordFor = (given: Record<string, Localized> | undefined, id: string): string | undefined =>
  given && Object.hasOwn(given, id) ? wordOf(given[id]) : undefined

/** What the plan of a conversation is called; its id where the owner has not said. */
export const planOf = ({ plan }: Summary, site: ConsoleSite | undefined): string => wordFor(site?.plans, plan) ?? plan
