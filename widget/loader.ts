// The script tag: draws the launcher, keeps the page's calls, and loads the panel when somebody means to use it.

declare const BUILD: string
type Call = [name: string, ...rest: unknown[]]
interface Page {
  Rotame?: { (...call: Call): void; q?: ArrayLike<unknown>[]; on?: boolean }
}

const page = window as unknown as Page
const script = document.currentScript as HTMLScriptElement
const { site = '', locale, accent, titleBadge } = script.dataset
if (!page.Rotame?.on) {
  const language = locale || document.documentElement.lang || navigator.language
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`:host{all:initial!important;position:fixed!important;inset:auto 0 0 auto!important;z-index:2147483000!important;display:block!important}
.launcher{all:unset;position:fixed;inset-block-end:24px;inset-inline-end:24px;width:56px;height:56px;border-radius:50%;background:${accent || '#14674d'};color:#fff;cursor:pointer;display:grid;place-items:center;box-sizing:border-box;box-shadow:0 1px 2px #0f19140f,0 16px 48px -8px #0f191433}
.launcher:focus-visible{outline:2px solid ${accent || '#14674d'};outline-offset:2px}
[hidden]{display:none!important}
@media(max-width:480px){.launcher{inset-block-end:16px;inset-inline-end:16px}}`)
  root.adoptedStyleSheets = [sheet]
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.setAttribute('aria-label', language.startsWith('el') ? 'Βοήθεια' : 'Help')
  button.setAttribute('aria-expanded', 'false')
  const draw = (name: string, attributes: Record<string, string>) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const key in attributes) node.setAttribute(key, attributes[key]!)
    return node
  }
  const mark = draw('svg', { width: '28', height: '28', viewBox: '0 0 24 24', 'aria-hidden': 'true' })
  mark.append(
    draw('path', {
      fill: 'currentColor',
      d: 'M12 3c5.2 0 9.2 3.6 9.2 8.2s-4 8.2-9.2 8.2c-1 0-2-.1-2.900-.4L4.500 21l.9-3.700C3.800 15.800 2.800 13.600 2.800 11.200 2.800 6.600 6.800 3 12 3z',
    }),
  )
  const sign = draw('text', {
    x: '12',
    y: '15.500',
    'text-anchor': 'middle',
    'font-size': '12',
    'font-weight': '700',
    'font-family': 'Arial,sans-serif',
    fill: accent || '#14674d',
  })
  sign.textContent = language.startsWith('el') ? ';' : '?'
  mark.append(sign)
  button.append(mark)
  root.append(button)

  const kept: Call[] = []
  let isHere = false
  let panel: Promise<(...call: Call) => void> | undefined
  /** The server may be away for a moment. */
  const fetchPanel = (): Promise<{ mount: (parts: object) => (...call: Call) => void }> =>
    import(/* @vite-ignore */ new URL(`w/${BUILD}/panel.js`, script.src).href).catch(() =>
      new Promise((resolve) => setTimeout(resolve, 3_000)).then(fetchPanel),
    )
  const load = () =>
    (panel ??= fetchPanel().then((chunk) => {
      const run = chunk.mount({
        root,
        button,
        site,
        language,
        isChosen: !!locale,
        titleBadge: titleBadge !== undefined,
        server: new URL('.', script.src).origin,
      })
      isHere = true
      for (const call of kept) run(...call)
      return run
    }))
  const waiting = [...(page.Rotame?.q ?? [])] as unknown as Call[]
  const rotame = (...call: Call) => {
    if (call[0] === 'destroy') {
      watcher.disconnect()
      host.remove()
      delete page.Rotame
    } else if (call[0] === 'show' || call[0] === 'hide') button.hidden = call[0] === 'hide'
    if (panel) void panel.then((run) => run(...call))
    // Who the visitor is, and who listens, matters once somebody acts.
    else if (call[0] === 'identify' || call[0] === 'on') kept.push(call)
    else if (call[0] !== 'destroy' && call[0] !== 'show' && call[0] !== 'hide') void load().then((run) => run(...call))
  }
  page.Rotame = Object.assign(rotame, { on: true })
  for (const intent of ['pointerenter', 'focus', 'touchstart'])
    button.addEventListener(intent, load, { once: true, passive: true })
  // Who presses again while it is on its way means to open it all the same.
  button.addEventListener('click', () => rotame(isHere ? 'toggle' : 'open'))
  // Turbo and the like swap the whole body, others empty it.
  const place = () => {
    const { body, documentElement } = document
    if (!host.isConnected) body?.append(host)
    for (const node of [documentElement, body]) if (node) watcher.observe(node, { childList: true })
  }
  const watcher = new MutationObserver(place)
  place()
  for (const call of waiting) rotame(...(Array.from(call) as Call))
  try {
    if (localStorage.getItem(`rotame:${site}`)) (self.requestIdleCallback ?? setTimeout)(() => rotame('resume'))
  } catch {
    // Storage is forbidden here: nothing can be waiting.
  }
}
