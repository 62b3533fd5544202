// The browser and the device, in words that a person can check.

export type Kind = 'computer' | 'phone' | 'tablet'

/** In this order: who is compatible with the others names them too. */
const browsers: [name: string, sign: RegExp][] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+(?:\.\d+)?).*Safari/],
]
const systems: [name: string, sign: RegExp][] = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iOS', /iPhone|iPod/],
  ['iPadOS', /iPad/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
]

/** @param points how many fingers the screen takes: an iPad calls itself a Mac */
export function deviceOf(agent: string, points: number): { browser: string; system: string; kind: Kind } {
  const [name = '', sign = /$/] = browsers.find(([, each]) => each.test(agent)) ?? []
  const isPad = /iPad/.test(agent) || (/Macintosh/.test(agent) && points > 1)
  const system = isPad ? 'iPadOS' : (systems.find(([, each]) => each.test(agent))?.[0] ?? '')
  const isPhone = /Mobi|iPhone/.test(agent) && !isPad
  const kind = isPad || (/Android/.test(agent) && !isPhone) ? 'tablet' : isPhone ? 'phone' : 'computer'
  return { browser: [name, sign.exec(agent)?.[1]].filter(Boolean).join(' '), system, kind }
}

/** «Chrome 131 · Windows · υπολογιστής · 1920 × 1080» */
export function deviceWords(kinds: Record<Kind, string>): string {
  const { browser, system, kind } = deviceOf(navigator.userAgent, navigator.maxTouchPoints)
  return [browser, system, kinds[kind], `${screen.width} × ${screen.height}`].filter(Boolean).join(' · ')
}
