// Looks further back while few of what is closed fit a filter; after some pages it waits to be asked.

import { useEffect, useState } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import type { Filter } from '../inbox/filter.ts'
import type { Past } from '../inbox/past.ts'
import { isShortOf, lookFurther } from './paging.ts'
import { words } from './words.ts'

export function Further({ desk, past, filter }: { desk: Desk; past: Past; filter: Filter }) {
  const [isStopped, stop] = useState(false)
  const isOnline = desk.line.isOnline.value
  const isShort = isShortOf(past, filter)
  useEffect(() => {
    if (isStopped || !isShort || !isOnline) return
    let isWanted = true
    void lookFurther(past, filter, () => isWanted).then(() => isWanted && stop(true))
    return () => void (isWanted = false)
  }, [isStopped, isShort, isOnline])
  if (!isStopped || !isShort) return null
  return (
    <button class="second small" type="button" onClick={() => stop(false)}>
      {words.further}
    </button>
  )
}
