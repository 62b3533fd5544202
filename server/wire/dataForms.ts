// What the forms of the page of somebody's own data say, and what an address says of what they did, read.

import type { Told } from '../pages/data.ts'
import { dataWords } from '../pages/dataWords.ts'
import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import { id as claimId, isBlank, seen } from '../protocol/pieces.ts'
import type { Claimed } from '../visitors/claims.ts'
import type { Fields } from './plainForms.ts'

/** A refusal that this page alone has words for. */
export class Said extends Refused {
  readonly text: string
  constructor(text: string) {
    super('empty')
    this.text = text
  }
}

const acts = ['copy', 'notes', 'name', 'erase', 'erase-chosen', 'restrict', 'lift', 'object', 'withdraw']

/** @throws Refused `malformed` for what no form of ours has sent */
export function claimedIn(sent: Fields, locale: string): Claimed {
  const words = dataWords(locale)
  const { data: id } = claimId.safeParse(sent['id'])
  const act = sent['do'] ?? ''
  if (id === undefined || !acts.includes(act)) throw new Refused('malformed')
  if (act === 'name') return { id, locale, what: 'name', wanted: nameIn(sent['wanted'] ?? '') }
  if (act !== 'erase' && act !== 'erase-chosen') return { id, locale, what: act as Claimed['what'] }
  if (sent['sure'] !== 'on') throw new Said(words.sureFirst)
  if (act === 'erase') return { id, locale, what: 'erase' }
  const conversations = Object.keys(sent).flatMap((name) => (name.startsWith('of-') ? [name.slice(3)] : []))
  if (conversations.length === 0) throw new Said(words.choose)
  return { id, locale, what: 'erase', conversations }
}

function nameIn(typed: string): string {
  if (isBlank(typed)) throw new Refused('empty')
  if (typed.length > limits.name) throw new Refused('too-long')
  return seen(typed).trim()
}

/** What has just become of something, by the address that it led to. */
export function toldBy(query: Record<string, unknown>, words: ReturnType<typeof dataWords>): Told {
  const { done, open } = query
  const reference = [done, open].find((each) => typeof each === 'string' && /^D[\dA-F]{8}$/.test(each)) as
    string | undefined
  if (reference === undefined) return null
  return { text: typeof done === 'string' ? words.isDone(reference) : words.isOpen(reference), isWrong: false }
}
