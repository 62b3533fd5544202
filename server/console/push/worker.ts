// The service worker: shows a call, pushed or of an open console, while no page of the console is on a screen, and
// opens what it is about. It imports nothing, keeps nothing and answers no page's requests.

import type { Call } from '../../protocol/push.ts'

/** What of a worker's world is used here. */
interface Waiting extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface Pushed extends Waiting {
  data: { json: () => unknown } | null
}
interface Told extends Waiting {
  data: unknown
}
interface Clicked extends Waiting {
  notification: Notification & { data: { path: string } }
}
interface Window {
  url: string
  visibilityState: string
  focus: () => Promise<Window>
  navigate: (url: string) => Promise<unknown>
}
interface Worker {
  addEventListener: ((type: 'push', hear: (event: Pushed) => void) => void) &
    ((type: 'message', hear: (event: Told) => void) => void) &
    ((type: 'notificationclick', hear: (event: Clicked) => void) => void) &
    ((type: 'activate' | 'install', hear: (event: Waiting) => void) => void)
  registration: ServiceWorkerRegistration
  skipWaiting: () => Promise<void>
  clients: {
    claim: () => Promise<void>
    matchAll: (of: { type: 'window'; includeUncontrolled: true }) => Promise<Window[]>
    openWindow: (url: string) => Promise<unknown>
  }
}
const worker = self as unknown as Worker
/** Pages of the console; those of help are of the same origin. */
async function windows(): Promise<Window[]> {
  const all = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return all.filter(({ url }) => new URL(url).pathname.startsWith('/console/'))
}

async function show({ title, body, tag, path, locale }: Call): Promise<void> {
  // Whoever looks at the console sees it there.
  if ((await windows()).some(({ visibilityState }) => visibilityState === 'visible')) return
  const picture = { icon: '/console/icon-192.png', badge: '/console/badge.png' }
  const shown = { body, tag, lang: locale, data: { path }, renotify: true, ...picture }
  await worker.registration.showNotification(title, shown)
  await navigator.setAppBadge?.()
}

async function open(path: string): Promise<void> {
  const [found] = await windows()
  if (!found) return void (await worker.clients.openWindow(path))
  await found.navigate(path)
  await found.focus()
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json() as Call))
})
worker.addEventListener('message', (event) => event.waitUntil(show(event.data as Call)))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.path))
})
