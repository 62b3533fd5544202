// Where one is in the console, and who one is.

import { useRef, useState } from 'preact/hooks'
import { Face } from '../../../widget/view/Face.tsx'
import { Icon, type IconName } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { View } from '../desk.ts'
import { locale, speak, words } from '../strings.ts'
import type { DeskProps } from './Desk.tsx'

export function Nav({ desk, signOut }: DeskProps & { signOut: () => void }) {
  const { queue, mine, others, tickets, failed, sites } = desk
  const all = queue.value.length + mine.value.length + others.value.length
  const places: [view: View, icon: IconName, word: string, count: number][] = [
    ['desk', 'inbox', words.desk, queue.value.length + mine.value.length],
    ['queue', 'clock', words.queue, queue.value.length],
    ['mine', 'user', words.mine, mine.value.length],
    ['all', 'chat', words.all, all],
    ['tickets', 'mail', words.tickets, tickets.value.length],
    // There only when there is something, and then it asks to be seen.
    ...(failed.value.length > 0
      ? [['failed', 'alert', words.failed, failed.value.length] satisfies [View, IconName, string, number]]
      : []),
    ['searches', 'search', words.searches, 0],
    ['hours', 'calendar', words.hoursPage, 0],
  ]
  void desk.tick.value
  const isLate = ({ dueAt }: Summary) => dueAt !== null && dueAt <= desk.now()
  return (
    <header class="nav">
      <p class="brand">
        <Mark />
        <b>{sites.value.map(({ name }) => name).join(', ')}</b>
      </p>
      <nav aria-label={words.menu}>
        {places.map(([view, icon, word, count]) => (
          <button
            type="button"
            data-view={view}
            aria-current={desk.view.value === view ? 'page' : undefined}
            onClick={() => desk.choose(view)}
          >
            <Icon name={icon} />
            <span>{word}</span>
            <i
              class={
                ((view === 'queue' || view === 'failed') && count > 0) ||
                (view === 'tickets' && tickets.value.some(isLate))
                  ? 'due'
                  : ''
              }
            >
              {count || ''}
            </i>
          </button>
        ))}
      </nav>
      <Me desk={desk} signOut={signOut} />
    </header>
  )
}

/** Presence, sound, language, leaving. */
function Me({ desk, signOut }: DeskProps & { signOut: () => void }) {
  const [isShown, show] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const me = desk.me.value
  if (!me) return null
  const isPresent = me.presence === 'present'
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    show(false)
    menu.current!.querySelector('button')!.focus()
  }
  const goToHours = () => {
    show(false)
    desk.choose('hours')
  }
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !menu.current!.contains(relatedTarget as globalThis.Node)) show(false)
  }
  return (
    <div class="me" ref={menu} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button type="button" aria-expanded={isShown} onClick={() => show(!isShown)}>
        <Face {...me} />
        <span class="who">
          <b>{me.name}</b>
          <span class="meta">
            <i class={`dot ${isPresent ? '' : 'away'}`} />
            {isPresent ? words.present : words.absent}
          </span>
        </span>
        <Icon name="more" />
      </button>
      {isShown && (
        <div class="sheet">
          <button type="button" aria-pressed={isPresent} onClick={() => desk.be(isPresent ? 'away' : 'present')}>
            <Icon name="user" />
            {isPresent ? words.goAway : words.comeBack}
          </button>
          <button type="button" onClick={goToHours}>
            <Icon name="calendar" />
            {words.hoursPage}
          </button>
          <button type="button" aria-pressed={desk.hasSound.value} onClick={() => desk.ring(!desk.hasSound.value)}>
            <Icon name={desk.hasSound.value ? 'sound' : 'mute'} />
            {words.sound(desk.hasSound.value)}
          </button>
          <button
            type="button"
            lang={locale === 'el' ? 'en' : 'el'}
            onClick={() => speak(locale === 'el' ? 'en' : 'el')}
          >
            <Icon name="globe" />
            {locale === 'el' ? 'English' : 'Ελληνικά'}
          </button>
          <button type="button" onClick={signOut}>
            <Icon name="back" />
            {words.signOut}
          </button>
        </div>
      )}
    </div>
  )
}

/** The mark: a bubble with the Greek question mark. */
export const Mark = () => (
  <svg class="mark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 3c5.200 0 9.200 3.600 9.200 8.200s-4 8.200-9.200 8.200c-1 0-2-.1-2.900-.4L4.500 21l.9-3.700C3.800 15.800 2.800 13.600 2.800 11.200 2.800 6.600 6.800 3 12 3z" />
    <path class="sign" d="M12 8.200v.1M12.300 12.400c0 1-.3 1.700-1 2.300" />
  </svg>
)
