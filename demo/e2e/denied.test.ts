// Pages where a part of the platform is missing, throws, refuses or never answers: search, chat and desk work all the
// same.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
let agent: Page
beforeAll(async () => {
  stage = await openStage()
  agent = await stage.signIn()
})
beforeEach(() => void stage.setClock('2026-11-25T12:00+02:00'))
afterAll(() => stage.close())

type Way = 'missing' | 'throwing' | 'refusing' | 'hanging'
const ways: Way[] = ['missing', 'throwing', 'refusing', 'hanging']
const parts = [
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'BroadcastChannel',
  'Notification',
  'locks',
  'serviceWorker',
  'clipboard',
  'subtle',
] as const
type Part = (typeof parts)[number]

const denial = (parts: readonly Part[], way: Way) => ({ parts, way })

/** Runs in the page before anything of it. */
function deny({ parts, way }: { parts: readonly Part[]; way: Way }): void {
  const refusal = () => new DOMException('denied', 'SecurityError')
  const pending = new Promise(() => undefined)
  /** An object every verb of which refuses, or never answers. */
  const mute = (isSynchronous: boolean) =>
    new Proxy(Object.create(null) as object, {
      get: () => () => {
        if (way === 'hanging') return isSynchronous ? null : pending
        if (isSynchronous) throw refusal()
        return Promise.reject(refusal())
      },
    })
  /** A database that says no a moment later, or nothing. */
  const database = {
    open() {
      const request = { onerror: null as (() => void) | null, error: refusal() }
      if (way === 'refusing') setTimeout(() => request.onerror?.())
      return request
    },
  }
  const channel = function () {
    return mute(true)
  }
  const instead: Record<Part, object> = {
    localStorage: mute(true),
    sessionStorage: mute(true),
    indexedDB: database,
    BroadcastChannel: channel,
    Notification: Object.assign(channel, { requestPermission: () => pending }),
    locks: mute(false),
    serviceWorker: mute(false),
    clipboard: mute(false),
    subtle: mute(false),
  }
  for (const part of parts) {
    const owner = { locks: navigator, serviceWorker: navigator, clipboard: navigator, subtle: crypto }[part as 'locks']
    Object.defineProperty(owner ?? window, part, {
      configurable: true,
      get() {
        if (way === 'throwing') throw refusal()
        return way === 'missing' ? undefined : instead[part]
      },
    })
  }
}

/** Runs in the page: its zone is what the way says. */
function denyZone(zone: string | null): void {
  const { resolvedOptions } = Intl.DateTimeFormat.prototype
  Intl.DateTimeFormat.prototype.resolvedOptions = function () {
    if (zone === null) throw new RangeError('no zone')
    return { ...resolvedOptions.call(this), timeZone: (zone || undefined) as string }
  }
}

let count = 0
/** Searches, sends, and is answered. */
async function works(page: Page): Promise<void> {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().waitFor()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const text = `ερώτηση ${++count}.`
  await page.getByLabel('Γράψτε μήνυμα').fill(text)
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor({ timeout: 30_000 })
  await agent.getByText(text).first().click()
  await agent.getByRole('log').getByText(text).waitFor()
  await agent.getByLabel('Γράψτε απάντηση').fill(`απάντηση ${count}.`)
  await agent.keyboard.press('Enter')
  await page.getByRole('log').getByText(`απάντηση ${count}.`).waitFor()
  expect(faults).toEqual([])
  await page.context().close()
}
/** One part each, and all at once. */
const cases: { name: string; way: Way; denied: readonly Part[] }[] = ways.flatMap((way) => [
  ...parts.map((part) => ({ name: part, way, denied: [part] })),
  { name: 'everything', way, denied: parts },
])

test.each(cases)(
  'a visitor searches, writes and is answered with $name $way',
  async ({ way, denied }) => {
    const page = await stage.visit({}, 'about:blank')
    await page.addInitScript(deny, denial(denied, way))
    await works(page)
  },
  60_000,
)

test.each([
  ['none', ''],
  ['one that nothing takes', 'Etc/Unknown'],
  ['one that is made up', 'Mars/Olympus_Mons'],
  ['an exception', null],
])('a visitor whose browser names %s as its zone writes and is answered', async (_, zone) => {
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(denyZone, zone)
  await works(page)
})

