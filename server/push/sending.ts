// Sends an encrypted call to a push service, through `web-push`, which is loaded when somebody is called.

import type { Call, Subscription } from '../protocol/push.ts'
import type { VapidKeys } from './vapid.ts'

/** A call that did not arrive for so long is of no use. */
const keptForSeconds = 3_600
const timeoutMs = 10_000

/** `gone`: the subscription is no more; `later`: the service takes nothing now. */
export type Outcome = 'taken' | 'gone' | 'later' | 'refused'

export interface Sending {
  to: Subscription
  call: Call
  /** At most 32 signs of base64url: of what waits at the service a later one of the same takes its place. */
  topic: string
}

/** @param subject whom a service writes to about us: an address with `mailto:` or `https:` */
export async function sendCall({ to, call, topic }: Sending, keys: VapidKeys, subject: string): Promise<Outcome> {
  const { default: webPush } = await import('web-push')
  const { endpoint, p256dh, auth } = to
  const coding = 'aes128gcm'
  // Not `generateRequestDetails`: it parses addresses in a way that node warns of.
  const { cipherText } = webPush.encrypt(p256dh, auth, JSON.stringify(call), coding)
  const { publicKey, privateKey } = keys
  const signed = webPush.getVapidHeaders(new URL(endpoint).origin, subject, publicKey, privateKey, coding)
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      ...signed,
      TTL: String(keptForSeconds),
      Urgency: 'high',
      Topic: topic,
      'Content-Encoding': coding,
      'Content-Type': 'application/octet-stream',
    },
    body: new Uint8Array(cipherText),
    // A service that sends us elsewhere is none that the owner has named.
    redirect: 'error',
    signal,
  })
  await response.body?.cancel()
  if (response.ok) return 'taken'
  if (response.status === 404 || response.status === 410) return 'gone'
  return response.status === 429 || response.status >= 500 ? 'later' : 'refused'
}
