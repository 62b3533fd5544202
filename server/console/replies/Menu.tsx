// What the composer offers for `/`: ready replies, chosen by keys while the keyboard's place stays in the text.

import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { ReadyReply } from '../../protocol/readyReply.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from '../inbox/opened.ts'
import { languageOf } from '../words.ts'
import type { AskedFor } from './asked.ts'
import { repliesOf } from './of.ts'
import { words } from './words.ts'

/** @returns whether the key was for the menu */
export type Keys = (event: KeyboardEvent) => boolean

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

interface MenuProps {
  desk: Desk
  opened: Opening
  asked: AskedFor
  field: HTMLTextAreaElement
  /** What hears the keys of the text first. */
  keys: RefObject<Keys | null>
  choose: (reply: ReadyReply) => void
}

export function Menu({ desk, opened: { site, locale }, asked, field, keys, choose }: MenuProps) {
  const replies = desk.own(repliesOf)
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (isOnline) void replies.look(site)
  }, [site, isOnline])
  const [walked, walkTo] = useState({ query: asked.query, at: 0 })
  const known = replies.of(site)
  const found = replies.find(site, locale, asked.query)
  // Another query begins at the best; and what is gone leaves its place to the next.
  const at = walked.query === asked.query ? Math.min(walked.at, Math.max(0, found.length - 1)) : 0
  const isOpen = found.length > 0 || asked.query === '' || !known
  const hear: Keys = (event) => {
    const step = steps[event.key]
    if (!isOpen) return false
    if (step && found.length > 0) walkTo({ query: asked.query, at: (at + step + found.length) % found.length })
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) {
      // What is not known yet cannot be chosen, and a lone sign is no answer.
      if (found[at]) choose(found[at])
      else if (event.key === 'Tab') return false
    } else return false
    return true
  }
  // With the drawing itself: the text names an option and is led by keys exactly as long as that is there.
  useLayoutEffect(() => {
    keys.current = hear
    const option = document.getElementById(`ready-${at}`)
    if (option) {
      field.setAttribute('aria-controls', 'ready')
      field.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    }
    return () => {
      keys.current = null
      field.removeAttribute('aria-controls')
      field.removeAttribute('aria-activedescendant')
    }
  })
  if (!isOpen) return null
  if (found.length === 0)
    return (
      <p class="sheet offered meta" role="status">
        {known ? words.nothing : isOnline ? words.coming : words.later}
      </p>
    )
  return (
    <div class="sheet offered" id="ready" role="listbox" aria-label={words.found}>
      {found.map((reply, place) => (
        <Option
          key={reply.id}
          id={`ready-${place}`}
          isAt={place === at}
          reply={reply}
          locale={locale}
          choose={() => choose(reply)}
        />
      ))}
    </div>
  )
}

interface OptionProps {
  id: string
  isAt: boolean
  reply: ReadyReply
  /** Of the conversation. */
  locale: string
  choose: () => void
}

const Option = ({ id, isAt, reply, locale, choose }: OptionProps) => (
  <div id={id} role="option" aria-selected={isAt} onPointerDown={(event) => event.preventDefault()} onClick={choose}>
    <bdi class="name">{reply.title}</bdi>
    {reply.locale !== locale && <span class="meta">{languageOf(reply.locale)}</span>}
    <bdi class="meta said">{reply.text}</bdi>
  </div>
)
