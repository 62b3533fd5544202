// Whether the launcher is there at all, where the owner wants it gone on some pages, or as long as nobody answers.

import type { Answered, OfSite } from '../server/protocol/http.ts'
import type { Options } from './api.ts'

const beats = 60

/** `/checkout/*`: every page below it; without a star, that page. */
const isAt = (path: string, wanted: string) =>
  wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted

/**
 * Whether somebody answers now; when that cannot be known, nobody does. An answer to another question was kept on the
 * way here.
 */
async function isAnswered(server: string, site: string): Promise<boolean> {
  try {
    const at = Date.now()
    const address = new URL(`/availability/${site}?${at}t`, server)
    const response: Answered<OfSite['availability']> = await fetch(address)
    // What the page's owner has to write, as the server says it.
    if (response.status === 404) console.warn(await response.text())
    const { windows, team } = await response.json()
    const [time, answered = at] = response.headers.get('rotame-time')?.split(' ') ?? []
    const now = Number(time) || at
    return +answered === at && team.length > 0 && windows.some(([from, to]) => from <= now && now < to)
  } catch {
    return false
  }
}

/** Whoever has written to us must find the answer. */
function hasWritten(site: string): boolean {
  try {
    return localStorage.getItem(`rotame:${site}`) !== null
  } catch {
    return false
  }
}

/** Shows and hides the launcher, a second after the page's address has changed, a minute after the team has. */
export function init(button: HTMLElement, { site, hide = '' }: Options, server: string): void {
  const wanted = hide.split(' ')
  let isHere = !wanted.includes('closed')
  const show = () => {
    const isHidden = !isHere || wanted.some((path) => path.startsWith('/') && isAt(location.pathname, path))
    button.style.display = isHidden ? 'none' : ''
  }
  const ask = async () => {
    if (wanted.includes('closed')) isHere = hasWritten(site) || (await isAnswered(server, site))
    show()
  }
  let beat = 0
  const timer = setInterval(() => {
    if (!button.isConnected) clearInterval(timer)
    else if (++beat % beats === 0 && document.visibilityState === 'visible') void ask()
    else show()
  }, 1_000)
  void ask()
}
