// What is offered while one writes: the menu of ready replies, loaded when it is asked for the first time.

import type { ComponentType, RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type AskedFor, askedAt, insert } from '../replies/asked.ts'
import type { Keys, Menu as ReadyMenu } from '../replies/Menu.tsx'
import { chosen } from '../replies/choose.ts'
import { unfilledIn } from '../replies/variables.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from './opened.ts'

type Menu = ComponentType<Parameters<typeof ReadyMenu>[0]>
let loaded: Menu | null = null

/** Puts the keyboard at a place of the text, or at the first thing that is still to be filled in. */
export function goTo(field: HTMLTextAreaElement, at: number): void {
  const [blank] = unfilledIn(field.value)
  field.focus()
  if (blank) field.setSelectionRange(blank.from, blank.to)
  else field.setSelectionRange(at, at)
}

/**
 * @returns what to draw, what is to hear of every change of the text or of the place in it, what hears keys first, and
 * what ends it
 */
export function useOffered(desk: Desk, opened: Opening, field: RefObject<HTMLTextAreaElement | null>) {
  const [asked, ask] = useState<AskedFor | null>(null)
  const [Menu, take] = useState<Menu | null>(() => loaded)
  const keys = useRef<Keys | null>(null)
  /** Where the sign is that somebody wants no menu for. */
  const left = useRef(-1)
  useEffect(() => {
    if (!asked || Menu) return
    import('../replies/Menu.tsx').then(
      ({ Menu: came }) => take(() => (loaded = came)),
      // Without a line it does not come, and the text is sent as it is.
      () => ask(null),
    )
  }, [asked !== null])
  const look = () => {
    const { value, selectionStart, selectionEnd } = field.current!
    const found = selectionStart === selectionEnd ? askedAt(value, selectionStart) : null
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
    // What is on its way would have taken it.
    return keys.current ? keys.current(event) : event.key === 'Enter'
  }
  /** The text is gone, and so is the sign in it. */
  const leave = () => {
    left.current = -1
    ask(null)
  }
  const drawn = asked && Menu && (
    <Menu
      desk={desk}
      opened={opened}
      asked={asked}
      field={field.current!}
      keys={keys}
      choose={(reply) => {
        const { text, at } = insert(field.current!.value, asked, chosen(desk, opened, reply))
        field.current!.value = text
        desk.drafts.write(opened, text)
        ask(null)
        goTo(field.current!, at)
      }}
    />
  )
  return { drawn, look, hear, leave }
}
