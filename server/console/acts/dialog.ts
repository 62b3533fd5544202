// What the palette and the list of keys have in common: a dialog that is open as long as it is drawn.

import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * @param gone told when it is left, at once: the next key may be heard before the browser says that it is closed
 * @param show `show` for one that covers everything and keeps the focus by itself: making all else inert has the
 * browser compute every style on the page anew, when it opens and when it closes
 * @returns what the element is given, and what leaves it, by which the focus goes back to where it was
 */
export function useDialog(gone: () => void, show: 'show' | 'showModal' = 'showModal') {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current![show](), [])
  const leave = () => {
    dialog.current?.close()
    gone()
  }
  const props = {
    ref: dialog,
    onCancel(event: Event) {
      event.preventDefault()
      leave()
    },
    // Where the browser closes it by itself; of one that is drawn no more it says so late.
    onClose: () => void (dialog.current && gone()),
    onClick: ({ target }: Event) => void (target === dialog.current && leave()),
  }
  return { leave, props }
}
