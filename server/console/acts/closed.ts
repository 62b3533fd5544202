// Closed conversations for the palette, by name, address or reference: the server is asked while one types, for there
// are years of them.

import { useEffect, useState } from 'preact/hooks'
import { limits } from '../../limits.ts'
import type { FoundConversation } from '../../protocol/finding.ts'
import type { Desk } from '../desk.ts'
import { guestOf } from '../inbox/guests.ts'
import { words as inbox } from '../inbox/words.ts'
import { shortTime } from '../parts/times.ts'
import { locale } from '../words.ts'
import type { Item } from './items.ts'

const heading = { el: 'Κλειστές συνομιλίες', de: 'Geschlossene Gespräche', en: 'Closed conversations' }

/** Fewer letters say nothing. */
const fewest = 2
/** ms after the last key. */
const pause = 120
/** So many are offered at most. */
const most = 8

const none: readonly Item[] = []

/** @param isAsked whether they are offered at all; else nothing is asked */
export function useClosed(desk: Desk, typed: string, isAsked: boolean): readonly Item[] {
  const [found, take] = useState({ query: '', items: none })
  const query = isAsked ? typed.trim().slice(0, limits.query) : ''
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (query.length < fewest || !isOnline) return
    let isWanted = true
    const timer = setTimeout(async () => {
      const items = await askClosed(desk, query)
      // What is known stays where no answer comes.
      if (isWanted && items) take({ query, items })
    }, pause)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [query, isOnline])
  // While one types on, what was found for the beginning stays; for other words it is no answer.
  return query.length >= fewest && query.startsWith(found.query) ? found.items : none
}

/** @returns null: no answer came, or it was refused */
export async function askClosed(desk: Desk, text: string): Promise<readonly Item[] | null> {
  const answer = await desk.line.ask('conversations:find', { text, state: 'closed' })
  if (!answer?.ok) return null
  // What was said in one is for the page of finding.
  return answer.found
    .filter(({ kind }) => kind === 'about')
    .slice(0, most)
    .map((each) => itemOf(desk, each))
}

function itemOf(desk: Desk, { id, name, email, guest, reference, at }: FoundConversation): Item {
  return {
    id,
    kind: heading[locale],
    icon: reference ? 'mail' : 'chat',
    text: [name || email || guestOf(guest, inbox.guests), reference].filter(Boolean).join(' · '),
    hint: [name && email, shortTime(at, desk.clock.now())].filter(Boolean).join(' · '),
    run: () => desk.routes.go('inbox', id),
  }
}
