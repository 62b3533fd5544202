// Names that are HTML, written from right to left, or as long as anybody can make them: shown as they are written, by
// list, conversation, palette and mail's page, on a phone and on a desk, and moving nothing.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { form } from '../../server/test/rig.ts'
import { limits } from '../../server/limits.ts'
import { agents, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(undefined, false, 100)), 120_000)
afterAll(() => stage.close())

const names = {
  html: '<img src=x onerror="document.title=1"><b>Νίκος</b>',
  rightToLeft: '\u202Eεξε.ετσιπ\u202C مريم כהן',
  long: 'Παπα'.repeat(100).slice(0, limits.name),
} as const

/** What is wider than the window, or sticks out of the list. */
const wide = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth } = document.documentElement
    const list = document.querySelector('.list')!.getBoundingClientRect()
    const rows = [...document.querySelectorAll('.row')].filter((each) => {
      const { left, right } = each.getBoundingClientRect()
      return left < list.left - 1 || right > list.right + 1
    })
    return [
      document.documentElement.scrollWidth > clientWidth && 'page',
      ...rows.map((each) => each.textContent),
    ].filter(Boolean)
  })

test('each is shown as it is written, and pushes nothing away', async () => {
  const desk = await stage.signIn(agents[0])
  const title = await desk.title()
  const send = async (name: string, text: string) => {
    const response = await fetch(`${stage.demo.product}/tickets/oxzino`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(stage.demo.site).origin },
      body: JSON.stringify({ ...form(), name, text }),
    })
    return response.status
  }
  for (const [kind, name] of Object.entries(names))
    expect([kind, await send(name, `Ερώτηση ${kind}`)]).toEqual([kind, 200])
  // 300 characters are no name: the form says so and stores nothing.
  expect(await send('Ν'.repeat(300), 'Ερώτηση 300')).not.toBe(200)
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    await desk.setViewportSize({ width, height })
    // On a phone the conversation that is open is all that is seen.
    if (width === 360) await desk.getByRole('button', { name: 'Πίσω' }).first().click()
    for (const [kind, name] of Object.entries(names)) {
      const row = desk.locator('.row', { hasText: `Ερώτηση ${kind}` })
      await row.waitFor()
      // What turns the text around it is taken out by the server.
      const shown = name.replaceAll(/[\u202E\u202C]/g, '')
      expect(await row.locator('b bdi').innerText()).toBe(shown)
      expect(await desk.locator('.row img[src=x], .row b b').count()).toBe(0)
      expect(await wide(desk)).toEqual([])
      await row.click()
      await desk.locator('.middle h1').getByText(shown.slice(0, 12)).waitFor()
      expect(await desk.locator('main img[src=x]').count()).toBe(0)
      expect(
        await desk.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      ).toBe(true)
      expect(await violations(desk)).toEqual([])
      if (width === 360) await desk.getByRole('button', { name: 'Πίσω' }).first().click()
    }
  }
  await desk.setViewportSize({ width: 1280, height: 800 })
  await desk.keyboard.press('Control+KeyK')
  await desk.locator('.palette input').fill('<img')
  await desk.locator('.option', { hasText: '<img' }).first().waitFor()
  expect(await desk.locator('.palette img').count()).toBe(0)
  await desk.keyboard.press('Escape')
  expect(await desk.title()).toContain(title.replace(/^\(\d+\) /, ''))
  expect(stage.problems).toEqual([])
}, 120_000)
