// The keyboard: palette and undo everywhere, single letters outside of what one types in, by their place on it.

import { isComposing } from '../../../widget/view/keys.ts'
import type { Desk } from '../desk.ts'
import type { Key } from './act.ts'
import { list } from './list.ts'
import { begin, moves, targetsOf } from './moves.ts'

const isKey = ({ code, shiftKey }: KeyboardEvent, key: Key | undefined): boolean =>
  key?.code === code && !key.isControl && shiftKey === (key.isShift ?? false)

/** What is typed in, and holds something that Ctrl Z would change. */
function fieldOf(target: EventTarget | null): { isEmpty: boolean } | null {
  const field = (target as Element | null)?.closest?.<HTMLInputElement>('input:not([type=checkbox]),textarea,select')
  return field ? { isEmpty: field.value === '' } : null
}

/** Ctrl or ⌘ with a letter. @returns whether it was one of ours */
function command(desk: Desk, { code, shiftKey, target }: KeyboardEvent): boolean {
  const { doing } = desk
  if (code === 'KeyK') {
    doing.ask(null, targetsOf(desk))
    return true
  }
  const field = fieldOf(target)
  return code === 'KeyZ' && !shiftKey && (field?.isEmpty ?? true) && doing.undo()
}

/** A letter alone. @returns whether it was one of ours */
function letter(desk: Desk, event: KeyboardEvent): boolean {
  const { doing, walk } = desk
  if (event.key === 'Escape') {
    walk.clear()
    return false
  }
  if (!doing.hasKeys.value) return false
  if (event.key === '?' || isKey(event, { code: 'Slash', isShift: true })) {
    doing.isHelpShown.value = true
    return true
  }
  const move = moves.find(({ key }) => isKey(event, key))
  if (move) {
    move.run(desk)
    return true
  }
  const on = targetsOf(desk)
  const able = list.filter(({ key }) => isKey(event, key))
  const doable = able.find((each) => doing.ableOf(each, on).length > 0) ?? able[0]
  if (!doable || on.length === 0) return false
  begin(desk, doable, on)
  walk.clear()
  return true
}

/** @returns what ends the listening */
export function listenToKeys(desk: Desk): () => void {
  const { document } = desk.place
  const hear = (event: KeyboardEvent) => {
    const { ctrlKey, metaKey, altKey, defaultPrevented, target } = event
    const isAsked = desk.doing.asking.value !== null || desk.doing.isHelpShown.value
    if (defaultPrevented || altKey || isComposing(event)) return
    if (isAsked) {
      // Whoever types before the palette is there has typed into it.
      const isComing = desk.doing.asking.value !== null && !document.querySelector('dialog[open]')
      if (isComing && event.key.length === 1 && !ctrlKey && !metaKey) desk.doing.ahead += event.key
      return
    }
    if (ctrlKey || metaKey) {
      if (command(desk, event)) event.preventDefault()
    } else if (fieldOf(target)) {
      // Out of the composer, where letters are letters.
      if (event.key === 'Escape' && (target as Element).closest('.composer'))
        document.querySelector<HTMLElement>('.middle h1')?.focus()
    } else if (letter(desk, event)) event.preventDefault()
  }
  desk.place.addEventListener('keydown', hear)
  return () => desk.place.removeEventListener('keydown', hear)
}
