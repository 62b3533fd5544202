// The script tag: draws the launcher, keeps the page's calls, and loads the panel when somebody means to use it.

import type { Options } from './api.ts'
import { launcherIn } from './locales.ts'
import type { init as initHide } from './hide.ts'
import type { init as initPlace } from './place.ts'

declare const BUILD: string
type Call = [name: string, ...rest: unknown[]]
/** What begins the panel, and what else is seldom needed: of one name, which is shorter. */
interface Inits {
  panel: (parts: object) => (...call: Call) => void
  hide: typeof initHide
  place: typeof initPlace
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
const none = () => {}
const kept = [...(page.Rotame?.q ?? [])] as unknown as Call[]
/** What the page's calls go to; until it is known which site this is, they wait. */
let run = (...call: Call): void => {
  kept.push(call)
  if (call[0] === 'boot') begin(call[1] as Options)
}

if (!page.Rotame?.on) {
  page.Rotame = (...call: Call) => run(...call)
  page.Rotame.on = true
  follow()
  const boot = kept.find(([name]) => name === 'boot')
  // A bundle boots in its own time.
  if (script || boot) begin({ ...page.RotameSite, ...script?.dataset, ...(boot?.[1] as object) } as Options)
}

/** To the article that the address names; of a link that is pressed again there is no `hashchange`. */
function follow(): void {
  location.hash.replace(
    /#rotame=(article).(.+)/,
    (_, ...call) => run(...(call as unknown as Call)) as unknown as string,
  )
}

/** The launcher, not on the page yet, and where it stands, for the panel. */
function draw({ locale, accent = '#14674d', label, side, distance }: Options) {
  const { documentElement } = document
  const language = locale || documentElement.lang || navigator.language
  const [ending, help, sign] = launcherIn(language)
  const [x = innerWidth > 480 ? 24 : 16, y = x] = distance?.match(/[\d.]+/g) ?? []
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  // Whatever the page says of its elements, ours stays what it is. One that is not made for phones is drawn small
  // there.
  sheet.replaceSync(`:host{all:initial!important;position:fixed!important;z-index:2147483647!important}\
.launcher{position:fixed;gap:8px;cursor:pointer;bottom:${y}px;${side || 'inset-inline-end'}:${x}px;font:bold 15px/26px Arial;border:0;margin:0;padding:15px;border-radius:28px;background:${accent};color:#fff;display:flex;box-shadow:0 8px 32px #0003}\
.launcher:before{content:'${sign}';width:26px;background:#fff;color:${accent};text-align:center;border-radius:13px 13px 13px 3px}\
[hidden]{display:none!important}\
@media print{:host{display:none!important}}\
@media(max-device-width:480px)and (min-width:700px){:host{zoom:2.5!important}}`)
  root.adoptedStyleSheets = [sheet]
  const button = document.createElement('button')
  button.className = 'launcher'
  button.setAttribute('aria-label', label || help)
  button.append(label || '')
  root.append(button)
  // Beside the body, which pages swap, empty and make inert, and above it, where no style of the page's captures us.
  documentElement.append(host)
  host.popover = 'manual'
  host.showPopover?.()
  return { host, root, button, ending, language, x, y }
}

/**
 * Puts the launcher on the page, and loads the panel once somebody acts: who the visitor is, and who listens, matters
 * by then. Until it is there calls are kept, the last of each kind, as a page may call at every step, for days; of
 * listeners each. Who presses again while it is on its way means to open it all the same, where the panel toggles. A
 * server may be away for a moment: it is asked again; what is destroyed meanwhile is not made, and what the
 * page calls from then on is for the next script.
 */
function begin(options: Options, before = kept): void {
  const { site, server = script?.src } = options
  if (!site || !server) return console.warn('Rotame: no data-site, and no boot')
  const drawn = draw(options)
  const { host, button, ending } = drawn
  let timer: ReturnType<typeof setTimeout>, coming: unknown
  let made: ((...call: Call) => void) | undefined
  let calls: Call[] = []
  const fetchChunk = <Name extends keyof Inits>(name: Name): Promise<{ init: Inits[Name] }> =>
    import(/* @vite-ignore */ new URL(`w/${BUILD}/${name}${ending}.js`, server) as unknown as string)
  const load = () => {
    coming ||= fetchChunk('panel').then(
      ({ init }) => {
        made ||= init({ ...options, ...drawn, server: new URL(server).origin })
        calls.forEach((each) => made!(...each))
      },
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
      made = none
      clearTimeout(timer)
      watcher.disconnect()
      host.remove()
      const q: Call[] = (page.Rotame!.q = [])
      page.Rotame!.on = false
      removeEventListener('popstate', follow)
      run = (...next) => void (next[0] === 'destroy' || q.push(next))
    } else void mend(name)
    if (/show|hide/.test(name)) button.hidden = name === 'hide'
    calls = [...calls.filter(([each], at) => each !== name || (name === 'on' && !calls[at + 50])), call].slice(-200)
    if (made) made(...call)
    else if (!/^(show|hide|boot|identify|on)$/.test(name)) load()
  }
  button.onfocus = button.onpointerenter = load
  button.onclick = () => run('open')
  const mend = (by: unknown) =>
    host.isConnected ||
    fetchChunk('place').then(({ init }) => init(by, host, button, watcher, calls, (left) => begin(options, left)), none)
  const watcher = new MutationObserver(mend)
  addEventListener('popstate', follow)
  watcher.observe(document, { childList: true })
  watcher.observe(document.documentElement, { childList: true })
  if (options.hide) {
    button.style = 'display:none'
    fetchChunk('hide').then(({ init }) => init(button, options, server), none)
  }
  before.forEach((call) => run(...call))
  try {
    if (localStorage.getItem(`rotame:${site}`)) timer = setTimeout(() => run('resume'), 200)
  } catch {
    // Storage is forbidden here: nothing can be waiting.
  }
}
