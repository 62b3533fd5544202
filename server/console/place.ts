// The keyboard's place: kept when what had the focus is gone.

/** To be called after drawing: whoever was at something that is drawn no more is at the heading of what is. */
export function keepPlace(): void {
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>('.middle h1, .sheet-page h1')?.focus()
}

/** The element of a conversation in the list. */
export const rowId = (conversation: string): string => `row-${conversation}`
