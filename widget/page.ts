// Our place in a page that is not ours: what happens in the panel stays in it, and nothing of the page reaches in.

/** The page may hear that we are clicked; of these it has shortcuts, guards of copying, and libraries that scroll. */
const clicks = ['mousedown', 'pointerdown', 'click']
const ours =
  'keydown keyup keypress beforeinput input copy cut paste contextmenu selectstart wheel touchstart touchmove'.split(
    ' ',
  )
const forbids = ['preventDefault', 'stopPropagation', 'stopImmediatePropagation'] as const

/** Keeps the events of the panel to itself, as long as `signal` has not been aborted. */
export function keepApart(host: Element, signal: AbortSignal): void {
  const early = { capture: true, passive: true, signal }
  /** On its way in and out, what the page says to an event is not heard; inside it is as ever. */
  const deafen = (event: Event) => {
    if (!event.composedPath().includes(host)) return
    // Who enforces a focus may not know that we have it; inside we go by `focus`.
    if (event.type === 'focusin') event.stopImmediatePropagation()
    for (const name of forbids) Object.defineProperty(event, name, { value() {}, configurable: true })
  }
  const listen = (event: Event) => forbids.forEach((name) => delete (event as Partial<Event>)[name])
  for (const type of [...ours, ...clicks, 'focusin']) {
    addEventListener(type, deafen, early)
    host.addEventListener(type, listen, early)
    host.addEventListener(type, clicks.includes(type) ? deafen : (event) => event.stopPropagation(), {
      passive: true,
      signal,
    })
  }
  // Shortcuts that listen above us spare whoever is writing.
  Object.defineProperty(host, 'isContentEditable', { value: true, configurable: true })
}

/** The scheme to draw in, by what the owner says: light, dark, auto (the system's), or else the page's. */
export function schemeOf(theme = 'page', system: MediaQueryList): string {
  const said =
    theme === 'page'
      ? getComputedStyle(document.documentElement).colorScheme.replace('normal', '') ||
        document.querySelector<HTMLMetaElement>('meta[name=color-scheme]')?.content ||
        ''
      : theme.replace('auto', 'light dark')
  return said.includes('dark') && (system.matches || !said.includes('light')) ? 'dark' : 'light'
}
