// The agents' console: sign-in, then the desk.

import { signal } from '@preact/signals'
import { render } from 'preact'
import { addIcons, chatPaths, consolePaths } from '../../widget/view/chatIcons.ts'
import { filePaths } from '../../widget/view/fileIcons.ts'
import { openDesk, type Desk } from './desk.ts'
import { locale } from './strings.ts'
import { styles } from './styles.ts'
import { DeskScreen } from './view/Desk.tsx'
import { SignIn } from './view/SignIn.tsx'

addIcons({ ...chatPaths, ...consolePaths, ...filePaths })
const sheet = new CSSStyleSheet()
sheet.replaceSync(styles)
document.adoptedStyleSheets = [sheet]
document.documentElement.lang = locale

const desk = signal<Desk | null>(null)
const isKnown = signal(false)

const leave = () => {
  desk.value?.destroy()
  desk.value = null
}
const enter = () => {
  desk.value = openDesk(leave)
}
const signOut = async () => {
  await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  leave()
}

function Console() {
  if (!isKnown.value) return null
  return desk.value ? <DeskScreen desk={desk.value} signOut={() => void signOut()} /> : <SignIn enter={enter} />
}

render(<Console />, document.body)
const session = await fetch('/api/auth/get-session')
  .then((response) => (response.ok ? (response.json() as Promise<object | null>) : {}))
  // Without a server nobody is signed out: the desk opens, and its socket is told when there is one.
  .catch(() => ({}))
if (session) enter()
isKnown.value = true
