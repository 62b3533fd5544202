// Plain forms of our own pages, as a browser sends them without a script: those with files (RFC 7578) are read as they
// come, what was typed first, then each file into whatever takes it.

import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { guarded } from '../faults.ts'
import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import { written } from '../protocol/pieces.ts'
import type { Log } from './answer.ts'

/** What was typed, by the names of the fields. */
export type Fields = Record<string, string>

/** Bytes of what is typed into one: far more than is taken, so that what is too long is given back whole. */
export const mostTyped = 1_048_576

/** What was typed, as it is written elsewhere: browsers send forms with the line ends of mails. */
const typedIn = (text: string): string => written.parse(text).replaceAll('\r\n', '\n')

/** Lets an instance take plain forms and nothing else; those with files are left to `readForm`. */
export function takeForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  const typed = { parseAs: 'string', bodyLimit: mostTyped } as const
  scope.addContentTypeParser('application/x-www-form-urlencoded', typed, (_request, body, done) => {
    const fields = [...new URLSearchParams(String(body))].map(([name, value]) => [name, typedIn(value)])
    done(null, Object.fromEntries(fields))
  })
  // Read as it comes, once it is known who sends it.
  scope.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null))
}

export const isMultipart = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.startsWith('multipart/form-data') ?? false

/** @param at the number of the file, from 0. @returns what it became; null: it was not taken */
export type TakeFile = (at: number, name: string, bytes: Readable) => Promise<string | null>

/**
 * Reads all of it, also where something is refused: whoever still sends hears no answer before.
 * @param fields filled as they come, so that they are there when the rest is refused
 * @returns what each file became, in their order
 * @throws what `takeFile` refused first, and Refused `malformed` for what is no such form or was cut off
 */
export async function readForm(
  request: FastifyRequest,
  log: Log,
  fields: Fields,
  takeFile: TakeFile,
): Promise<string[]> {
  // Loaded with the first form that has files: most servers never see one.
  const { Busboy } = await import('@fastify/busboy')
  const form = begun(() => {
    const headers = { ...request.headers, 'content-type': request.headers['content-type']! }
    return new Busboy({ headers, limits: { fields: 8, fieldSize: mostTyped, parts: 8 + limits.files } })
  })
  const coming: Readable[] = []
  const taken: Promise<{ id: string | null } | { error: unknown }>[] = []
  form.on(
    'field',
    guarded(log, (name: string, value: string) => void (fields[name] = typedIn(value))),
  )
  form.on(
    'file',
    guarded(log, (_field: string, bytes: Readable, name: string | undefined) => {
      coming.push(bytes)
      // What is cut off is said by the form itself.
      bytes.on('error', () => {})
      // A field of files that nobody has chosen any for.
      if (!name) return void bytes.resume()
      const refused = (error: unknown) => {
        bytes.resume()
        return { error }
      }
      taken.push(takeFile(taken.length, name, bytes).then((id) => ({ id }), refused))
    }),
  )
  try {
    await pipeline(request.raw, form)
  } catch (error) {
    // Whoever reads a file of it would wait for its end for ever.
    for (const bytes of coming) bytes.destroy(error as Error)
    await Promise.all(taken)
    throw new Refused('malformed')
  }
  const settled = await Promise.all(taken)
  for (const each of settled) if ('error' in each) throw each.error
  return settled.flatMap((each) => ('id' in each && each.id !== null ? [each.id] : []))
}

/** @throws Refused `malformed` where the head names no boundary */
function begun<T>(make: () => T): T {
  try {
    return make()
  } catch {
    throw new Refused('malformed')
  }
}
