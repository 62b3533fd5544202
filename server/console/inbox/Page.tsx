// The inbox: everything that needs this agent, the open conversation, and who it is with.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Desk } from '../desk.ts'
import type { ScreenProps } from '../page.ts'
import { Pane } from '../parts/Pane.tsx'
import { words as shell } from '../shell/words.ts'
import { Context } from './Context.tsx'
import { loadFor } from './mailed.ts'
import { List } from './List.tsx'
import { Thread } from './Thread.tsx'
import { tag } from '../words.ts'
import { words } from './words.ts'

export { style } from './style.ts'

export function Screen({ desk, page }: ScreenProps) {
  const [isContextShown, show] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  /** Where the details are a sheet of their own, the keyboard goes there and comes back. */
  const showContext = (isShown: boolean) => {
    show(isShown)
    setTimeout(() => frame.current?.querySelector<HTMLElement>(isShown ? '.context .info' : '.middle .info')?.focus())
  }
  const { wanted, shown } = desk.opened
  const opened = shown.value
  useEffect(() => void (opened && loadFor(opened)))
  const { faults } = desk
  return (
    <div ref={frame} class={`inbox ${wanted.value ? 'reading' : ''} ${isContextShown ? 'asking' : ''}`}>
      <main>
        <Pane name="list" faults={faults}>
          <List desk={desk} page={page} />
        </Pane>
        {opened ? (
          <Pane key={opened.id} name="middle" faults={faults}>
            <Thread desk={desk} opened={opened} showContext={() => showContext(true)} />
          </Pane>
        ) : (
          <Nothing key={wanted.value} desk={desk} />
        )}
      </main>
      {opened && (
        <Pane key={opened.id} name="context" faults={faults} hide={() => showContext(false)}>
          <Context desk={desk} opened={opened} hide={() => showContext(false)} />
        </Pane>
      )}
    </div>
  )
}

/** Where no conversation is to be shown: none was chosen, or there is none, or it is still on its way. */
function Nothing({ desk: { opened, routes } }: { desk: Desk }) {
  const [wanted, isUnknown] = [opened.wanted.value, opened.isUnknown.value]
  const why = opened.restriction.value
  const unknown = why
    ? words.restricted(why.reference, new Date(why.at).toLocaleDateString(tag))
    : words.unknownConversation
  const text = wanted === null ? words.choose : isUnknown ? unknown : ''
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (isUnknown) heading.current!.focus()
  }, [text])
  return (
    <div class="middle">
      {wanted !== null && (
        <header>
          <button class="tool back" type="button" aria-label={shell.back} onClick={() => routes.leave()}>
            <Icon name="back" />
          </button>
        </header>
      )}
      <h1 class="said" tabIndex={-1} ref={heading}>
        {text}
      </h1>
    </div>
  )
}
