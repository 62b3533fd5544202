// This device: whether it is called, while the console is closed too, and how it comes to be and no longer is.

import { storage } from '../storage.ts'
import type { Line } from '../line.ts'

const script = '/console/worker.js'
const scope = '/console/'
/** Where it is kept who is called here: whoever signs in after them has not asked for it. */
const calledKey = 'rotame:called'

/** Whether a browser can be called while a console is open in it; on a phone of Apple's, once it is installed. */
export const canBeCalled = (): boolean => 'Notification' in globalThis

/** Whether it can while all are closed. */
export const canBePushed = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

interface Policies {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => {
    createScriptURL: (url: string) => string
  }
}
/** The one address that a page of the console may make a worker of. */
function addressOfWorker(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies }
  return (
    trustedTypes?.createPolicy('rotame-worker', { createScriptURL: () => script }).createScriptURL(script) ?? script
  )
}

const registrationHere = async (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker?.getRegistration(scope)

/** What shows calls; null: nothing does but the page. */
export const workerHere = async (): Promise<ServiceWorker | null> => (await registrationHere())?.active ?? null

const subscriptionHere = async (): Promise<PushSubscription | null> =>
  (await (await registrationHere())?.pushManager?.getSubscription()) ?? null

const base64 = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer())))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Says to the server how this device is called. @returns why it is not, or null */
async function tell({ ask }: Pick<Line, 'ask'>, subscription: PushSubscription): Promise<string | null> {
  const answer = await ask('push:subscribe', {
    endpoint: subscription.endpoint,
    p256dh: base64(subscription.getKey('p256dh')),
    auth: base64(subscription.getKey('auth')),
  })
  // Of what the server does not call, nothing comes: the open console does it.
  if (answer?.ok === false) await subscription.unsubscribe()
  return answer?.ok ? null : (answer?.error ?? 'failed')
}

/**
 * @param key the server's; null: it calls nobody, the open console does. @param me who is called.
 * @returns why it is not called while the console is closed, or null
 */
export async function callHere(line: Pick<Line, 'ask'>, key: string | null, me: string): Promise<string | null> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  storage.shared.setItem(calledKey, me)
  if (!('serviceWorker' in navigator)) return null
  const registration = await navigator.serviceWorker.register(addressOfWorker(), { scope })
  await navigator.serviceWorker.ready
  if (key === null || !canBePushed()) return null
  const known = await registration.pushManager.getSubscription()
  // One under the key of another secret is nothing any more.
  if (known && base64(known.options.applicationServerKey) !== key) await known.unsubscribe()
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  return tell(line, made)
}

export async function callNoMore({ ask }: Pick<Line, 'ask'>): Promise<string | null> {
  storage.shared.removeItem(calledKey)
  await (await subscriptionHere())?.unsubscribe()
  const answer = await ask('push:unsubscribe', {})
  return answer?.ok ? null : (answer?.error ?? 'failed')
}

/** Until when this device calls somebody: never, while a console is open on it, or when all are closed too. */
export async function callsHere(me: string | undefined): Promise<'never' | 'open' | 'closed'> {
  const isTheirs = me !== undefined && storage.shared.getItem(calledKey) === me
  if (!isTheirs || !canBeCalled() || Notification.permission !== 'granted') return 'never'
  return (await subscriptionHere()) ? 'closed' : 'open'
}

/** Tells a new sign-in of what this device has subscribed to before, by the same person. */
export async function renew(line: Pick<Line, 'ask'>, me: string | undefined): Promise<void> {
  const known = (await callsHere(me)) === 'closed' ? await subscriptionHere() : null
  if (known) await tell(line, known)
}
