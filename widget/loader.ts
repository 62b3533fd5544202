// The script tag: draws the launcher, keeps the page's calls, and loads the panel when somebody means to use it.

import type { Options } from './api.ts'
import { launcherIn } from './locales.ts'
import type { watch } from './hide.ts'
import type { place } from './place.ts'

declare const BUILD: string
type Call = [name: string, ...rest: unknown[]]
/** What the panel's chunk has, and what else is seldom needed. */
interface Chunk {
  watch: typeof watch
  mount: (parts: object) => (...call: Call) => void
  place: typeof place
}
interface Page {
  Rotame?: { (...call: Call): void; q?: ArrayLike<unknown>[]; on?: boolean }
  /** What the server knows of a site, in front of the script that it gives for one. */
  RotameSite?: Options
}

const page = window as unknown as Page
/** None where the script is a module or in a bundle: the one is looked for, the other says what it is. */
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('[src*="/widget.js"]')
const kept = [...(page.Rotame?.q ?? [])] as unknown as Call[]
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

function begin(options: Options, before = kept): void {
  const { site, locale, accent = '#14674d', label, server = script?.src } = options
  if (!site || !server) return console.warn('Rotame: write data-site="…", or Rotame("boot", {site, server})')
  const { documentElement } = document
  const language = locale || documentElement.lang || navigator.language
  const [ending, help, sign] = launcherIn(language)
  const side = options.side || (getComputedStyle(documentElement).direction === 'rtl' ? 'left' : 'right')
  const [x = innerWidth > 480 ? 24 : 16, y = x] = options.distance?.split(' ') ?? []
  const make = <Name extends 'div' | 'button'>(name: Name, className = '') =>
    Object.assign(document.createElement(name), { className })
  const host = make('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  // Whatever the page says of its elements, ours stays what it is. One that is not made for phones is drawn small
  // there.
  sheet.replaceSync(`:host{all:initial!important;position:fixed!important;z-index:2147483000!important}\
.launcher{position:fixed;bottom:${y}px;${side}:${x}px;border:0;margin:0;padding:15px;border-radius:28px;background:${accent};color:#fff;cursor:pointer;display:flex;gap:8px;font:600 15px/26px Arial;box-shadow:0 8px 32px #0003}\
.mark{width:26px;background:#fff;color:${accent};text-align:center;border-radius:13px 13px 13px 3px}\
[hidden]{display:none!important}\
@media print{:host{display:none!important}}\
@media(max-device-width:480px)and (min-width:700px){:host{zoom:2.5!important}}`)
  root.adoptedStyleSheets = [sheet]
  const button = make('button', 'launcher')
  button.setAttribute('aria-label', label || help)
  const mark = make('div', 'mark')
  mark.append(sign)
  button.append(mark, label || '')
  root.append(button)

  let timer: ReturnType<typeof setTimeout>
  let coming: unknown
  let made: ((...call: Call) => void) | undefined
  let calls: Call[] = []
  const fetchChunk = (name: string): Promise<Chunk> =>
    import(/* @vite-ignore */ new URL(`w/${BUILD}/${name}${ending}.js`, server).href)
  const load = () => {
    coming ||= fetchChunk('panel').then(
      ({ mount }) => {
        // Destroyed while it was on its way.
        if (made) return
        made = mount({ ...options, root, button, language, side, x, y, server: new URL(server).origin })
        calls.forEach((each) => made!(...each))
      },
      // The server may be away for a moment.
      () => {
        coming = null
        timer = setTimeout(load, 3_000)
      },
    )
  }
  run = (...call: Call) => {
    const [name] = call
    if (name === 'destroy') {
      made?.(name)
      made = () => {}
      clearTimeout(timer)
      watcher.disconnect()
      host.remove()
      // What the page calls from now on is for the next script.
      const q: Call[] = []
      Object.assign(page.Rotame!, { on: false, q })
      run = (...next) => void (next[0] === name || q.push(next))
    } else void mend(name)
    if (/show|hide/.test(name)) button.hidden = name === 'hide'
    // The last of each kind says it; of listeners each does. A page may call at every step, for days.
    calls = [...calls.filter(([each], at) => each !== name || (name === 'on' && !calls[at + 50])), call].slice(-200)
    if (made) made(...call)
    // Who the visitor is, and who listens, matters once somebody acts.
    else if (!/^(show|hide|boot|identify|on)$/.test(name)) load()
  }
  button.onfocus = button.onpointerenter = load
  // Who presses again while it is on its way means to open it all the same; the panel toggles.
  button.onclick = () => run('open')
  // Beside the body, which pages swap, empty and make inert, and above it, where no style of the page's captures us. Of
  // pages that throw even that away few are met.
  const mend = (by: unknown) =>
    host.isConnected ||
    fetchChunk('place').then(
      ({ place: bring }) => bring(by, host, button, watcher, calls, (left) => begin(options, left)),
      () => {},
    )
  const watcher = new MutationObserver(mend)
  watcher.observe(document, { childList: true })
  watcher.observe(documentElement, { childList: true })
  documentElement.append(host)
  host.popover = 'manual'
  host.showPopover?.()
  if (options.hide) {
    button.style.display = 'none'
    fetchChunk('hide').then(
      ({ watch }) => watch(button, options, server),
      () => {},
    )
  }
  before.forEach((call) => run(...call))
  try {
    if (localStorage.getItem(`rotame:${site}`)) timer = setTimeout(() => run('resume'), 200)
  } catch {
    // Storage is forbidden here: nothing can be waiting.
  }
}
