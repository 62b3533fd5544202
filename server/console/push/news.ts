// What calls an agent whose console is open and on no screen, shown as a call is while it is closed; where such a call
// comes to this device too, that one is.

import { callOf } from '../../../widget/called.ts'
import type { Call } from '../../protocol/push.ts'
import type { Desk } from '../desk.ts'
import type { News } from '../inbox/attention.ts'
import { locale } from '../words.ts'
import { callsHere, workerHere } from './device.ts'

/** Of several that come at once, as after a night without a line, the latest are enough. */
const mostAtOnce = 3
/** ms in which every tab of this browser has heard the same. */
const heardBy = 10_000

export async function show(desk: Desk, news: readonly News[]): Promise<void> {
  const { agent, line } = desk
  if ((await callsHere(agent.me.value?.id)) !== 'open') return
  const worker = await workerHere()
  for (const each of news.slice(-mostAtOnce))
    once(`rotame:news ${each.of} ${each.calling} ${each.mark}`, line.life.signal, () => {
      const call = callFor(desk, each)
      // Like a push: it looks whether any console is on a screen, and opens what is clicked.
      if (worker) worker.postMessage(call, [])
      else showWithout(desk, call)
    })
}

/** Does it in one of the tabs that ask for it. */
function once(name: string, signal: AbortSignal, act: () => void): void {
  if (!navigator.locks) return act()
  const held = (lock: Lock | null) => {
    if (!lock || signal.aborted) return
    act()
    return new Promise<void>((resolve) => setTimeout(resolve, heardBy))
  }
  void navigator.locks.request(name, { ifAvailable: true }, held)
}

function callFor({ agent, attention, list }: Desk, { calling, of, text }: News): Call {
  const known = list.get(of)
  const sites = agent.sites.value
  const site = known ? agent.site(known.site) : sites.length === 1 ? sites[0] : undefined
  const { calls } = attention
  return callOf(
    {
      calling,
      isGiven: text === undefined,
      conversation: { id: of, name: known?.name ?? null },
      site: site?.name ?? 'Rotame',
      text: calls?.mayHaveText && calls.wishes.hasText ? (text ?? '') : '',
    },
    locale,
  )
}

/** In a browser that has no service workers, or that gives this page none. */
function showWithout({ place }: Desk, { title, body, tag, path, locale: lang }: Call): void {
  try {
    const shown = new Notification(title, { body, tag, lang, icon: '/console/icon-192.png' })
    shown.onclick = () => {
      shown.close()
      place.focus()
      place.location.assign(path)
    }
  } catch {
    // A phone's shows them from a worker alone.
  }
}
