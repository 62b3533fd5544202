// What a key costs at the desk until the paint that shows it, on a processor of a quarter of this one's pace.

import type { Browser, Page } from 'playwright-core'

export const middle = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!

/** A processor of a quarter of this one's pace. */
const slower = 4
/** Keys that are no faster than this are not told by the browser, ms. */
const told = 16

/** How often each key is pressed, about; and how long what led to it has to be drawn before, and it after, ms. */
const turns = 12
const rest = { before: 100, after: 400 }

/** Presses keys at a quarter of the pace. Each is ms until it is painted, as the browser tells (Event Timing). */
async function throttled(page: Page, work: (press: (key: string) => Promise<number>) => Promise<void>): Promise<void> {
  await page.evaluate((least) => {
    const kept: number[] = []
    Object.assign(globalThis, { kept })
    const note = (list: PerformanceObserverEntryList) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') kept.push(duration)
    }
    new PerformanceObserver(note).observe({ type: 'event', durationThreshold: least } as PerformanceObserverInit)
  }, told)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await work(async (key) => {
    await page.waitForTimeout(rest.before)
    await page.keyboard.press(key)
    await page.waitForTimeout(rest.after)
    const [took = told] = await page.evaluate(() => (globalThis as unknown as { kept: number[] }).kept.splice(0))
    return took
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
}

/** From a key to the paint that shows it: next, previous, open, close, assign, and characters in the composer. */
export async function keyToPaint(page: Page): Promise<Record<string, number[]>> {
  const row = () => page.locator('.row').first()
  const times: Record<string, number[]> = {}
  await row().focus()
  await throttled(page, async (press) => {
    const time = async (key: string, does: string) => void (times[does] ??= []).push(await press(key))
    for (let turn = 0; turn < turns; turn++) {
      for (const key of ['KeyJ', 'KeyJ']) await time(key, 'next')
      await time('KeyK', 'previous')
      await time('Enter', 'open')
      await page.getByLabel('Γράψτε απάντηση').focus()
      for (const sign of 'ok') await time(sign, 'write')
      await page.getByLabel('Γράψτε απάντηση').fill('')
      await page.locator('.middle h1').click()
      await time('KeyA', 'palette')
      await page.locator('.palette input').waitFor()
      await time('Enter', 'assign')
      await page.locator('.palette').waitFor({ state: 'detached' })
      await time('KeyE', 'close')
      await row().focus()
    }
  })
  return times
}

/** What a character costs where there is nothing but a field: what this machine's browser takes for any key. */
export async function floorOfKeys(browser: Browser): Promise<number> {
  const page = await browser.newPage()
  await page.setContent('<textarea autofocus></textarea>')
  await page.locator('textarea').focus()
  const times: number[] = []
  await throttled(page, async (press) => {
    for (let turn = 0; turn < turns; turn++) times.push(await press('o'))
  })
  await page.close()
  return middle(times)
}
