// Where the keyboard is: kept when what had the focus is gone.

/** To be called after drawing: whoever was at something that is drawn no more is at the heading of what is. */
export function keepFocus(): void {
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>('.middle h1, .sheet-page h1')?.focus()
}

/** `ref` of a field that is written in as soon as it is there: a browser heeds `autofocus` once a page. */
export const focused = (field: HTMLElement | null): void => field?.focus()
