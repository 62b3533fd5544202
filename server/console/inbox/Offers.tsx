// What the composer offers, chosen by keys while the keyboard's place stays in the text.

import type { ComponentChildren, RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import type { AskedFor } from '../replies/asked.ts'
import type { Opening } from './opened.ts'

/** @returns whether the key was for the menu */
export type Keys = (event: KeyboardEvent) => boolean

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** What every menu is told. */
export interface MenuProps {
  desk: Desk
  opened: Opening
  asked: AskedFor
  field: HTMLTextAreaElement
  /** What hears the keys of the text first. */
  keys: RefObject<Keys | null>
  /** Puts a text in the place of what was asked for. */
  choose: (text: string) => void
}

interface OffersProps<Found> extends Pick<MenuProps, 'asked' | 'field' | 'keys'> {
  found: readonly Found[]
  label: string
  /** What is said where nothing is found; null: nothing is offered then. */
  empty: string | null
  keyOf: (found: Found) => string
  draw: (found: Found) => ComponentChildren
  choose: (found: Found) => void
}

/** Which of them the keyboard is at; keys walk and choose. */
function useWalk<Found>({ asked, field, keys, found, empty, choose }: OffersProps<Found>): number {
  const [walked, walkTo] = useState({ query: asked.query, at: 0 })
  // Another query begins at the best; and what is gone leaves its place to the next.
  const at = walked.query === asked.query ? Math.min(walked.at, Math.max(0, found.length - 1)) : 0
  const isOpen = found.length > 0 || empty !== null
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
  return at
}

export function Offers<Found>(props: OffersProps<Found>) {
  const { found, label, empty, keyOf, draw, choose } = props
  const at = useWalk(props)
  if (found.length === 0)
    return (
      empty && (
        <p class="sheet offered meta" role="status">
          {empty}
        </p>
      )
    )
  return (
    <div class="sheet offered" id="ready" role="listbox" aria-label={label}>
      {found.map((each, place) => (
        <div
          key={keyOf(each)}
          id={`ready-${place}`}
          role="option"
          aria-selected={place === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(each)}
        >
          {draw(each)}
        </div>
      ))}
    </div>
  )
}
