// What is offered while one writes: ready replies, colleagues, emoji, each loaded when it is first asked for.

import type { ComponentType, RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import { type AskedFor, askedAt, insert, type Sign } from '../replies/asked.ts'
import { unfilledIn } from '../replies/variables.ts'
import type { Keys, MenuProps } from './Offers.tsx'
import type { Opening } from './opened.ts'

type Menu = ComponentType<MenuProps>

const menus: Record<Sign, () => Promise<{ Menu: Menu }>> = {
  '/': () => import('../replies/Menu.tsx'),
  '@': () => import('../people/Menu.tsx'),
  ':': () => import('../emoji/Menu.tsx'),
}
const loaded: Partial<Record<Sign, Menu>> = {}

/** Puts the keyboard at a place of the text, or at the first thing that is still to be filled in. */
export function goTo(field: HTMLTextAreaElement, at: number): void {
  const [blank] = unfilledIn(field.value)
  field.focus()
  if (blank) field.setSelectionRange(blank.from, blank.to)
  else field.setSelectionRange(at, at)
}

/** Loads what a sign asks for, and says when it is there. @param lost called when it does not come */
function useMenu(sign: Sign | undefined, lost: () => void): Menu | undefined {
  const [, draw] = useState({})
  useEffect(() => {
    if (!sign || loaded[sign]) return
    menus[sign]().then(({ Menu: came }) => {
      loaded[sign] = came
      draw({})
    }, lost)
  }, [sign])
  return sign && loaded[sign]
}

/**
 * @returns what to draw, what is to hear of every change of the text or of the place in it, what hears keys first, and
 * what ends it
 */
export function useOffered(desk: Desk, opened: Opening, field: RefObject<HTMLTextAreaElement | null>) {
  const isNote = desk.drafts.isNote(opened)
  const [asked, ask] = useState<AskedFor | null>(null)
  const keys = useRef<Keys | null>(null)
  /** Where the sign is that somebody wants no menu for. */
  const left = useRef(-1)
  // Without a line it does not come, and the text is sent as it is.
  const Menu = useMenu(asked?.sign, () => ask(null))
  const look = () => {
    const { value, selectionStart, selectionEnd } = field.current!
    const found = selectionStart === selectionEnd ? askedAt(value, selectionStart, isNote) : null
    if (found?.from !== left.current) left.current = -1
    ask(found?.from === left.current ? null : found)
  }
  /** @returns whether the key was for what is offered */
  const hear: Keys = (event) => {
    if (!asked) return false
    if (event.key === 'Escape') {
      left.current = asked.from
      ask(null)
      return true
    }
    // What is on its way would have taken it; but two letters after a colon may be no name at all.
    return keys.current ? keys.current(event) : asked.sign !== ':' && event.key === 'Enter'
  }
  /** The text is gone, and so is the sign in it. */
  const leave = () => {
    left.current = -1
    ask(null)
  }
  const drawn = asked && Menu && (
    <Menu
      key={asked.sign}
      desk={desk}
      opened={opened}
      asked={asked}
      field={field.current!}
      keys={keys}
      choose={(chosen) => {
        const { text, at } = insert(field.current!.value, asked, chosen)
        field.current!.value = text
        desk.drafts.write(opened, text)
        ask(null)
        goTo(field.current!, at)
      }}
    />
  )
  return { drawn, look, hear, leave }
}
