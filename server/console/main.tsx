// The agents' console: sign-in, then the desk.

import { signal } from '@preact/signals'
import { render } from 'preact'
import { addIcons, chatPaths, consolePaths } from '../../widget/view/chatIcons.ts'
import { topicPaths } from '../../widget/view/topicIcons.ts'
import { filePaths } from '../../widget/view/fileIcons.ts'
import { openDesk, type Desk } from './desk.ts'
import { localStorage } from './storage.ts'
import { locale } from './strings.ts'
import { styles } from './styles.ts'
import { DeskScreen } from './view/Desk.tsx'
import { Leaving } from './view/Leaving.tsx'
import { SignIn } from './view/SignIn.tsx'

addIcons({ ...chatPaths, ...consolePaths, ...filePaths, ...topicPaths })
const sheet = new CSSStyleSheet()
sheet.replaceSync(styles)
document.adoptedStyleSheets = [sheet]
document.documentElement.lang = locale

const desk = signal<Desk | null>(null)
const isKnown = signal(false)
/** Whether the sign-in has ended without the agent's doing. */
const isOver = signal(false)

const leave = () => {
  desk.value?.destroy()
  desk.value = null
}
const enter = () => {
  isOver.value = false
  desk.value = openDesk(
    () => {
      isOver.value = true
      leave()
    },
    () => {
      leave()
      enter()
    },
  )
}
/** Who signs in is here, whatever the last one in this browser was. */
const arrive = () => {
  localStorage.removeItem('rotame:presence')
  enter()
}

/** In every tab of this browser while the server has not heard of a sign-out: no script can take the cookie away. */
const leavingKey = 'rotame:leaving'
/** Why nothing of the desk is shown: signing out, and whether the server does not answer. */
const leaving = signal<{ isAway: boolean } | null>(null)
const signOut = async () => {
  localStorage.setItem(leavingKey, '1')
  leave()
  leaving.value = { isAway: false }
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  while (!(await fetch('/api/auth/sign-out', request).catch(() => null))?.ok) {
    leaving.value = { isAway: true }
    await new Promise((resolve) => setTimeout(resolve, 2_000))
  }
  localStorage.removeItem(leavingKey)
  leaving.value = null
}
addEventListener('storage', ({ key, newValue }) => {
  if (key === leavingKey && newValue && !leaving.value) void signOut()
})

function Console() {
  if (leaving.value) return <Leaving {...leaving.value} />
  if (!isKnown.value) return null
  return desk.value ? (
    <DeskScreen desk={desk.value} signOut={() => void signOut()} />
  ) : (
    <SignIn enter={arrive} isOver={isOver.value} />
  )
}

render(<Console />, document.body)
// Somebody left without a line, and this page has been opened since.
if (localStorage.getItem(leavingKey)) await signOut()
const session = await fetch('/api/auth/get-session')
  .then((response) => (response.ok ? (response.json() as Promise<object | null>) : {}))
  // Without a server nobody is signed out: the desk opens, and its socket is told when there is one.
  .catch(() => ({}))
if (session) enter()
isKnown.value = true
