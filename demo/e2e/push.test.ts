// Calls on a device whose console is closed: turned on by the agent, encrypted by the server for a push service, opened
// by the service worker, and leading to the conversation. The push service is ours, as no browser of a test has one.
// And calls of a console that is open and on no screen, where nothing is pushed.

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
const folders: string[] = []
/** The demo's site with more in its rotame.yaml. */
function siteWith(yaml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-site-'))
  folders.push(folder)
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  const file = join(folder, 'rotame.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${yaml}\n`)
  return folder
}
beforeAll(async () => {
  service = await startPushService()
  stage = await openStage(siteWith(`push: { services: ["${service.origin}"] }`))
}, 60_000)
afterAll(async () => {
  await stage.close()
  service.stop()
  for (const folder of folders) rmSync(folder, { recursive: true })
})

async function ask(text: string, on = stage): Promise<void> {
  const visitor = await on.visit()
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

/** Clicks what the device shows. */
async function clickShown(page: Page): Promise<void> {
  await page
    .context()
    .serviceWorkers()[0]!
    .evaluate(async () => {
      const worker = self as unknown as {
        registration: ServiceWorkerRegistration
        dispatchEvent: (event: Event) => void
      }
      const [notification] = await worker.registration.getNotifications()
      type Click = new (type: string, about: { notification: Notification }) => Event
      const { NotificationEvent } = self as unknown as { NotificationEvent: Click }
      worker.dispatchEvent(new NotificationEvent('notificationclick', { notification: notification! }))
    })
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
      const subscription = (applicationServerKey: string) =>
        ({
          endpoint: keys.endpoint,
          options: { applicationServerKey: bytes(applicationServerKey) },
          getKey: (name: 'p256dh' | 'auth') => bytes(keys[name]),
          unsubscribe: async () => (localStorage.removeItem('subscribed'), true),
        }) as unknown as PushSubscription
      PushManager.prototype.subscribe = async ({ applicationServerKey } = {}) => {
        localStorage.setItem('subscribed', String(applicationServerKey))
        return subscription(String(applicationServerKey))
      }
      PushManager.prototype.getSubscription = async () => {
        const key = localStorage.getItem('subscribed')
        return key === null ? null : subscription(key)
      }
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

  // One that nobody looks at leaves it to the push.
  await hide(desk)
  await desk.reload()
  await desk.locator('link[rel=manifest]').waitFor({ state: 'attached' })
  await hideAll(desk, true)
  const count = await counting(desk)
  await ask('Είναι κανείς;')
  await deliver(page, 2)
  await expect.poll(count).toBe(1)
  await desk.waitForTimeout(500)
  expect(await count()).toBe(1)
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/console/')
    for (const each of (await registration?.getNotifications()) ?? []) each.close()
  })

  await desk.close()
  // A colleague is there, so that visitors may still chat.
  await stage.signIn(agents[1])
  await ask('Πού είναι η παραγγελία;')
  const id = await deliver(page, 3)
  await expect.poll(() => shown(page)).toEqual([{ title: 'OX Zino', body: 'Νέο μήνυμα στην ουρά', tag: id }])

  // A click leads there; a test has no finger, so that the worker is told of one.
  const again = await context.newPage()
  await again.goto(`${stage.demo.product}/console/`)
  await again.locator('.me button').waitFor()
  await clickShown(again)
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

/** Takes a page off the screen, as its tab is while another one is looked at: no test's browser does so by itself. */
async function hide(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => sessionStorage.getItem('seen') ?? 'hidden' })
    window.AudioContext = class extends AudioContext {
      constructor() {
        super()
        sessionStorage.setItem('rung', String(Number(sessionStorage.getItem('rung')) + 1))
      }
    }
  })
}
/** The same, as the service worker sees it. */
const hideAll = (page: Page, isHidden: boolean) =>
  page
    .context()
    .serviceWorkers()[0]!
    .evaluate(
      (visibilityState) => {
        type Seen = { url: string; visibilityState: string; focus: () => unknown; navigate: (to: string) => unknown }
        const { clients } = self as unknown as { clients: { matchAll: (of: object) => Promise<Seen[]> } }
        const { matchAll } = Object.getPrototypeOf(clients) as typeof clients
        clients.matchAll = async (of) =>
          (await matchAll.call(clients, of)).map((each) => ({
            url: each.url,
            visibilityState,
            focus: () => each.focus(),
            navigate: (to) => each.navigate(to),
          }))
      },
      isHidden ? 'hidden' : 'visible',
    )

