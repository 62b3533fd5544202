// What another device of the agent's had made of a draft: offered beside what stands here.

import type { Desk } from '../desk.ts'
import type { Opening } from '../inbox/opened.ts'
import { devicesOf } from './state.ts'
import { words } from './words.ts'

export { devicesOf }

export function Other({ desk, opened }: { desk: Desk; opened: Opening }) {
  const devices = desk.own(devicesOf)
  const name = desk.drafts.nameIn(opened.id, desk.drafts.isNote(opened) ? 'note' : 'reply')
  const other = devices.others.value[name]
  if (!other) return null
  return (
    <div class="unfilled" role="status">
      <span>
        {words.elsewhere} <bdi>{other.length > 120 ? `${other.slice(0, 120)}…` : other}</bdi>
      </span>
      <button class="second small" type="button" onClick={() => devices.take(name)}>
        {words.take}
      </button>
      <button class="quiet small" type="button" onClick={() => devices.leave(name)}>
        {words.leave}
      </button>
    </div>
  )
}
