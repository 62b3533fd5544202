// What a page looks like to axe, and to us: ROTAME_LOOK names a folder that pictures go to.

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './stage.ts'

const heights = { 360: 740, 1280: 800 } as const
const all = [
  ['light', 360],
  ['light', 1280],
  ['dark', 360],
  ['dark', 1280],
] as const
/** Each look once, and each size. */
export const half = [all[0], all[3]] as const

/** Both looks, on a phone and on a desk. */
export async function look(page: Page, name: string, sights: readonly (typeof all)[number][] = all): Promise<void> {
  const size = page.viewportSize()!
  for (const [colorScheme, width] of sights) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: heights[width] })
    expect([name, width, colorScheme, await violations(page)]).toEqual([name, width, colorScheme, []])
    const { ROTAME_LOOK: shots } = process.env
    if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(size)
}
