// Identities: who the owner's site says a visitor is, in a token (JWT) signed with the owner's key.

import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod'
import { limits } from '../limits.ts'
import { planOf } from '../answers/plans.ts'

/** The `identity` of a site: one key, which alone decides the algorithm. */
export const identitySchema = z
  .strictObject({
    /** A file with a public key in PEM, from the folder of rotame.yaml: P-256 for ES256, RSA for RS256. */
    publicKey: z.string().min(1).optional(),
    /** The variable of the environment that holds the secret of HS256, 32 characters or more. */
    secretVariable: z
      .string()
      .regex(
        /^[A-Z][A-Z\d_]*$/,
        'write the name of a variable of the environment, like SHOP_IDENTITY_SECRET; the secret itself does not belong into this file',
      )
      .optional(),
  })
  .refine(
    ({ publicKey, secretVariable }) => (publicKey === undefined) !== (secretVariable === undefined),
    'write one of the two: publicKey, a file in PEM, or secretVariable, the name of a variable of the environment',
  )

/** What tokens are checked with. */
export interface IdentityKey {
  algorithm: 'HS256' | 'ES256' | 'RS256'
  key: KeyObject
}

/** Who a visitor is, as the owner's site vouches for. */
export interface Identity {
  /** The owner's own id of this person. */
  sub: string
  name: string | null
  email: string | null
  /** The id of one of the site's plans. */
  plan: string
  /** When the token ends, ms. */
  expiresAt: number
}

/** What became of a token. */
export interface Checked {
  /** Null: a guest. */
  identity: Identity | null
  /**
   * What the site's developer should know, in a sentence that goes on after "Rotame('identify'): "; null when all is
   * well.
   */
  doubt: string | null
}

/** The key that an owner has named, or what is wrong with it: in which key of `identity`, and in words. */
export function readKey(
  { publicKey, secretVariable }: z.infer<typeof identitySchema>,
  folder: string,
  env: NodeJS.ProcessEnv,
): IdentityKey | [key: string, message: string] {
  if (publicKey !== undefined) {
    const read = readPublicKey(resolve(folder, publicKey))
    return typeof read === 'string' ? ['publicKey', `${publicKey} ${read}`] : read
  }
  const secret = env[secretVariable!]
  if (!secret)
    return [
      'secretVariable',
      `${secretVariable} is not in the environment; put the secret there that your site signs with`,
    ]
  if (secret.length < 32) return ['secretVariable', `${secretVariable} is too short; give 32 random characters or more`]
  return { algorithm: 'HS256', key: createSecretKey(secret, 'utf8') }
}

const makePublic = 'openssl pkey -in private.pem -pubout -out public.pem'

function readPublicKey(path: string): IdentityKey | string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code}); put your public key there, or name another file`
  }
  if (text.includes('PRIVATE KEY'))
    return `holds a private key; keep that where your site signs, and put its public half here: ${makePublic}`
  let key: KeyObject
  try {
    key = createPublicKey(text)
  } catch {
    // What node says of it is about the parser, not about the file.
    return `is no public key in PEM; make one: ${makePublic}`
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = key
  if (type === 'ec' && details.namedCurve === 'prime256v1') return { algorithm: 'ES256', key }
  if (type === 'rsa' && details.modulusLength! >= 2_048) return { algorithm: 'RS256', key }
  return 'has a key of another kind; give a P-256 key, or an RSA key of 2048 bits or more'
}

/** How far ahead a token may end, ms. */
const longest = 24 * 3_600_000
/** Clocks differ: a token made for exactly a day by a site that is a little ahead is fine. */
const leeway = 60_000
/** Characters; what is longer is none of ours. */
const longestToken = 8_000

interface KnownSite {
  id: string
  identity: IdentityKey | null
  plans: readonly { id: string }[]
}

/**
 * Who a token says its bearer is.
 * @param now real time, ms: the owner's site knows no other
 */
export async function check(token: string, { id, identity: trusted, plans }: KnownSite, now: number): Promise<Checked> {
  if (!trusted) return doubtful(`the site ${id} has no identity in rotame.yaml, so nobody can be known here`)
  if (token.length > longestToken) return doubtful(`the token is longer than ${longestToken} characters`)
  try {
    const { payload } = await jwtVerify(token, trusted.key, {
      algorithms: [trusted.algorithm],
      audience: id,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(now),
    })
    if (!isSub(payload.sub)) return doubtful(noSub)
    const expiresAt = payload.exp! * 1_000
    if (expiresAt > now + longest + leeway) return doubtful('the exp of the token is more than 24 hours ahead')
    return claimsOf(payload, { sub: payload.sub, expiresAt }, plans)
  } catch (error) {
    if (error instanceof errors.JOSEError) return doubtful(wordsOf(error, trusted.algorithm, id))
    throw error
  }
}

const doubtful = (doubt: string): Checked => ({ identity: null, doubt })
const noSub = 'the sub of the token is missing, or is not a text of 1 to 200 characters'
/** Every database keeps it as it is. */
const isSub = (sub: unknown): sub is string => typeof sub === 'string' && /^[^\0\p{Surrogate}]{1,200}$/u.test(sub)

function wordsOf(error: errors.JOSEError, algorithm: string, site: string): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired; give a fresh one'
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `the algorithm of the token is not ${algorithm}, which is that of the key in rotame.yaml`
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'the token is not signed with the key in rotame.yaml'
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'this is no signed token (JWT)'
  if (error.claim === 'aud') return `the aud of the token is not "${site}"`
  if (error.claim === 'sub') return noSub
  return `the ${error.claim} of the token is ${error.reason === 'missing' ? 'missing' : 'not right'}`
}

/** What else is in a token; what is no use is left out, and said. */
function claimsOf(
  { name, email, plan }: JWTPayload,
  proved: Pick<Identity, 'sub' | 'expiresAt'>,
  plans: KnownSite['plans'],
): Checked {
  const doubts: string[] = []
  const address = z.email().max(limits.email).safeParse(email)
  if (email !== undefined && !address.success) doubts.push('the email of the token is no address, and is left out')
  const { id } = planOf(plans, typeof plan === 'string' ? plan : null)
  if (plan !== undefined && plan !== id)
    doubts.push(`the plan of the token is none of ${plans.map((each) => each.id).join(', ')}; the first counts`)
  const identity = { ...proved, name: nameOf(name), email: address.data ?? null, plan: id }
  return { identity, doubt: doubts.join('; ') || null }
}

function nameOf(name: unknown): string | null {
  if (typeof name !== 'string') return null
  const shown = name.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ').trim()
  // Where the limit falls into a character, before it.
  return shown.slice(0, new Intl.Segmenter().segment(shown).containing(limits.name)?.index).trim() || null
}
