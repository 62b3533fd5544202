// `npm run -s bench:desk`: how long 50 agents at once wait at their sockets, on either database (crowd.ts), and what
// the desk of a long queue costs an agent's browser: to begin, to open, to stand still, to be flooded, and by key.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import { readConfig } from '../../server/config/config.ts'
import { onPage } from '../../server/conversations/author.ts'
import { create } from '../../server/conversations/beginning.ts'
import { receive } from '../../server/conversations/messages.ts'
import * as write from '../../server/conversations/writes.ts'
import { visitorOf } from '../../server/visitors/visitors.ts'
import { agents, startDemo } from '../demo.ts'
import build from '../e2e/build.ts'
import { launch } from '../e2e/browser.ts'
import { measureCrowd } from './crowd.ts'
import { floorOfKeys, keyToPaint, middle } from './keys.ts'

const { values } = parseArgs({
  options: {
    open: { type: 'string', default: '5000' },
    closed: { type: 'string', default: '5000' },
    json: { type: 'boolean', default: false },
    /** Of the crowd; on PostgreSQL the browser is left out. */
    database: { type: 'string', default: 'sqlite' },
    /** 0: the browser's part alone. */
    conversations: { type: 'string', default: '50000' },
    agents: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '30' },
  },
})
const [openCount, closedCount] = [Number(values.open), Number(values.closed)]
/** New conversations while the desk stands open; what one address may begin in a minute. */
const arriving = 50

const print = (figures: object) => {
  if (values.json) console.log(JSON.stringify(figures))
  else
    for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(20)} ${String(value).padStart(10)}`)
}

build()
const crowd =
  values.conversations !== '0' &&
  (await measureCrowd({
    database: values.database === 'postgres' ? 'postgres' : 'sqlite',
    conversations: Number(values.conversations),
    per: 4,
    agents: Number(values.agents),
    seconds: Number(values.seconds),
  }))
if (values.database === 'postgres') {
  print(crowd || {})
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'rotame-desk-'))
const ahead = Date.parse('2026-11-25T12:00+02:00') - Date.now()
const clock = () => Date.now() + ahead
const demo = await startDemo({ port: 0, data: folder, clock, log: pino({ level: 'error' }) })
const newId = () => randomBytes(16).toString('base64url')
const newSecret = () => randomBytes(32).toString('base64url')
const context = { page: { url: demo.site, title: 'OX Zino' }, locale: 'el', zone: 'Europe/Athens', path: [] }

/** Puts conversations into the database as visitors begin them, each with a message; some are over. */
async function seed(count: number, isClosed: boolean): Promise<void> {
  const { queries } = demo.store
  const site = readConfig(join(import.meta.dirname, '../site'), { SMTP_URL: demo.mailbox.url }).sites.get('oxzino')!
  const one = (number: number) =>
    demo.store.write(function* () {
      const visitor = visitorOf('oxzino', newSecret(), null)
      const at = clock()
      const made = { id: newId(), name: null, plan: site.plans[0]!.id, context, browser: 'Chromium', at }
      const row = yield* create(queries, visitor, made)
      const text = `Ερώτηση με αριθμό ${number}`
      yield* receive(queries, site, row, { id: newId(), text, at }, onPage(visitor))
      const over = { state: 'closed', closedAt: at, waitingSince: null, dueAt: null, dueWithin: null } as const
      if (isClosed) yield* write.change(queries, yield* write.get(queries, row.id), over)
    })
  for (let from = 0; from < count; from += 500)
    await Promise.all(Array.from({ length: Math.min(500, count - from) }, (_, at) => one(from + at)))
}

/** Seconds that the page's own thread has been busy; the last look's are given back. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')!.value
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${demo.product}/console/`)
  await page.getByLabel('Email').fill(agents[0].email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(agents[0].password)
  await page.getByRole('button', { name: 'Συνέχεια' }).click()
  await page.locator('.me button').waitFor()
}

/** Waits in the page itself: asking from here would cost it time. */
const shows = (page: Page, count: number) =>
  page.waitForFunction(
    (wanted) => document.querySelector('[data-view=queue] i')?.textContent === String(wanted),
    count,
    { polling: 50, timeout: 180_000 },
  )

