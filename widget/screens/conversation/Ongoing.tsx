// What tells of the conversation from elsewhere: a row on the first screen, and how much of it has not been read.

import { effect } from '@preact/signals-core'
import type { ChatProps, Loading, PanelProps, State } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'

/** The conversation that goes on, with its last words. */
export function Ongoing({ chat, words, go }: PanelProps) {
  const known = chat.value!
  const open = known.conversation.value
  const last = known.messages.value.findLast(({ text }) => text)
  const unread = known.unread.value
  if (!open || !last || (open.state === 'closed' && unread === 0)) return null
  return (
    <button class="row card ongoing" onClick={() => go({ name: 'conversation' })}>
      <Icon name={open.ticket ? 'mail' : 'chat'} />
      <span class="who">
        <b>{(words as ChatProps['words']).yours}</b>
        <span class="meta">{last.text}</span>
      </span>
      {unread > 0 ? <b class="count">{unread}</b> : <Icon name="right" size={16} />}
    </button>
  )
}

/** Says on the launcher, and in the title of a page that wants it, how many messages wait while the panel is closed. */
export function badge({ visit, options, chat, isOpen, insist }: State & Loading): void {
  const life = visit.value
  const element = document.createElement('span')
  element.className = 'badge'
  options.button.append(element)
  life.ends(() => element.remove())
  const unread = () => (isOpen.value ? 0 : (chat.value?.unread.value ?? 0))
  life.ends(
    effect(() => {
      element.hidden = unread() === 0
      element.textContent = String(unread())
    }),
  )
  if (options.titleBadge !== undefined)
    void insist(() => import('../../title.ts')).then(({ entitle }) =>
      entitle(life, () => (unread() ? `(${unread()}) ` : '')),
    )
}
