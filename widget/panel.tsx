// The panel: what it knows and does, bound to the page and drawn beside the launcher, closed.

import { effect } from '@preact/signals-core'
import { render } from 'preact'
import { createCalls } from './calls.ts'
import { createChunks } from './chunks.ts'
import { createLoading } from './loading.ts'
import { createMoving } from './moving.ts'
import { bindPage } from './page.ts'
import { Panel } from './screens/Panel.tsx'
import { createState, type Mounting } from './state.ts'
import { Icon } from './view/Icon.tsx'
import { createWriting } from './writing.ts'

/** @returns what runs the page's calls */
export function init(mounting: Mounting): (name: string, value?: unknown, listener?: unknown) => void {
  const state = createMoving(createWriting(createChunks(createLoading(createState(mounting)))))
  const { options, life, adopt, isOpen, show, close } = state
  const { root, x, y, button } = options
  const side = options.side || (getComputedStyle(root.host).direction === 'rtl' ? 'left' : 'right')
  adopt(`.panel{${side}:${x}px;bottom:${+y + 80}px;height:min(680px,100vh - ${+y + 104}px)}`)
  const place = document.createElement('div')
  root.append(place)
  bindPage(state, place)
  const chevron = document.createElement('span')
  chevron.className = 'chevron'
  button.append(chevron)
  render(<Icon name="down" />, chevron)
  button.onclick = () => (isOpen.value ? close() : show())
  // Drawing inside an effect reads every signal that is shown; this saves what binds signals to components, 1.4 kB.
  life.ends(effect(() => render(<Panel {...state} />, place)))
  life.ends(() => render(null, place))
  return createCalls(state)
}
