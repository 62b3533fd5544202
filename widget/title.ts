// The chunk for pages that want it in their title how many messages wait; what is the page's own there is left as it
// is.

import { effect } from '@preact/signals-core'
import type { Life } from './life.ts'

/** @param badge what stands before the page's own title; it is taken away at the end of the life */
export function entitle(life: Life, badge: () => string): void {
  let put = ''
  const set = (text: string) => {
    if (text === put) return
    const { title } = document
    document.title = text + (title.startsWith(put) ? title.slice(put.length) : title)
    put = text
  }
  life.ends(effect(() => set(badge())))
  life.ends(() => set(''))
}
