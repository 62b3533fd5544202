// Views where the navigation has them: lists with a filter, under their names.

import { useEffect } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Desk } from '../desk.ts'
import { words } from '../shell/words.ts'
import { viewsOf } from './of.ts'

export function Saved({ desk }: { desk: Desk }) {
  const { routes, line } = desk
  const views = desk.own(viewsOf)
  const isOnline = line.isOnline.value
  // What has changed without a line is asked for when there is one.
  useEffect(() => void (isOnline && views.look()), [isOnline])
  const all = views.all.value
  const at = routes.at.value
  if (all.length === 0) return null
  return (
    <div role="group" aria-label={words.views}>
      <p class="meta" aria-hidden="true">
        {words.views}
      </p>
      {all.map(({ id, name, page, filter }) => (
        <button
          key={id}
          type="button"
          class="wide"
          aria-current={at.page === page && at.filter === filter ? 'page' : undefined}
          onClick={() => routes.go(page, null, filter)}
        >
          <Icon name="filter" />
          <span>
            <bdi>{name}</bdi>
          </span>
        </button>
      ))}
    </div>
  )
}
