// `npm run -s bench:size`: the bytes of a visit as they come over the wire, head and body, measured in Chromium on the
// Greek site: from `rotame start` alone, and through nginx as nginx.conf sets it up.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { agents } from '../demo.ts'
import buildPrograms from '../e2e/build.ts'
import { launch } from '../e2e/browser.ts'
import { noNginx, startNginx } from '../../server/test/nginx.ts'
import { chunksOf } from './sizes.ts'
import { startRotame } from './started.ts'

/** Most bytes of a step, what came before not counted; `reading` is everything until one article is read. */
const most = { page: 1_700, panel: 25_000, articles: 14_000, reading: 40_000, chat: 17_000 } as const
type Step = Exclude<keyof typeof most, 'reading'>
interface Request {
  path: string
  step: Step
  bytes: number
}

/** A page of the owner's with the widget in it. */
async function startPage() {
  let product = ''
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!doctype html><html lang="el"><title>OX Zino</title><script async src="${product}/widget.js" data-site="oxzino"></script>`,
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shows: (url: string) => void (product = url),
    stop: () => void server.close(),
  }
}

/** Notes every request to the product with what came over the wire for it. */
async function watch(page: Page, product: string, step: () => Step): Promise<Request[]> {
  const found: Request[] = []
  const asked = new Map<string, { path: string; step: Step }>()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { origin, pathname } = new URL(request.url)
    if (origin === product) asked.set(requestId, { path: pathname, step: stepOf(pathname) ?? step() })
  })
  const heads = new Map<string, number>()
  const count = (requestId: string, bytes: number | undefined) => {
    const request = asked.get(requestId)
    if (request && bytes !== undefined) found.push({ ...request, bytes })
  }
  devtools.on('Network.responseReceived', ({ requestId, response }) => heads.set(requestId, response.encodedDataLength))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => count(requestId, encodedDataLength))
  // What nobody reads is called off once its head is there.
  devtools.on('Network.loadingFailed', ({ requestId }) => count(requestId, heads.get(requestId)))
  return found
}

/** The articles with their search data count for themselves. */
const stepOf = (path: string): Step | null => (path.startsWith('/articles/') ? 'articles' : null)

/** A visitor opens the panel, searches, reads, opens the form, and asks a person. */
async function visit(
  browser: Browser,
  site: string,
  product: string,
  attended: () => Promise<void>,
): Promise<Request[]> {
  let step: Step = 'page'
  const page = await (await browser.newContext({ locale: 'el-GR' })).newPage()
  const found = await watch(page, product, () => step)
  await page.goto(site)
  const launcher = page.getByRole('button', { name: 'Βοήθεια' })
  await launcher.waitFor()
  step = 'panel'
  await launcher.click()
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Δημιουργήστε έναν νέο ασφαλή κωδικό').waitFor()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').waitFor()
  await attended()
  step = 'chat'
  await page.evaluate(() => (window as unknown as { Rotame: (call: string) => void }).Rotame('ask'))
  await page.getByLabel('Γράψτε μήνυμα').fill('Καλημέρα')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('Καλημέρα').waitFor()
  await page.waitForLoadState('networkidle')
  await page.context().close()
  return found
}

/** An agent at the console, so that there is somebody to ask. */
async function attend(browser: Browser, product: string): Promise<number> {
  const page = await (await browser.newContext({ locale: 'el-GR' })).newPage()
  const found = await watch(page, product, () => 'chat')
  await page.goto(`${product}/console/`)
  await page.getByLabel('Email').fill(agents[0].email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(agents[0].password)
  await page.getByRole('button', { name: 'Συνέχεια' }).click()
  await page.locator('.me button').waitFor()
  if (process.argv.includes('--requests'))
    for (const { path, bytes } of found) console.error(`alone console  ${String(bytes).padStart(6)} ${path}`)
  return found.reduce((sum, { bytes }) => sum + bytes, 0)
}

function sum(requests: Request[]): Record<keyof typeof most, number> {
  const of = (...steps: Step[]) =>
    requests.filter(({ step }) => steps.includes(step)).reduce((bytes, request) => bytes + request.bytes, 0)
  return {
    page: of('page'),
    panel: of('panel'),
    articles: of('articles'),
    reading: of('page', 'panel', 'articles'),
    chat: of('chat'),
  }
}

buildPrograms()
const page = await startPage()
const browser = await launch()
const measured: Record<string, Record<keyof typeof most, number>> = {}
const wrong: string[] = []
let consoleBytes = 0
for (const way of noNginx === null ? ['alone', 'nginx'] : ['alone']) {
  const rotame = await startRotame({ origin: page.url, agent: agents[0], at: '2026-11-25T12:00+02:00' })
  const nginx = way === 'nginx' ? await startNginx([rotame.port]) : null
  const product = nginx?.url ?? rotame.url
  page.shows(product)
  const requests = await visit(browser, page.url, product, async () => {
    consoleBytes = await attend(browser, rotame.url)
  })
  await nginx?.stop()
  await rotame.stop()
  if (process.argv.includes('--requests'))
    for (const { path, step, bytes } of requests)
      console.error(`${way} ${step.padEnd(8)} ${String(bytes).padStart(6)} ${path}`)
  measured[way] = sum(requests)
  // The limits are our own server's: what a proxy adds to each answer (Server, Connection) is printed beside them.
  for (const [name, limit] of way === 'alone' ? Object.entries(most) : [])
    if (measured[way][name as Step] > limit) wrong.push(`${name} is over its ${limit} bytes, ${way}`)
  for (const { path, step } of requests) {
    const chunk = /^\/w\/[^/]+\/(.+)$/.exec(path)?.[1]
    if (chunk && !chunksOf(step).includes(chunk))
      wrong.push(`${chunk} is loaded in ${step}; name it in demo/bench/sizes.ts`)
  }
}
await browser.close()
page.stop()
if (process.argv.includes('--json')) console.log(JSON.stringify({ ...measured, console: consoleBytes }))
else {
  for (const [name, limit] of Object.entries(most))
    console.log(
      [
        name.padEnd(9),
        ...Object.entries(measured).map(([way, bytes]) => `${way} ${String(bytes[name as Step]).padStart(6)} B`),
        `of ${limit}`,
      ].join('  '),
    )
  console.log(`console    alone  ${consoleBytes} B`)
}
if (noNginx !== null) console.error(`without nginx: ${noNginx}`)
for (const line of new Set(wrong)) console.error(line)
process.exit(wrong.length === 0 ? 0 : 1)
