// `npm run -s bench:open`: from the tap on the launcher to the first paint of the panel, and on to writing to a person;
// in Chromium at a quarter of the machine's pace, on the production build.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { pino } from 'pino'
import { agents, startDemo } from '../demo.ts'
import { launch } from '../e2e/browser.ts'
import buildPrograms from '../e2e/build.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    runs: { type: 'string', default: '7' },
    slowdown: { type: 'string', default: '4' },
  },
})

/** Milliseconds from the tap. */
interface Times {
  /** The panel is painted. */
  panelMs: number
  /** A letter stands in the composer, of who tapped on it as soon as it was there. */
  writingMs: number
}

/** Taps as soon as there is something to tap on; runs in the page, so that nothing of ours takes time. */
async function tap(): Promise<Times> {
  const root = [...document.documentElement.children].find((node) => node.shadowRoot)!.shadowRoot!
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const there = async <T>(find: () => T | null | undefined): Promise<T> => {
    for (;;) {
      const found = find()
      if (found) return found
      await frame()
    }
  }
  const began = performance.now()
  root.querySelector<HTMLElement>('.launcher')!.click()
  await there(() => root.querySelector('.panel h1'))
  // What is drawn now is seen after this frame.
  await frame()
  const panelMs = performance.now() - began
  const talk = await there(() => root.querySelector<HTMLElement>('.talk .go'))
  for (const event of ['pointerenter', 'pointerdown']) talk.dispatchEvent(new PointerEvent(event, { bubbles: true }))
  talk.click()
  const field = await there(() => root.querySelector<HTMLTextAreaElement>('.composer textarea'))
  field.focus()
  document.execCommand('insertText', false, 'α')
  await there(() => field.value === 'α')
  await frame()
  return { panelMs, writingMs: performance.now() - began }
}

/** Somebody to write to. */
async function attend(browser: Browser, product: string): Promise<void> {
  const page = await (await browser.newContext({ locale: 'el-GR' })).newPage()
  await page.goto(`${product}/console/`)
  await page.getByLabel('Email').fill(agents[0].email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(agents[0].password)
  await page.getByRole('button', { name: 'Συνέχεια' }).click()
  await page.locator('.me button').waitFor()
}

/** A visitor who has never been here. */
async function visit(browser: Browser, site: string): Promise<Times> {
  const context = await browser.newContext({ locale: 'el-GR' })
  const page = await context.newPage()
  await page.goto(site)
  await page.getByRole('button', { name: 'Βοήθεια' }).waitFor()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slowdown) })
  const times = await page.evaluate(tap)
  await context.close()
  return times
}

const median = (list: number[]): number => Math.round(list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!)

buildPrograms()
const folder = mkdtempSync(join(tmpdir(), 'rotame-open-'))
const ahead = Date.parse('2026-11-25T12:00+02:00') - Date.now()
const demo = await startDemo({ port: 0, data: folder, clock: () => Date.now() + ahead, log: pino({ level: 'error' }) })
const browser = await launch()
await attend(browser, demo.product)
const all: Times[] = []
for (let run = 0; run < Number(values.runs); run++) all.push(await visit(browser, demo.site))
await browser.close()
await demo.stop()
rmSync(folder, { recursive: true })
const figures = {
  panelMs: median(all.map(({ panelMs }) => panelMs)),
  writingMs: median(all.map(({ writingMs }) => writingMs)),
}
if (values.json) console.log(JSON.stringify(figures))
else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(10)} ${String(value).padStart(6)}`)
