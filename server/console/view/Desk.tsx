// The desk: where one is, everything that needs this agent, the open conversation, and who it is with.

import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Desk } from '../desk.ts'
import { words } from '../strings.ts'
import { Context } from './Context.tsx'
import { Hours } from './Hours.tsx'
import { List } from './List.tsx'
import { Nav } from './Nav.tsx'
import { Pane } from './Pane.tsx'
import { Searches } from './Searches.tsx'
import { Thread } from './Thread.tsx'

export interface DeskProps {
  desk: Desk
}

export function DeskScreen({ desk, signOut }: DeskProps & { signOut: () => void }) {
  const [isContextShown, show] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  /** Where the details are a sheet of their own, the keyboard goes there and comes back. */
  const showContext = (isShown: boolean) => {
    show(isShown)
    setTimeout(() => frame.current?.querySelector<HTMLElement>(isShown ? '.context .info' : '.middle .info')?.focus())
  }
  const opened = desk.opened.value
  const Page = { searches: Searches, hours: Hours }[desk.view.value as string]
  if (Page) {
    return (
      <div class="desk wide">
        <Nav desk={desk} signOut={signOut} />
        <Pane key={desk.view.value} name={desk.view.value} desk={desk}>
          <Page desk={desk} />
        </Pane>
      </div>
    )
  }
  return (
    <div ref={frame} class={`desk ${desk.wanted.value ? 'reading' : ''} ${isContextShown ? 'asking' : ''}`}>
      <Nav desk={desk} signOut={signOut} />
      <main>
        <Pane name="list" desk={desk}>
          <List desk={desk} />
        </Pane>
        {opened ? (
          <Pane key={opened.id} name="middle" desk={desk}>
            <Thread desk={desk} opened={opened} showContext={() => showContext(true)} />
          </Pane>
        ) : (
          <Nothing key={desk.wanted.value} desk={desk} />
        )}
      </main>
      {opened && (
        <Pane key={opened.id} name="context" desk={desk} hide={() => showContext(false)}>
          <Context opened={opened} desk={desk} hide={() => showContext(false)} />
        </Pane>
      )}
    </div>
  )
}

/** Where no conversation is to be shown: none was chosen, or there is none, or it is still on its way. */
function Nothing({ desk }: DeskProps) {
  const said = desk.wanted.value === null ? words.choose : desk.isUnknown.value ? words.unknownConversation : ''
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (desk.isUnknown.value) heading.current!.focus()
  }, [said])
  return (
    <div class="middle">
      {desk.wanted.value !== null && (
        <header>
          <button class="tool back" type="button" aria-label={words.back} onClick={desk.leave}>
            <Icon name="back" />
          </button>
        </header>
      )}
      <h1 class="said" tabIndex={-1} ref={heading}>
        {said}
      </h1>
    </div>
  )
}
