// Keys to what is kept of somebody: whoever holds one has proven to be them, at one site and for a while.

import { createHmac } from 'node:crypto'
import { isSame } from '../signed.ts'
import type { Named } from './person.ts'

/** Who somebody has proven to be: by a code that was mailed, by their site's word, or by the secret of a browser. */
export type Proven = Exclude<Named, { reference: string }>

/** How long a key holds that a code has given, and one that a page hands over, ms. */
export const rightsLives = { code: 3_600_000, handed: 600_000 } as const

/** The cookie that keeps one, for the help pages of its site. */
export const rightsCookie = 'rotame-data'

/** Whether a browser keeps it, or it is handed over to one, which is given another for it. */
type For = 'kept' | 'handed'

/** @param until when it ends, real time, ms */
export function rightsKey(site: string, proven: Proven, until: number, secret: string, way: For = 'kept'): string {
  const [[kind, value]] = Object.entries(proven) as [[string, string]]
  const told = `${Math.ceil(until / 1_000).toString(36)}.${kind}.${Buffer.from(value).toString('base64url')}`
  return `${told}.${signature(site, told, secret, way)}`
}

/** Who a key says that its holder is, and until when; null: it is none of ours, of another site, or has ended. */
export function provenBy(
  site: string,
  key: string,
  now: number,
  secret: string,
  way: For = 'kept',
): { proven: Proven; until: number } | null {
  const [second = '', kind = '', value = '', given = ''] = key.split('.')
  if (!isSame(given, signature(site, `${second}.${kind}.${value}`, secret, way))) return null
  const until = parseInt(second, 36) * 1_000
  if (until <= now) return null
  return { proven: { [kind]: Buffer.from(value, 'base64url').toString() } as Proven, until }
}

const signature = (site: string, told: string, secret: string, way: For): string =>
  createHmac('sha256', secret).update(`data ${way} ${site} ${told}`).digest('base64url')
