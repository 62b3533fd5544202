// A push service and the browsers behind it: takes calls as a real one does, and opens them with a browser's own key.

import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Call, Subscription } from '../protocol/push.ts'

/** A call as the browser reads it, and what the service saw of it. */
interface Taken {
  endpoint: string
  call: Call
  headers: IncomingHttpHeaders
  /** What cannot be read on the way. */
  body: Buffer
}

export type PushService = Awaited<ReturnType<typeof startPushService>>

export async function startPushService() {
  const browsers = new Map<string, { curve: ReturnType<typeof createECDH>; auth: Buffer }>()
  const taken: Taken[] = []
  const statuses: number[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const endpoint = `${origin}${request.url!}`
    const browser = browsers.get(endpoint)
    const status = statuses.shift() ?? (browser ? 201 : 410)
    if (status === 201) {
      checkSigned(request.headers, origin)
      taken.push({ endpoint, call: open(body, browser!), headers: request.headers, body })
    }
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    taken,
    /** What the next calls are answered, instead of being taken. */
    answers: (...next: number[]) => void statuses.push(...next),
    /** A browser subscribes. */
    subscribe(): Subscription {
      const curve = createECDH('prime256v1')
      const p256dh = curve.generateKeys('base64url')
      const auth = randomBytes(16)
      const endpoint = `${origin}/${randomBytes(8).toString('hex')}`
      browsers.set(endpoint, { curve, auth })
      return { endpoint, p256dh, auth: auth.toString('base64url') }
    },
    /** Its browser is gone. */
    forget: ({ endpoint }: Subscription) => void browsers.delete(endpoint),
    stop: () => void server.close(),
  }
}

/** RFC 8291, as a browser opens it. */
function open(body: Buffer, { curve, auth }: { curve: ReturnType<typeof createECDH>; auth: Buffer }): Call {
  const salt = body.subarray(0, 16)
  const theirs = body.subarray(21, 21 + body[20]!)
  const sealed = body.subarray(21 + body[20]!)
  const derive = (key: Buffer, with_: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, with_, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), theirs])
  const secret = derive(curve.computeSecret(theirs), auth, info, 32)
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  // What follows the words is padding, after a 2.
  return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString()) as Call
}

/** RFC 8292: who sends it has signed that it is for this service. @throws Error where that is not so */
function checkSigned({ authorization = '' }: IncomingHttpHeaders, origin: string): void {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  const [head, claims, signature] = token.split('.') as [string, string, string]
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const jwk = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const isTheirs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: jwk, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const { aud, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, string>
  if (!isTheirs || aud !== origin || !/^(mailto|https):/.test(sub!)) throw new Error(`not signed: ${authorization}`)
}
