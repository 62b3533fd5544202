// A key that a person holds, as a server sees it through a browser: it makes a passkey, and signs challenges with it.

import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyAsked, NewKey, ProofAsked, ShownKey } from '../protocol/passkey.ts'

/** What is to be other than an honest browser and key have it. */
interface Wishes {
  origin?: string
  rpId?: string
  challenge?: string
  /** Whether its person was asked for a finger or a PIN. */
  isVerified?: boolean
  /** How often it says that it was used. */
  counter?: number
  userHandle?: string
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const flags = { present: 1, verified: 4, attested: 0x40 }
const clientData = (type: 'create' | 'get', challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type: `webauthn.${type}`, challenge, origin, crossOrigin: false }))

function authData(rpId: string, isVerified: boolean, counter: number, attested = Buffer.alloc(0)): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const bits = flags.present | (isVerified ? flags.verified : 0) | (attested.length > 0 ? flags.attested : 0)
  return Buffer.concat([sha256(rpId), Buffer.from([bits]), count, attested])
}

/** @param home where its browser is */
export function holdKey(home = 'http://localhost:3000') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const shown = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const }
  const more = { clientExtensionResults: {} }
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  let handle = ''
  let counter = 0
  return {
    make({ rp, user, challenge }: KeyAsked, wishes: Wishes = {}): NewKey {
      handle = user.id
      const point = (text: string) => Buffer.from(text, 'base64url')
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        point(x),
        Buffer.from('225820', 'hex'),
        point(y),
      ])
      const length = Buffer.from([0, id.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose])
      const data = authData(wishes.rpId ?? rp.id, wishes.isVerified ?? true, 0, attested)
      const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex')
      const object = Buffer.concat([head, Buffer.from([data.length]), data])
      const said = clientData('create', wishes.challenge ?? challenge, wishes.origin ?? home)
      const response = {
        clientDataJSON: said.toString('base64url'),
        attestationObject: object.toString('base64url'),
        transports: ['internal'],
      }
      return { ...shown, ...more, response }
    },
    show({ rpId, challenge }: Pick<ProofAsked, 'rpId' | 'challenge'>, wishes: Wishes = {}): ShownKey {
      counter++
      const data = authData(wishes.rpId ?? rpId, wishes.isVerified ?? true, wishes.counter ?? counter)
      const said = clientData('get', wishes.challenge ?? challenge, wishes.origin ?? home)
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(said)]))
        .sign(privateKey)
      const response = {
        clientDataJSON: said.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: wishes.userHandle ?? handle,
      }
      return { ...shown, ...more, response }
    },
  }
}
