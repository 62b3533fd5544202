// Looking further back in what is closed for what a filter wants: it comes page by page, and few of a page may fit.

import { type Filter, filtered } from '../inbox/filter.ts'
import type { Past } from '../inbox/past.ts'

/** So many fill a screen. */
const enough = 25
/** So many pages are looked through at a time: of years nobody asks for all. */
const mostPages = 10

type Pages = Pick<Past, 'all' | 'hasMore' | 'load'>

/** Whether fewer fit than a screen has room for, and there may be more. */
export const isShortOf = ({ all, hasMore }: Pages, filter: Filter): boolean =>
  hasMore.value && filtered(all.value, filter).length < enough

/** Asks for pages while they are wanted and too few fit, but not for all there are. */
export async function lookFurther(past: Pages, filter: Filter, isWanted: () => boolean): Promise<void> {
  for (let pages = 0; pages < mostPages && isWanted() && isShortOf(past, filter); pages++) await past.load()
}
