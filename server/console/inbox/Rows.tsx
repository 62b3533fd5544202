// The rows of the list: of thousands only those that can be seen are drawn, and the keyboard walks all of them.

import type { RefObject } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Summary } from '../../protocol/conversation.ts'
import type { ScreenProps } from '../page.ts'
import { Pane } from '../parts/Pane.tsx'
import { Row, rowId } from './Row.tsx'

interface Group {
  title: string
  list: Summary[]
  isTitled: boolean
  remark: string
}

/** Rows drawn beyond the edges, so that scrolling shows no gap. */
const beyond = 6

/** What can be seen of the rows, px. */
interface Window {
  top: number
  height: number
  /** Of one row, as the browser draws it. */
  row: number
}

/** @param more called near the end of what is there */
export function Rows({ groups, more, ...screen }: ScreenProps & { groups: Group[]; more: () => void }) {
  const { desk } = screen
  const box = useRef<HTMLDivElement>(null)
  const hasFocus = useRef(false)
  /** The row that the keyboard is at: it is drawn wherever it is, and Tab comes to it. */
  const active = desk.walk.at.value
  const walkTo = (id: string) => void (desk.walk.at.value = id)
  const lists = groups.map(({ list }) => list)
  const ids = useMemo(() => lists.flatMap((list) => list.map(({ id }) => id)), lists)
  desk.walk.ids = ids
  const isThere = (id: string | null): id is string => id !== null && ids.includes(id)
  const stop = [active, desk.opened.wanted.value].find(isThere) ?? ids[0]
  const { seen, look } = useSeen(box, more, hasFocus, [ids.length, groups.length])
  useLayoutEffect(() => {
    // Whoever was at a row that has moved, or was not drawn yet, is at it.
    if (hasFocus.current && active !== null && document.activeElement?.id !== rowId(active))
      document.getElementById(rowId(active))?.focus()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const at = ids.indexOf(stop ?? '')
    const page = Math.max(1, Math.floor(seen.height / seen.row) - 1)
    const wanted = rowAfter(event.key, at, page, ids.length)
    if (wanted === undefined || ids.length === 0) return
    event.preventDefault()
    hasFocus.current = true
    walkTo(ids[Math.min(Math.max(wanted, 0), ids.length - 1)]!)
  }
  const onFocusIn = ({ target }: FocusEvent) => {
    hasFocus.current = true
    const id = (target as HTMLElement).id.slice(rowId('').length)
    if (isThere(id)) walkTo(id)
  }
  // A row that is taken away loses the focus to nothing: that is no leaving.
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget) hasFocus.current = false
  }
  return (
    <div class="rows" ref={box} onScroll={look} onKeyDown={onKeyDown} onFocusIn={onFocusIn} onFocusOut={onFocusOut}>
      {groups.map(({ title, list, isTitled, remark }, at) => (
        <section key={title} aria-label={title}>
          {isTitled && (
            <h2>
              {title}
              {remark && <span class="meta">{remark}</span>}
            </h2>
          )}
          <Part {...screen} list={list} seen={seen} stop={stop} above={lengthsOf(lists.slice(0, at))} />
        </section>
      ))}
    </div>
  )
}

/** What the place of a group below these depends on. */
const lengthsOf = (lists: Summary[][]): string => lists.map(({ length }) => length).join(' ')

/** Which row a key leads to, of all; nothing: it leads nowhere. */
function rowAfter(key: string, at: number, page: number, count: number): number | undefined {
  const next = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count,
  }
  return next[key as keyof typeof next]
}

/** What can be seen of the rows, looked at when there may be something else to see: each look lays the page out. */
function useSeen(
  box: RefObject<HTMLDivElement | null>,
  more: () => void,
  hasFocus: RefObject<boolean>,
  of: readonly number[],
) {
  const [seen, see] = useState<Window>({ top: 0, height: 800, row: 78 })
  const look = () => {
    const { scrollTop: top, clientHeight: height, scrollHeight } = box.current!
    if (top > 0 && top + 2 * height > scrollHeight) more()
    const row = box.current!.querySelector('.row')?.getBoundingClientRect().height || seen.row
    if (top !== seen.top || height !== seen.height || row !== seen.row) see({ top, height, row })
  }
  useLayoutEffect(look, [...of])
  useWatch(box, look, hasFocus)
  return { seen, look }
}

/** Looks again when the box changes its size, and sees when the keyboard is no longer at a row. */
function useWatch(box: RefObject<HTMLElement | null>, look: () => void, hasFocus: RefObject<boolean>): void {
  useLayoutEffect(() => {
    const watch = new ResizeObserver(look)
    watch.observe(box.current!)
    // Whoever clicks elsewhere is no longer at a row, also where nothing takes the focus.
    const onPointerDown = () => void (hasFocus.current = false)
    document.addEventListener('pointerdown', onPointerDown, true)
    return () => {
      watch.disconnect()
      document.removeEventListener('pointerdown', onPointerDown, true)
    }
  }, [])
}

/** One group's rows, as high as all of them. */
function Part({
  list,
  seen,
  stop,
  above,
  ...screen
}: ScreenProps & { list: Summary[]; seen: Window; stop: string | undefined; above: string }) {
  const part = useRef<HTMLUListElement>(null)
  const [from, start] = useState(0)
  useLayoutEffect(() => {
    if (part.current!.offsetTop !== from) start(part.current!.offsetTop)
  }, [above, seen])
  const first = Math.floor((seen.top - from) / seen.row) - beyond
  const last = Math.ceil((seen.top + seen.height - from) / seen.row) + beyond
  const low = Math.max(0, first)
  const high = Math.max(low, Math.min(list.length, last))
  const drawn = Array.from({ length: high - low }, (_, number) => low + number)
  const stopAt = useMemo(() => list.findIndex(({ id }) => id === stop), [list, stop])
  if (stopAt >= 0 && stopAt < low) drawn.unshift(stopAt)
  if (stopAt >= high) drawn.push(stopAt)
  const { opened, walk } = screen.desk
  return (
    <ul role="list" ref={part} style={{ height: `${list.length * seen.row}px` }}>
      {drawn.map((at) => {
        const summary = list[at]!
        return (
          <li key={summary.id} aria-setsize={list.length} aria-posinset={at + 1} style={{ top: `${at * seen.row}px` }}>
            <Pane name="row" faults={screen.desk.faults}>
              <Row
                {...screen}
                summary={summary}
                isStop={at === stopAt}
                isOpened={opened.wanted.value === summary.id}
                isSelected={walk.selected.value.has(summary.id)}
              />
            </Pane>
          </li>
        )
      })}
    </ul>
  )
}
