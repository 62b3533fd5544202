// What the owner suggests on the page that is open: first among what is asked most. For sites that have suggestions.

import type { Signal } from '@preact/signals-core'
import type { Library } from '../../server/protocol/articles.ts'
import type { Life } from '../life.ts'

/** What the first screen has room for. */
const room = 4

const isAt = (path: string, wanted: string) =>
  wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted

/**
 * Suggests what is meant for this page, and for the next when its address has changed.
 * @param fetched what is about to be shown
 */
export function suggest(library: Signal<Library | null>, fetched: Library, life: Life): void {
  const { most, suggestions } = fetched
  const here = () => {
    const ids = suggestions!.flatMap(([path, named]) => (isAt(location.pathname, path) ? named : []))
    return [...new Set([...ids, ...most])].slice(0, Math.max(room, most.length))
  }
  fetched.most = here()
  // Where the browser does not tell of it, they stay as they were when the panel came.
  life.on((window as { navigation?: EventTarget }).navigation, 'currententrychange', () => {
    const shown = library.value
    // Another locale's have come since.
    if (shown?.suggestions === suggestions) library.value = { ...shown!, most: here() }
  })
}