/** @returns how often the device has shown something since, whatever it takes the place of */
async function counting(page: Page): Promise<() => Promise<number>> {
  const [worker] = page.context().serviceWorkers()
  await worker!.evaluate(() => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration }
    const { showNotification } = ServiceWorkerRegistration.prototype
    const counted = Object.assign(self, { count: 0 })
    registration.showNotification = (...said) => (counted.count++, showNotification.call(registration, ...said))
  })
  return () => worker!.evaluate(() => (self as unknown as { count: number }).count)
}

test(
  'without push an open console that nobody sees calls, once for all tabs, and a click opens it',
  {
    timeout: 120_000,
  },
  async () => {
    const silent = await openStage(siteWith('push: false'))
    const desk = await silent.signIn(agents[0])
    const context = desk.context()
    await context.grantPermissions(['notifications'], { origin: silent.demo.product })
    await desk.goto(`${silent.demo.product}/console/#/account`)
    // Quiet hours hold for its sound and its calls, so that they are there.
    await desk.getByText('Σας φτάνουν όσο η κονσόλα είναι ανοιχτή').waitFor()
    await desk.getByLabel('Ώρες ησυχίας').check()
    await look(desk, 'calls-open')
    await desk.getByLabel('Ώρες ησυχίας').uncheck()
    await desk.getByRole('button', { name: 'Ειδοποίηση σε αυτή τη συσκευή' }).click()
    await desk.getByText('Αυτή η συσκευή ειδοποιείται όσο η κονσόλα είναι ανοιχτή.').waitFor()

    const [one, two] = [await context.newPage(), await context.newPage()]
    for (const page of [one, two]) {
      await hide(page)
      await page.goto(`${silent.demo.product}/console/`)
      await page.locator('.me button').waitFor()
      await page.locator('link[rel=manifest]').waitFor({ state: 'attached' })
    }
    await desk.close()
    const rung = (page: Page) => page.evaluate(() => Number(sessionStorage.getItem('rung')))
    // A tab that is seen needs no call.
    await hideAll(one, false)
    await ask('Κλειστά είστε;', silent)
    await expect.poll(async () => [await rung(one), await rung(two)]).toEqual([1, 1])
    await one.waitForTimeout(500)
    expect(await shown(one)).toEqual([])

    await hideAll(one, true)
    const count = await counting(one)
    await ask('Πού είναι η παραγγελία;', silent)
    const body = 'Νέο μήνυμα στην ουρά'
    await expect.poll(() => shown(one)).toMatchObject([{ title: 'OX Zino', body }])
    const { tag } = (await shown(one))[0]!
    await one.waitForTimeout(500)
    expect(await count()).toBe(1)
    await clickShown(one)
    await expect.poll(() => [one.url(), two.url()].filter((url) => url.includes(tag))).toHaveLength(1)
    const opened = one.url().includes(tag) ? one : two
    await opened.getByRole('log').getByText('Πού είναι η παραγγελία;').waitFor()
    await expect.poll(() => shown(one)).toEqual([])

    // Where there is no service worker the page does it, and is what a click leads to.
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'serviceWorker', { value: undefined })
      ;(window as unknown as { Notification: unknown }).Notification = class {
        static permission = 'granted'
        onclick = () => {}
        constructor(title: string, { body: said }: NotificationOptions) {
          Object.assign(window, { shown: this })
          sessionStorage.setItem('shown', `${sessionStorage.getItem('shown') ?? ''}${title}: ${said};`)
        }
        close() {}
      }
    })
    await two.close()
    await one.goto(`${silent.demo.product}/console/#/queue`)
    await one.reload()
    await one.locator('.me button').waitFor()
    await one.locator('link[rel=manifest]').waitFor({ state: 'attached' })
    await ask('Και από τη σελίδα;', silent)
    await expect.poll(() => one.evaluate(() => sessionStorage.getItem('shown'))).toBe(`OX Zino: ${body};`)
    await one.evaluate(() => (window as unknown as { shown: Notification }).shown.onclick!(new Event('click')))
    await one.getByRole('log').getByText('Και από τη σελίδα;').waitFor()
    expect(silent.problems).toEqual([])
    await silent.close()
  },
)
