// The script tag: draws the launcher, keeps the page's calls, and loads the panel when somebody means to use it.

import type { Options } from './api.ts'
import { languageOf } from './locale.ts'

declare const BUILD: string
type Call = [name: string, ...rest: unknown[]]
interface Page {
  Rotame?: { (...call: Call): void; q?: ArrayLike<unknown>[]; on?: boolean }
  /** What the server knows of a site, in front of the script that it gives for one. */
  RotameSite?: Options
}

const page = window as unknown as Page
/** None where the script is a module or in a bundle: the one is looked for, the other says what it is. */
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]')
const kept = Array.from((page.Rotame?.q ?? []) as ArrayLike<unknown>[], (call) => Array.from(call) as Call)
/** What the page's calls go to; until it is known which site this is, they wait. */
let run = (...call: Call): void => {
  kept.push(call)
  if (call[0] === 'boot') begin(call[1] as Options)
}

if (!page.Rotame?.on) {
  page.Rotame = Object.assign((...call: Call) => run(...call), { on: true })
  const boot = kept.find(([name]) => name === 'boot')
  // A bundle boots in its own time.
  if (script || boot) begin({ ...page.RotameSite, ...script?.dataset, ...(boot?.[1] as object) } as Options)
}

function begin(options: Options): void {
  const { site, locale, accent = '#14674d', label, distance, server = script?.src } = options
  if (!site || !server)
    return console.warn('Rotame: write data-site="…" in the tag, or Rotame("boot", { site, server })')
  const { documentElement } = document
  const language = locale || documentElement.lang || navigator.language
  const isGreek = languageOf(language) === 'el'
  const side = options.side || (getComputedStyle(documentElement).direction === 'rtl' ? 'left' : 'right')
  const [x = 24, y = x] = distance?.split(' ') ?? []
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  // Whatever the page says of its elements, ours stays what it is. One that is not made for phones is drawn small there.
  sheet.replaceSync(`:host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483000!important;user-select:text!important;zoom:var(--zoom,1)!important}
@media(max-device-width:480px)and (min-width:700px){:host{--zoom:2.5}}
.launcher{all:unset;position:fixed;bottom:${y}px;${side}:${x}px;padding:14px;border-radius:28px;background:${accent};color:#fff;cursor:pointer;display:flex;align-items:center;gap:8px;font:600 15px/28px Arial;box-shadow:0 8px 32px #0003}
.launcher:focus-visible{outline:2px solid ${accent};outline-offset:2px}
.mark{width:28px;background:#fff;color:${accent};text-align:center;clip-path:path("M14 3.5c6 0 11 4 11 10s-5 10-11 10q-2 0-3-.5l-6 2.5 1-5C4 18 3 16 3 13.5 3 8 8 3.5 14 3.5z")}
[hidden],:host([hidden]){display:none!important}
@media print{:host{display:none!important}}
${distance ? '' : `@media(max-width:480px){.launcher{bottom:16px;${side}:16px}}`}`)
  root.adoptedStyleSheets = [sheet]
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.setAttribute('aria-label', label || (isGreek ? 'Βοήθεια' : 'Help'))
  const mark = document.createElement('span')
  mark.className = 'mark'
  mark.textContent = isGreek ? ';' : '?'
  button.append(mark)
  if (label) button.append(label)
  root.append(button)

  let isHere = false
  let panel: Promise<(...call: Call) => void> | undefined
  /** The server may be away for a moment. */
  const fetchPanel = (): Promise<{ mount: (parts: object) => (...call: Call) => void }> =>
    import(/* @vite-ignore */ new URL(`w/${BUILD}/panel.js`, server).href).catch(() =>
      new Promise((resolve) => setTimeout(resolve, 3_000)).then(fetchPanel),
    )
  const load = () =>
    (panel ??= fetchPanel().then((chunk) => {
      const made = chunk.mount({ ...options, root, button, language, side, x, y, server: new URL(server).origin })
      isHere = true
      for (const call of waiting) made(...call)
      return made
    }))
  /** What matters once somebody acts: who the visitor is, and who listens. */
  const waiting: Call[] = []
  run = (...call: Call) => {
    const [name] = call
    if (name === 'destroy') {
      watcher.disconnect()
      host.remove()
      delete page.Rotame
    } else if (name === 'show' || name === 'hide') button.hidden = name === 'hide'
    if (panel) void panel.then((made) => made(...call))
    else if (name === 'identify' || name === 'on') waiting.push(call)
    else if (!['destroy', 'show', 'hide', 'boot'].includes(name)) void load().then((made) => made(...call))
  }
  for (const intent of ['pointerenter', 'focus']) button.addEventListener(intent, load, { once: true })
  // Who presses again while it is on its way means to open it all the same.
  button.addEventListener('click', () => run(isHere ? 'toggle' : 'open'))
  // Beside the body, which pages swap, empty and make inert, and above it, where no style of the page's captures us.
  const place = () => {
    if (!host.isConnected) {
      documentElement.append(host)
      host.popover = 'manual'
      host.showPopover?.()
    }
    watcher.observe(documentElement, { childList: true })
  }
  const watcher = new MutationObserver(place)
  place()
  for (const call of kept.splice(0)) run(...call)
  try {
    if (localStorage.getItem(`rotame:${site}`)) setTimeout(run, 200, 'resume')
  } catch {
    // Storage is forbidden here: nothing can be waiting.
  }
}
