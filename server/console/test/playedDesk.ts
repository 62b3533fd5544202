// A whole desk in Node: its line is the test's, and so is the window that it stands in.

import { openDesk } from '../desk.ts'
import { pages } from '../pages.ts'
import type { Summary } from '../../protocol/conversation.ts'
import { eleni, openBrowser, site } from './made.ts'
import { playLine, settled } from './playedLine.ts'

/** What a page has that the keyboard may be put on, by selector. */
type Focusable = { focus: () => void }

/** A window with a history of its own. */
export function openWindow(hash = '') {
  const entries: { hash: string; state: unknown }[] = [{ hash, state: null }]
  let at = 0
  const window = new EventTarget()
  const step = (by: number) => {
    at += by
    window.dispatchEvent(new Event('popstate'))
  }
  /** What got the focus. */
  const focused: string[] = []
  const document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    title: '',
    activeElement: null as object | null,
    /** What is on the page. */
    has: (_selector: string): boolean => true,
    querySelector: (selector: string): Focusable | null =>
      document.has(selector) ? { focus: () => void focused.push(selector) } : null,
  })
  return Object.assign(window, {
    document,
    focused,
    entries,
    navigator: {} as { clipboard?: { writeText: (text: string) => Promise<void> } },
    location: {
      origin: 'https://chat.example',
      pathname: '/console/',
      get hash() {
        return entries[at]!.hash
      },
    },
    history: {
      get state() {
        return entries[at]!.state
      },
      pushState: (state: unknown, _: string, next: string) =>
        void entries.splice(++at, Infinity, { hash: next, state }),
      replaceState: (state: unknown, _: string, next: string) => void (entries[at] = { hash: next, state }),
      back: () => step(-1),
    },
    forward: () => step(1),
    requestAnimationFrame: (act: () => void) => void act(),
    /** @returns whether it was taken, so that the browser does nothing of its own */
    press(code: string, more: object = {}): boolean {
      const key = code.replace(/^Key/, '').toLowerCase()
      const event = new Event('keydown', { cancelable: true })
      for (const [name, value] of Object.entries({ code, key, shiftKey: false, ...more }))
        Object.defineProperty(event, name, { value })
      return !window.dispatchEvent(event)
    },
  })
}

const routes = pages.map(({ route }) => route)
const nothing = { ok: true, conversations: [], gone: [], revision: 10, more: false }

/** A desk whose server has said who it is and what needs somebody. */
export async function playDesk(
  known: readonly Summary[] = [],
  { browser = openBrowser(), tab = new Map<string, string>(), hash = '', role = 'agent' } = {},
) {
  const played = playLine()
  const window = openWindow(hash)
  const desk = openDesk({
    line: played.line,
    storage: browser.openTab(tab),
    routes,
    place: window as never,
    again: () => {},
  })
  const welcome = async () => {
    played.hear('welcome', { me: eleni, role, sites: [site], now: Date.now() })
    await played.next('queue:open').answer({ ...nothing, conversations: known })
    await played.next('queue:open').answer(nothing)
    desk.list.settle()
  }
  await welcome()
  await settled()
  return { ...played, desk, window, browser, welcome }
}
