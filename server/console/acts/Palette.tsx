// The palette: what can be done, where one can go, and whom one can open, found by few letters; it asks what an act
// needs to know as well.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import { isComposing } from '../../../widget/view/keys.ts'
import type { Desk } from '../desk.ts'
import { repliesOf } from '../replies/of.ts'
import { viewsOf } from '../views/of.ts'
import { locale } from '../words.ts'
import { useArticles } from './articles.ts'
import { asks } from './asked.ts'
import { useClosed } from './closed.ts'
import { useDialog } from './dialog.ts'
import { itemsOf, type Item, mayReply, promptOf, type Step } from './items.ts'
import { keyName } from './keyNames.ts'
import type { Asking } from './notice.ts'
import { MessageMenu } from './MessageMenu.tsx'
import { messageMenu } from './messageMenu.ts'
import { words } from './words.ts'

export { style } from './paletteStyle.ts'

messageMenu.value = MessageMenu
// What is chosen without a line is here by then; what does not come is asked for again when it is.
import('./emailAsked.ts').catch(() => null)

export function Screen({ desk }: { desk: Desk }) {
  const asking = desk.doing.asking.value
  return asking && <Palette key={asking.doable?.id} desk={desk} asking={asking} />
}

function Palette({ desk, asking }: { desk: Desk; asking: Asking }) {
  const { leave, props } = useDialog(() => void (desk.doing.asking.value = null), 'show')
  const { doable, title, question, items, nothing, typed, type, at, walkTo, run } = useAsked(desk, asking, leave)
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (isComposing(event)) return
    if (step) walkTo((at + step + items.length) % Math.max(1, items.length))
    else if (event.key === 'Enter') run(items[at])
    else if (event.key === 'Escape') leave()
    // Nothing else here takes the focus.
    else if (event.key !== 'Tab') return
    event.preventDefault()
  }
  /** The focus stays where one types. */
  const keep = (event: Event) => void ((event.target as Element).matches('input,.found') || event.preventDefault())
  return (
    <dialog class="palette" aria-label={title} aria-modal="true" onKeyDown={onKeyDown} onPointerDown={keep} {...props}>
      <div class="box">
        <div class="asked">
          <Icon name={doable?.icon ?? 'search'} />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls="found"
            aria-activedescendant={items.length > 0 ? `found-${at}` : undefined}
            aria-label={title}
            placeholder={question}
            autocomplete="off"
            spellcheck={false}
            maxLength={4_000}
            value={typed}
            onInput={({ currentTarget: { value } }) => type(value)}
          />
        </div>
        <Found items={items} nothing={nothing} at={at} run={run} />
        <p class="meta hints" aria-hidden="true">
          <span>↑↓ {words.choose}</span>
          <span>↵ {words.run}</span>
          <span>Esc {words.leave}</span>
        </p>
      </div>
    </dialog>
  )
}

/** What is asked, what was typed and answered, and what is offered for it. @param close called when all is answered */
function useAsked(desk: Desk, asking: Asking, close: () => void) {
  /** The act that is asked about, and what was answered so far. */
  const { on } = asking
  const [step, turn] = useState<Step>({ ...asking, given: [...(asking.given ?? [])] })
  const { doable, given, isArticle = false } = step
  const asked = doable?.asks?.[given.length]
  const begins = (asked && asks[asked].begins?.(desk.doing.scene(on))) ?? ''
  const [typed, write] = useState(() => desk.doing.ahead || begins)
  const [walked, walkTo] = useState(0)
  const { agent, list, doing } = desk
  const replies = desk.own(repliesOf)
  const answered = on.length === 1 && !doable && mayReply(desk, on[0]) ? on[0]! : null
  const site = answered?.site ?? null
  const articles = useArticles(desk, answered, typed, isArticle)
  const closed = useClosed(desk, typed, !doable && !isArticle)
  useEffect(() => void (site !== null && replies.look(site)), [site])
  const items = useMemo(
    () => itemsOf(desk, { ...step, on, typed, articles, closed }),
    [
      step,
      on,
      typed,
      articles,
      closed,
      doing.team.value,
      list.open.value,
      desk.own(viewsOf).all.value,
      agent.me.value,
      site && replies.of(site),
    ],
  )
  // What is gone from the end leaves its place to the last.
  const at = Math.min(walked, Math.max(0, items.length - 1))
  const type = (text: string) => {
    write(text)
    walkTo(0)
  }
  const run = (item: Item | undefined) => {
    if (!item) return
    const next = item.run()
    // Closing gives the focus back to where it was before anything is done there.
    if (!next) return close()
    const first = next.doable?.asks?.[next.given.length]
    turn(next)
    type((first && asks[first].begins?.(desk.doing.scene(on))) ?? '')
  }
  return { doable, ...promptOf(step, on, typed), items, typed, type, at, walkTo, run }
}

interface FoundProps {
  items: readonly Item[]
  /** What is said where there are none. */
  nothing: string
  at: number
  run: (item: Item) => void
}

/** What was found, under the names of its kinds. */
function Found({ items, nothing, at, run }: FoundProps) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => list.current!.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [at])
  const kinds = new Set(items.map(({ kind }) => kind))
  return (
    <div class="found" id="found" role="listbox" aria-label={words.palette} ref={list} tabIndex={-1}>
      {items.length === 0 && <p class="meta nothing">{nothing}</p>}
      {[...kinds].map((kind) => (
        <div key={kind} role="group" aria-label={kind}>
          {kind && <p class="meta kind">{kind}</p>}
          {items.map((item, place) => {
            if (item.kind !== kind) return null
            return (
              <div
                key={item.id}
                id={`found-${place}`}
                class="option"
                role="option"
                aria-selected={place === at}
                onClick={() => run(item)}
              >
                <Icon name={item.icon} />
                <span class="who">
                  <bdi>{item.text}</bdi>
                  {item.hint && <span class="meta">{item.hint}</span>}
                </span>
                {item.key && <kbd lang={locale}>{keyName(item.key)}</kbd>}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
