// The chunk that puts the panel into an element of the page, and gives us back to the screen when that is taken away.

import { effect } from '@preact/signals-core'
import { begin, type Life } from './life.ts'
import type { PanelState } from './state.ts'

/** In the host's own right, so that nothing of the page's reaches it; the panel fills it, and never makes it grow. */
const styles = `
:host([data-inline]){display:block!important;position:relative!important;z-index:auto!important;zoom:1!important;box-sizing:border-box!important;width:100%!important;height:100%!important;min-height:480px!important}
:host([data-inline][hidden]){display:block!important}
@media print{:host([data-inline]){display:none!important}}
:host([data-inline]) :is(.launcher,.head>.tool:last-child){display:none}
:host([data-inline]) .panel{position:absolute;inset:0;width:auto;max-width:none;height:auto;padding:0;border:1px solid var(--line);border-radius:16px;box-shadow:none;animation:none}`
let sheet: CSSStyleSheet | undefined
/** As long as we are in one. */
let stay: Life | undefined

/** Moves the widget, and opens it without taking the focus. @param wanted an element, or a selector of one */
export function inline(wanted: unknown, state: PanelState): void {
  const { root } = state.options
  const host = root.host as HTMLElement
  const element = find(wanted)
  // It may be further down.
  if (!element && document.readyState === 'loading')
    return state.life.on(document, 'DOMContentLoaded', () => inline(wanted, state))
  if (!element?.isConnected || root.contains(element) || host.contains(element))
    return console.warn("Rotame('mount', element): give an element that is in the page, or a selector of one")
  if (host.parentElement === element) return
  // Left again while the line may be down.
  void import('./place.ts').catch(() => null)
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(styles)
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  stay?.end()
  // What is inert takes no focus.
  host.inert = true
  state.close()
  host.popover = null
  host.setAttribute('data-inline', '')
  element.append(host)
  state.show()
  stay = begin(state.life)
  stay.ends(
    effect(() => {
      if (state.strings.value) queueMicrotask(() => (host.inert = false))
    }),
  )
  leave(host, stay)
}

/** When the element goes, with a page of a program of one page, we are a closed launcher again. */
function leave(host: HTMLElement, within: Life): void {
  const watch = () => {
    watcher.disconnect()
    for (let node: Node | null = host; node; node = node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null)
      watcher.observe(node, { childList: true })
  }
  const watcher = new MutationObserver(() => {
    if (host.isConnected) return watch()
    within.end()
    // The loader brings back whoever is called.
    window.Rotame?.('close')
  })
  watch()
  within.ends(() => {
    watcher.disconnect()
    host.removeAttribute('data-inline')
    host.popover = 'manual'
    host.inert = false
  })
}

function find(wanted: unknown): Element | null {
  if (wanted instanceof Element) return wanted
  try {
    return document.querySelector(String(wanted))
  } catch {
    // Not a selector.
    return null
  }
}