test.each([
  ['by its distance from UTC', '+05:30'],
  ['by an old name', 'Asia/Calcutta'],
  ['in words that no list has', 'GTB Standard Time'],
])('a visitor whose browser names its zone %s writes and is answered', async (_, zone) => {
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(denyZone, zone)
  await works(page)
})

test('where the browser does not know the zone that the site is in, hours are said all the same', async () => {
  const page = await stage.visit({}, 'about:blank')
  // As a browser of before 2022 has no Europe/Kyiv.
  await page.addInitScript(() => {
    const Known = Intl.DateTimeFormat
    Intl.DateTimeFormat = new Proxy(Known, {
      apply: (_, __, given: [string?, Intl.DateTimeFormatOptions?]) => new Intl.DateTimeFormat(...given),
      construct(_, given: [string?, Intl.DateTimeFormatOptions?]) {
        if (given[1]?.timeZone === 'Europe/Athens') throw new RangeError('Invalid time zone specified: Europe/Athens')
        return new Known(...given)
      },
    })
  })
  await works(page)
})

test('a page that clears all its databases is not held up, and the conversation goes on', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const send = async (text: string) => {
    await page.getByLabel('Γράψτε μήνυμα').fill(text)
    await page.keyboard.press('Enter')
    await agent.getByText(text).first().waitFor()
  }
  await send(`πριν καθαρίσει ${++count}.`)
  const cleared = await page.evaluate(async () => {
    const all = await indexedDB.databases()
    return Promise.all(
      all.map(
        ({ name }) =>
          new Promise<string>((resolve) => {
            const asked = indexedDB.deleteDatabase(name!)
            asked.onsuccess = () => resolve('deleted')
            asked.onerror = () => resolve('refused')
            setTimeout(() => resolve('blocked'), 2_000)
          }),
      ),
    )
  })
  expect(new Set(cleared)).toEqual(new Set(['deleted']))
  await send(`αφού καθάρισε ${++count}.`)
  // What is written from now on is kept again.
  await page.getByLabel('Γράψτε μήνυμα').fill('μισή λέξη')
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const asked = indexedDB.open('rotame:oxzino')
            asked.onsuccess = () => {
              const db = asked.result
              if (!db.objectStoreNames.contains('facts')) return resolve(db.close())
              const got = db.transaction('facts').objectStore('facts').get('draft')
              got.onsuccess = () => {
                db.close()
                resolve(got.result)
              }
            }
          }),
      ),
    )
    .toBe('μισή λέξη')
  await page.context().close()
})

test('a form is sent where everything is denied and the zone is none', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(deny, denial(parts, 'refusing'))
  await page.addInitScript(denyZone, '')
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').fill('denied@example.com')
  await page.getByLabel('Τι χρειάζεστε;').fill('χωρίς τίποτα')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  await page.context().close()
})

test.each(ways)('an agent answers at a desk with everything %s', async (way) => {
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const text = `για το γραφείο ${++count}.`
  await page.getByLabel('Γράψτε μήνυμα').fill(text)
  await page.keyboard.press('Enter')
  const context = await stage.browser.newContext({
    locale: 'el-GR',
    storageState: await agent.context().storageState(),
  })
  context.setDefaultTimeout(12_000)
  const desk = await context.newPage()
  const faults: string[] = []
  desk.on('pageerror', (error) => faults.push(error.message))
  await desk.addInitScript(deny, denial(parts, way))
  await desk.addInitScript(denyZone, 'Etc/Unknown')
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.getByText(text).first().click()
  await desk.getByRole('log').getByText(text).waitFor()
  await desk.getByLabel('Γράψτε απάντηση').fill('μισή')
  await desk.getByLabel('Γράψτε απάντηση').fill(`απάντηση γραφείου ${count}.`)
  await desk.keyboard.press('Enter')
  await page.getByRole('log').getByText(`απάντηση γραφείου ${count}.`).waitFor()
  expect(faults).toEqual([])
  await context.close()
  await page.context().close()
})
