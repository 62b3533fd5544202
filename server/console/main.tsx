// The agents' console: what is known and drawn of it, each asked for at once.

import { effect } from '@preact/signals'
import { render } from 'preact'
import { chatPaths, consolePaths } from '../../widget/view/chatIcons.ts'
import { filePaths } from '../../widget/view/fileIcons.ts'
import { paths } from '../../widget/view/Icon.tsx'
import { menuPaths } from '../../widget/view/menuIcons.ts'
import { topicPaths } from '../../widget/view/topicIcons.ts'
import { openDesk } from './desk.ts'
import { openAgentLine } from './line.ts'
import { pageOf, pages } from './pages.ts'
import { readAddress } from './routes.ts'
import { Screens } from './screens.ts'
import { linkIn, Session } from './session.ts'
import { storage } from './storage.ts'
import { locale } from './words.ts'

const sheetOf = (style: string) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  return sheet
}

Object.assign(paths, chatPaths, consolePaths, filePaths, menuPaths, topicPaths)
document.documentElement.lang = locale
const routes = pages.map(({ route }) => route)
const session = new Session({
  storage,
  link: linkIn(location.hash),
  fetch: (address, request) => fetch(address, request),
  openDesk: ({ signedOut, again }) =>
    openDesk({ line: openAgentLine(storage, signedOut), storage, routes, place: window, again }),
})
// The address keeps it until it is used; one that is opened in a console that is open already is a page of its own.
effect(() => {
  if (session.link.value === null && linkIn(location.hash) !== null) history.replaceState(null, '', '#')
})
addEventListener('hashchange', () => linkIn(location.hash) !== null && location.reload())
const screens = new Screens((style) => document.adoptedStyleSheets.push(sheetOf(style)))
void screens.load(pageOf(readAddress(location.hash, routes).page))
void session.ways()
void session.begin()
void import('./shell/Console.tsx').then(({ Console, style }) => {
  // Under those of pages that came before it.
  document.adoptedStyleSheets.unshift(sheetOf(style))
  render(<Console session={session} screens={screens} />, document.body)
})
