// What is drawn: signing out, sign-in, or the navigation with the page that the address names.

import { useEffect } from 'preact/hooks'
import { Floating } from '../acts/Floating.tsx'
import type { Desk } from '../desk.ts'
import type { Page } from '../page.ts'
import { pageOf } from '../pages.ts'
import { Pane } from '../parts/Pane.tsx'
import type { Screens } from '../screens.ts'
import type { Session } from '../session.ts'
import { Leaving } from './Leaving.tsx'
import { Nav } from './Nav.tsx'
import { ReloadLink } from './Strips.tsx'
import { locale } from '../words.ts'
import { words } from './words.ts'

export { style } from './style.ts'

interface ConsoleProps {
  session: Session
  screens: Screens
}

export function Console({ session, screens }: ConsoleProps) {
  const desk = session.desk.value
  if (session.leaving.value) return <Leaving {...session.leaving.value} />
  if (!session.isKnown.value) return null
  if (session.link.value !== null) return <Before page={welcome} session={session} screens={screens} />
  if (!desk && session.step.value) return <Before page={secondFactor} session={session} screens={screens} />
  if (!desk) return <Before page={welcome} session={session} screens={screens} />
  return (
    <div class="desk">
      <Nav desk={desk} screens={screens} signOut={() => void session.signOut()} />
      <PageOrMissing desk={desk} screens={screens} page={pageOf(desk.routes.at.value.page)} />
      <Floating desk={desk} screens={screens} />
    </div>
  )
}

const secondFactor = { Screen: () => import('../secondFactor/Steps.tsx') }
const welcome = { Screen: () => import('../welcome/Page.tsx') }

/** What comes before the desk, once it is loaded. */
function Before({ page, session, screens }: ConsoleProps & { page: typeof secondFactor | typeof welcome }) {
  useEffect(() => void screens.load(page), [page])
  const loaded = screens.of(page)
  /** What does not come a second time is of a build that is no more. */
  const again = async () => {
    await screens.load(page)
    if (!screens.of(page)) location.reload()
  }
  if (loaded === undefined) return null
  if (loaded) return <loaded.Screen session={session} />
  return (
    <main class="sign-in">
      <div class="form">
        <p role="alert">{words.away}</p>
        <button class="primary" type="button" onClick={() => void again()}>
          {words.tryAgain}
        </button>
      </div>
    </main>
  )
}

/** The page that the address names, once it is loaded. */
function PageOrMissing({ desk, screens, page }: { desk: Desk; screens: Screens; page: Page }) {
  const isOnline = desk.line.isOnline.value
  useEffect(() => void screens.load(page), [page, isOnline])
  const loaded = screens.of(page)
  if (loaded === undefined) return null
  if (loaded === null) {
    return (
      <main class="sheet-page">
        <h1>{page.words[locale]}</h1>
        <p role="status">{isOnline ? <ReloadLink /> : words.pageAway}</p>
      </main>
    )
  }
  const { Screen } = loaded
  return (
    <Pane key={page.route} name={page.route} faults={desk.faults}>
      <Screen desk={desk} page={page} />
    </Pane>
  )
}
