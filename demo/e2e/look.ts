// What a page looks like to axe, and to us: ROTAME_LOOK names a folder that pictures go to.

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './stage.ts'

/** Both looks, on a phone and on a desk. */
export async function look(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()!
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [360, 740],
      [1280, 800],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      expect([name, width, colorScheme, await violations(page)]).toEqual([name, width, colorScheme, []])
      const { ROTAME_LOOK: shots } = process.env
      if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(size)
}
