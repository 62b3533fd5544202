// Who the visitor is: whom the page names, and what is cleared when they are forgotten, here or in another tab.

import { begin } from './life.ts'
import type { PanelState } from './state.ts'

export function createVisitor(state: PanelState) {
  const { life, visit, help, memory, form, screens, draft, typed } = state
  /** @param next who takes over, as the page says */
  const forget = async (isElsewhere?: boolean, next = ''): Promise<void> => {
    state.close()
    // Nobody from now on, so that nothing marks as theirs what another tab has cleared.
    help.forget()
    visit.value.end()
    visit.value = begin(life)
    form.forget()
    screens.value = [{ name: 'home' }]
    memory.proof = undefined
    // Files that nobody has looked at yet are there too; without a line, all else does not wait for what clears them.
    const kept = state.keptFiles()
    await memory.forget(isElsewhere, next)
    // What was just being read out of storage came before.
    draft.value = ''
    typed.value = {}
    await (await kept)?.forget()
  }
  /** @param only whom to take over, of what the page has said before */
  const identify = (token: unknown, only?: string): void => {
    help.who.value = { ...help.who.value, token }
    memory.proof = state
      .insist(() => import('./identity.ts'))
      .then(({ identify }) => identify(state, (next) => forget(false, next), only))
  }
  life.on(memory.tabs, 'message', ({ data }: MessageEvent<string>) => {
    if (!data) return
    const { token } = help.who.value
    void forget(true)
    // Who takes over there may have been named here already.
    if (token !== undefined) identify(token, data)
  })
  return { forget, identify }
}