/** Clicks a row; milliseconds until what was said is drawn. */
const openRow = (page: Page, at: number) =>
  page.evaluate(async (number) => {
    const row = document.querySelectorAll<HTMLElement>('.row')[number]!
    const text = row.querySelector('.said')!.textContent
    const start = performance.now()
    row.click()
    while (document.querySelector('.log')?.textContent?.includes(text) !== true)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - start
  }, at)

const round = (value: number) => Math.round(value * 100) / 100

await seed(openCount, false)
await seed(closedCount, true)
const browser = await launch()
const page = await (await browser.newContext({ locale: 'el-GR', viewport: { width: 1280, height: 800 } })).newPage()
await signIn(page)
await shows(page, openCount)
let received = 0
const session = await page.context().newCDPSession(page)
await session.send('Network.enable')
session.on('Network.webSocketFrameReceived', ({ response }) => (received += response.payloadData.length))
await session.send('Performance.enable')
const began = performance.now()
await page.reload()
await page.locator('.row').first().waitFor()
const firstRow = performance.now() - began
await shows(page, openCount)
await page.waitForTimeout(500)
const start = { ms: Math.round(firstRow), allMs: Math.round(performance.now() - began - 500), cpu: await busy(session) }
const startReceived = received
const opened: number[] = []
for (let at = 0; at < 9; at++) opened.push(await openRow(page, at))
const field = page.getByLabel('Γράψτε απάντηση')
await field.focus()
const lines = Array.from({ length: 4_000 }, (_, number) => `${number} mod_proxy: error reading status line`).join('\n')
const pasting = performance.now()
await session.send('Input.insertText', { text: lines })
await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
const pasteMs = performance.now() - pasting
await field.fill('')
const before = await busy(session)
await page.waitForTimeout(5_000)
const idle = ((await busy(session)) - before) / 5
const keys = await keyToPaint(page)
const keyFloor = await floorOfKeys(browser)
const pressed = Object.values(keys)
  .flat()
  .toSorted((a, b) => a - b)
// Keys have closed some and given others to the agent.
const left = Number(await page.locator('[data-view=queue] i').textContent())
const beforeFlood = await busy(session)
const visitors = Array.from({ length: arriving }, () =>
  io(`${demo.product}/visitor`, {
    auth: { v: 1, site: 'oxzino', secret: newSecret(), locale: 'el' },
    extraHeaders: { origin: demo.site },
    transports: ['websocket'],
    forceNew: true,
  }),
)
for (const visitor of visitors)
  await visitor.emitWithAck('conversation:start', { id: newId(), message: { id: newId(), text: 'Και εγώ' }, context })
await shows(page, left + arriving)
const flood = (await busy(session)) - beforeFlood
// A beat later nothing may be asked that is known.
let asked = 0
session.on(
  'Network.webSocketFrameSent',
  ({ response }) => (asked += Number(response.payloadData.includes('queue:open'))),
)
await page.waitForTimeout(32_000)
const { result } = await session.send('Runtime.evaluate', { expression: 'document.querySelectorAll("*").length' })
const { usedSize } = await session.send('Runtime.getHeapUsage')
const figures = {
  ...crowd,
  keyToPaintP95: pressed[Math.floor(pressed.length * 0.95)],
  keyFloorMs: keyFloor,
  ...Object.fromEntries(Object.entries(keys).map(([does, all]) => [`${does}KeyMs`, middle(all)])),
  open: openCount,
  closed: closedCount,
  firstRowMs: start.ms,
  allMs: start.allMs,
  startCpuSeconds: round(start.cpu),
  startReceivedBytes: startReceived,
  openMs: round(middle(opened)),
  openWorstMs: round(Math.max(...opened)),
  pasteLinesMs: round(pasteMs),
  idleCpuPerSecond: round(idle),
  floodCpuMsEach: round((flood / arriving) * 1_000),
  askedAgain: asked,
  elements: result.value as number,
  heapBytes: usedSize,
}
for (const visitor of visitors) visitor.disconnect()
await browser.close()
await demo.stop()
rmSync(folder, { recursive: true })
print(figures)
