// What floats over every page: notices, and once they are wanted the palette and the list of keys.

import { useEffect } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import { elsewhere, looking, others } from '../inbox/elsewhere.ts'
import type { Screens } from '../screens.ts'
import { listenToKeys } from './keys.ts'
import { Notices } from './Notices.tsx'

const palette = { Screen: () => import('./Palette.tsx') }
const help = { Screen: () => import('./Help.tsx') }

export function Floating({ desk, screens }: { desk: Desk; screens: Screens }) {
  const { asking, isHelpShown } = desk.doing
  useEffect(() => listenToKeys(desk), [desk])
  // Nobody waits for it by then, and by the first key it is here.
  useEffect(() => desk.line.life.after(2_000, () => void rest(desk, screens)), [desk])
  const wanted = asking.value ? palette : isHelpShown.value ? help : null
  useEffect(() => void (wanted && screens.load(wanted)), [wanted])
  const loaded = wanted && screens.of(wanted)
  return (
    <>
      <Notices desk={desk} />
      {loaded && <loaded.Screen desk={desk} />}
    </>
  )
}

/** What comes once the desk stands; what does not come is not missed. */
async function rest(desk: Desk, screens: Screens): Promise<void> {
  await screens.load(palette)
  const app = await import('../push/app.ts').catch(() => null)
  const drafts = await import('../drafts/Begun.tsx').catch(() => null)
  const lookers = await import('../looking/said.ts').catch(() => null)
  const theirs = await import('../others/Others.tsx').catch(() => null)
  if (desk.line.life.signal.aborted) return
  app?.settle(desk)
  if (drafts) desk.own(drafts.devicesOf)
  if (lookers) desk.own(lookers.lookingOf)
  elsewhere.value = drafts
  others.value = theirs
  looking.value = lookers
}
