// Calls on a device whose console is closed: turned on by the agent, encrypted by the server for a push service, opened
// by the service worker, and leading to the conversation. The push service is ours, as no browser of a test has one.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PushService, startPushService } from '../../server/test/pushService.ts'
import { look } from './look.ts'
import { agents, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
let service: PushService
const folder = mkdtempSync(join(tmpdir(), 'rotame-site-'))
beforeAll(async () => {
  service = await startPushService()
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  const file = join(folder, 'rotame.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\npush: { services: ["${service.origin}"] }\n`)
  stage = await openStage(folder)
}, 60_000)
afterAll(async () => {
  await stage.close()
  service.stop()
  rmSync(folder, { recursive: true })
})

async function ask(text: string): Promise<void> {
  const visitor = await stage.visit()
  await launcher(visitor).click()
  await visitor
    .getByRole('button', { name: /Μιλήστε μαζί μας|Αφήστε/ })
    .first()
    .click()
  await visitor.getByLabel('Γράψτε μήνυμα').fill(text)
  await visitor.keyboard.press('Enter')
  await visitor.getByText('Στάλθηκε').waitFor()
}

/** What the device shows. @param page of the same origin */
const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/console/')
    const all = (await registration?.getNotifications()) ?? []
    return all.map(({ title, body, tag }) => ({ title, body, tag }))
  })

/** Hands what has come for the browser to its service worker, as the browser does. */
async function deliver(page: Page, count: number): Promise<string> {
  await expect.poll(() => service.taken.length).toBe(count)
  const devtools = await page.context().newCDPSession(page)
  const found = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith('/console/'))
      if (ours) resolve(ours.registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')
  const { call } = service.taken.at(-1)!
  const data = JSON.stringify(call)
  const origin = new URL(page.url()).origin
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await found, data })
  return call.tag
}

test('a closed console is called, and the call opens the conversation', { timeout: 120_000 }, async () => {
  const desk = await stage.signIn(agents[0])
  const context = desk.context()
  await context.grantPermissions(['notifications'], { origin: stage.demo.product })
  const { endpoint, p256dh, auth } = service.subscribe()
  // In the place of the service that a browser comes with: the keys are those that it opens calls with.
  await context.addInitScript(
    (keys) => {
      const bytes = (text: string) =>
        Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0)).buffer
      let current: object | null = null
      PushManager.prototype.subscribe = async ({ applicationServerKey } = {}) =>
        (current = {
          endpoint: keys.endpoint,
          options: { applicationServerKey: bytes(String(applicationServerKey)) },
          getKey: (name: 'p256dh' | 'auth') => bytes(keys[name]),
          unsubscribe: async () => ((current = null), true),
        }) as PushSubscription
      PushManager.prototype.getSubscription = async () => current as PushSubscription | null
    },
    { endpoint, p256dh, auth },
  )
  await desk.goto(`${stage.demo.product}/console/#/account`)
  await desk.reload()
  await desk.getByText('Αυτή η συσκευή δεν ειδοποιείται.').waitFor()
  await look(desk, 'calls')
  await desk.getByRole('button', { name: 'Ειδοποίηση σε αυτή τη συσκευή' }).click()
  await desk.getByText('Αυτή η συσκευή ειδοποιείται.').waitFor()
  await desk.getByText('ειδοποιείται ·').waitFor()
  await desk.getByLabel('Ώρες ησυχίας').check()
  await look(desk, 'calls-quiet')
  await desk.getByLabel('Ώρες ησυχίας').uncheck()
  await desk.getByLabel('Όσες δεν έχει κανείς').uncheck()
  await desk.getByLabel('Όσες δεν έχει κανείς').check()
  await desk.getByRole('region', { name: 'Ειδοποιήσεις' }).getByRole('button', { name: 'Αποθήκευση' }).click()
  await desk.getByText('Αποθηκεύτηκε, για όλες τις συσκευές σας.').waitFor()

  // Somebody looks at the console: it needs no call, and shows none.
  const page = await context.newPage()
  await page.goto(`${stage.demo.product}/help/oxzino/el/`)
  await ask('Κλειστά είστε;')
  await deliver(page, 1)
  expect(await shown(page)).toEqual([])

  await desk.close()
  // A colleague is there, so that visitors may still chat.
  await stage.signIn(agents[1])
  await ask('Πού είναι η παραγγελία;')
  const id = await deliver(page, 2)
  await expect.poll(() => shown(page)).toEqual([{ title: 'OX Zino', body: 'Νέο μήνυμα στην ουρά', tag: id }])

  // A click leads there; a test has no finger, so that the worker is told of one.
  const again = await context.newPage()
  await again.goto(`${stage.demo.product}/console/`)
  await again.locator('.me button').waitFor()
  await context.serviceWorkers()[0]!.evaluate(async () => {
    const worker = self as unknown as { registration: ServiceWorkerRegistration; dispatchEvent: (event: Event) => void }
    const [notification] = await worker.registration.getNotifications()
    type Click = new (type: string, about: { notification: Notification }) => Event
    const { NotificationEvent } = self as unknown as { NotificationEvent: Click }
    worker.dispatchEvent(new NotificationEvent('notificationclick', { notification: notification! }))
  })
  await again.getByRole('log').getByText('Πού είναι η παραγγελία;').waitFor()
  expect(again.url()).toContain(id)
  await expect.poll(() => shown(page)).toEqual([])
  expect(stage.problems).toEqual([])
})

test('the console installs: a manifest with icons, and one on the tab that says what waits', async () => {
  const desk = await stage.signIn(agents[0])
  await expect.poll(() => desk.locator('link[rel=manifest]').count()).toBe(1)
  const devtools = await desk.context().newCDPSession(desk)
  const { errors, url, data } = await devtools.send('Page.getAppManifest')
  expect({ errors, url }).toEqual({ errors: [], url: `${stage.demo.product}/console/manifest.webmanifest` })
  for (const { src } of (JSON.parse(data!) as { icons: { src: string }[] }).icons) {
    const answer = await desk.request.get(`${stage.demo.product}/console/${src}`)
    expect([src, answer.status(), answer.headers()['content-type']]).toEqual([
      src,
      200,
      src.endsWith('svg') ? 'image/svg+xml' : 'image/png',
    ])
  }
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  await expect.poll(() => desk.locator('link[rel=icon]').getAttribute('href')).toMatch(/icon(-unread)?\.svg/)
})
