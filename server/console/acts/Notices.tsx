// What is said of acts: that they were done, with the way back, or why they were not.

import { Icon } from '../../../widget/view/Icon.tsx'
import type { Desk } from '../desk.ts'
import { locale } from '../words.ts'
import type { Notice } from './notice.ts'
import { doables } from './list.ts'
import { words } from './words.ts'

function textOf(notice: Notice): string {
  const doable = doables.find(({ id }) => id === notice.doable)
  const name = doable?.words[locale].replace('…', '') ?? words.macro
  const { count } = notice
  switch (notice.kind) {
    case 'done':
      return words.counted(doable?.done[locale] ?? words.macroDone, count)
    case 'undone':
      return words.undone(name, count)
    case 'copied':
      return notice.text || words.copied
    case 'refused':
      return notice.isUndo && notice.error === 'changed'
        ? words.notUndone(name, count)
        : words.refused(name, count, words.reasons[notice.error] ?? words.failed)
  }
}

export const Notices = ({ desk: { doing } }: { desk: Desk }) => (
  <div class="notices" role="status">
    {doing.notices.value.map((notice) => (
      <div key={notice.id} class={`notice ${notice.kind}`}>
        <Icon name={notice.kind === 'refused' ? 'alert' : 'check'} />
        <span>{textOf(notice)}</span>
        {notice.kind === 'done' && notice.undo && (
          <button class="undo" type="button" onClick={notice.undo}>
            {words.undo}
          </button>
        )}
        <button class="tool" type="button" aria-label={words.hide} onClick={() => doing.hide(notice.id)}>
          <Icon name="close" size={16} />
        </button>
      </div>
    ))}
  </div>
)
