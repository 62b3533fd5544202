// What can be done to all that is selected, in the place of the list's search.

import { Icon } from '../../../widget/view/Icon.tsx'
import type { Desk } from '../desk.ts'
import { locale } from '../words.ts'
import { withKey } from './keyNames.ts'
import { list } from './list.ts'
import { begin, targetsOf } from './moves.ts'
import { words } from './words.ts'

/** What is most often done to many; all else is in the palette. */
const first = ['take', 'close', 'reopen', 'assign', 'snooze']
const most = 2

export function Bar({ desk }: { desk: Desk }) {
  const { doing, walk } = desk
  const on = targetsOf(desk)
  const able = list.filter((each) => first.includes(each.id) && doing.ableOf(each, on).length > 0).slice(0, most)
  return (
    <div class="bar" role="toolbar" aria-label={words.selected(on.length)}>
      <b role="status">{words.selected(on.length)}</b>
      {able.map((doable) => (
        <button
          key={doable.id}
          class="tool"
          type="button"
          aria-label={doable.words[locale]}
          title={withKey(doable)}
          onClick={() => {
            begin(desk, doable, on)
            walk.clear()
          }}
        >
          <Icon name={doable.icon} />
        </button>
      ))}
      <button class="tool" type="button" aria-label={words.more} title={words.more} onClick={() => doing.ask(null, on)}>
        <Icon name="more" />
      </button>
      <button class="tool" type="button" aria-label={words.clear} title={words.clear} onClick={() => walk.clear()}>
        <Icon name="close" />
      </button>
    </div>
  )
}
