// Our place in a page that is not ours: what happens in the panel stays in it, and nothing of the page reaches in.
// All that is bound to window and document ends with the panel's life.

import { effect } from '@preact/signals-core'
import { phone } from './screens/style.ts'
import type { PanelState } from './state.ts'
import { insertAtOnce } from './view/insert.ts'

/** What a phone's back key closes, where the browser has it; the page's history is not ours to write. */
interface CloseWatcher {
  onclose: (() => void) | null
  destroy: () => void
}

/** The page may hear that we are clicked; of these it has shortcuts, guards of copying, and libraries that scroll. */
const clicks = ['mousedown', 'pointerdown', 'click']
const ours =
  'keydown keyup keypress beforeinput input copy cut paste contextmenu selectstart wheel touchstart touchmove'.split(
    ' ',
  )
const forbids = ['preventDefault', 'stopPropagation', 'stopImmediatePropagation'] as const

/** Keeps the events of the panel to itself, as long as `signal` has not been aborted. */
function keepApart(host: Element, signal: AbortSignal): void {
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
function schemeOf(theme = 'page', system: MediaQueryList): string {
  const said =
    theme === 'page'
      ? getComputedStyle(document.documentElement).colorScheme.replace('normal', '') ||
        document.querySelector<HTMLMetaElement>('meta[name=color-scheme]')?.content ||
        ''
      : theme.replace('auto', 'light dark')
  return said.includes('dark') && (system.matches || !said.includes('light')) ? 'dark' : 'light'
}

/** In the scheme of the page, as it is now. @returns what looks again */
function dress({ life, options }: PanelState): () => void {
  const system = matchMedia('(prefers-color-scheme:dark)')
  const look = () => options.root.host.setAttribute('data-scheme', schemeOf(options.theme, system))
  life.on(system, 'change', look)
  const watcher = new MutationObserver(look)
  watcher.observe(document.documentElement, { attributes: true })
  life.ends(() => watcher.disconnect())
  return look
}

/** A phone's back key goes a screen back, and closes from the first. @returns what watches anew */
function watchBack({ isOpen, screens, back, close }: PanelState, isSmall: () => boolean): () => void {
  let watcher: CloseWatcher | undefined
  const watch = () => {
    watcher?.destroy()
    const { CloseWatcher: Watcher } = window as unknown as { CloseWatcher?: new () => CloseWatcher }
    if (!Watcher || !isSmall() || !isOpen.value) return
    watcher = new Watcher()
    watcher.onclose = () => {
      if (screens.value.length > 1) back()
      else close()
      watch()
    }
  }
  return watch
}

/**
 * On phones the panel is what the keyboard leaves of the screen, and the page behind stays where it is.
 * @returns what fits it again
 */
function fit({ options, isOpen, isShort }: PanelState, place: HTMLElement, isSmall: () => boolean): () => void {
  const stillness = new CSSStyleSheet()
  stillness.replaceSync('html{overflow:hidden!important}')
  return () => {
    const view = visualViewport!
    const isPhone = isSmall()
    const isFull = isOpen.value && isPhone
    // A page that is not made for phones is drawn small on one; the loader enlarges us by as much.
    const shrunk = Math.min(1, view.scale)
    place.classList.toggle('full', isPhone)
    // And one that enlarges itself would push us out of the screen.
    const { currentCSSZoom: zoom = 1 } = document.documentElement as { currentCSSZoom?: number }
    const host = options.root.host as HTMLElement
    host.style.setProperty('--zoom', `${1 / shrunk / zoom}`)
    place.style.setProperty('--top', `${view.offsetTop * shrunk}px`)
    place.style.setProperty('--height', `${view.height * shrunk}px`)
    isShort.value = isFull && view.height < innerHeight * 0.75
    // A sheet of ours keeps the page where it is, so that nothing of the page's is changed, or has to be put back.
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== stillness)
    document.adoptedStyleSheets = isFull ? [...others, stillness] : others
  }
}

/** Takes what is dropped, pasted or picked where something can be sent with it. */
function takeFiles({ screens, loadFiles }: PanelState, place: HTMLElement): void {
  place.addEventListener('beforeinput', insertAtOnce)
  place.ondragover = (event) => event.preventDefault()
  // Elsewhere a drop does not lead away from the page.
  place.ondrop =
    place.onpaste =
    place.onchange =
      (event: Partial<DragEvent & ClipboardEvent> & Event) => {
        const list = (event.dataTransfer ?? event.clipboardData ?? (event.target as HTMLInputElement)).files
        if (!list?.length) return
        event.preventDefault()
        const picked = [...list]
        const { name } = screens.value.at(-1)!
        void loadFiles().then((loaded) => loaded.add(picked, name))
      }
}

/** Asks who is there, as long as somebody looks. */
function refresh({ life, help, isOpen }: PanelState): void {
  const look = () => isOpen.value && document.visibilityState === 'visible' && help.refresh(4_000)
  let beat = 0
  life.every(1_000, help.tick)
  // Whoever opens it while the server is away does not wait half a minute for it to be back.
  life.every(5_000, () => (help.isAway.value || ++beat % 6 === 0) && look())
  life.on(document, 'visibilitychange', look)
}

/** @param place what the panel is drawn in */
export function bindPage(state: PanelState, place: HTMLElement): void {
  const { life, options, isOpen } = state
  const host = options.root.host as HTMLElement
  const full = matchMedia(phone)
  /** Never in an element of the page, where we are no popover. */
  const isSmall = () => !!host.popover && (full.matches || (visualViewport!.scale < 1 && screen.width <= 480))
  keepApart(host, life.signal)
  takeFiles(state, place)
  refresh(state)
  const again = [dress(state), fit(state, place, isSmall), watchBack(state, isSmall)]
  for (const event of ['resize', 'scroll']) life.on(visualViewport, event, again[1]!)
  life.ends(
    effect(() => {
      options.button.setAttribute('aria-expanded', String(isOpen.value))
      for (const act of again) act()
    }),
  )
  /** Under a modal dialog everything else is dead: better not to be there. One that is taken away says nothing. */
  const yieldToModal = () => {
    host.hidden = !!document.querySelector('dialog:modal')
    if (host.hidden) life.after(500, yieldToModal)
  }
  addEventListener('toggle', yieldToModal, { capture: true, signal: life.signal })
  yieldToModal()
}
