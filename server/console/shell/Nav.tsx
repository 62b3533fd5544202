// Where one is in the console, and who one is.

import { useRef, useState } from 'preact/hooks'
import { languages } from '../../../widget/locales.ts'
import { Face } from '../../../widget/view/Face.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Desk } from '../desk.ts'
import { targetsOf } from '../acts/moves.ts'
import { control } from '../acts/keyNames.ts'
import { words as acts } from '../acts/words.ts'
import type { Group, Page } from '../page.ts'
import { pageOf, pages } from '../pages.ts'
import type { Screens } from '../screens.ts'
import { viewsOf } from '../views/of.ts'
import { Saved } from '../views/Saved.tsx'
import { languageOf, locale, speak } from '../words.ts'
import { Mark } from './Mark.tsx'
import { words } from './words.ts'

/** Asks what is to be done, or where to go. */
const command = (desk: Desk) => desk.doing.ask(null, targetsOf(desk))

interface NavProps {
  desk: Desk
  screens: Screens
  signOut: () => void
}

export function Nav({ desk, screens, signOut }: NavProps) {
  return (
    <header class="nav">
      <p class="brand">
        <Mark />
        <b>{desk.agent.sites.value.map(({ name }) => name).join(', ')}</b>
      </p>
      <button
        class="command"
        type="button"
        title={acts.palette}
        aria-keyshortcuts={control === '⌘' ? 'Meta+K' : 'Control+K'}
        onClick={() => command(desk)}
      >
        <Icon name="search" size={16} />
        <span>{acts.palette}</span>
        <kbd aria-hidden="true">{control} K</kbd>
      </button>
      <nav aria-label={words.menu}>
        {groups.map((group) => [
          <Ways key={group} group={group} desk={desk} screens={screens} />,
          group === 'conversations' && <Saved key="views" desk={desk} />,
        ])}
      </nav>
      <Me desk={desk} signOut={signOut} />
    </header>
  )
}

/** In their order; what is in none comes first. */
const groups = [undefined, 'conversations', 'archive', 'site'] as const

function Ways({ group, ...parts }: Omit<NavProps, 'signOut'> & { group: Group | undefined }) {
  const name = group && words.groups[group]
  return (
    <div role={group && 'group'} aria-label={name}>
      {name && (
        <p class="meta" aria-hidden="true">
          {name}
        </p>
      )}
      {pages
        .filter((page) => page.group === group && (page.needs?.(parts.desk) ?? true))
        .map((page) => (
          <Way key={page.route} page={page} {...parts} />
        ))}
    </div>
  )
}

function Way({ page, desk, screens }: Omit<NavProps, 'signOut'> & { page: Page }) {
  const { route, icon } = page
  const { count, isUrgent } = page.count?.(desk) ?? { count: 0, isUrgent: false }
  // Whoever comes near is about to open it.
  const load = () => void screens.load(page)
  return (
    <button
      type="button"
      data-view={route}
      class={page.isMore ? 'wide' : ''}
      aria-current={desk.routes.at.value.page === route ? 'page' : undefined}
      onClick={() => desk.routes.go(route, null, '')}
      onPointerEnter={load}
      onFocus={load}
    >
      <Icon name={icon} />
      <span>{page.words[locale]}</span>
      <i class={isUrgent && count > 0 ? 'due' : ''}>{count || ''}</i>
    </button>
  )
}

/** Presence, sound, language, leaving. */
function Me({ desk, signOut }: Omit<NavProps, 'screens'>) {
  const [isShown, show] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const me = desk.agent.me.value
  if (!me) return null
  const isPresent = me.presence === 'present'
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    show(false)
    menu.current!.querySelector('button')!.focus()
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
            {desk.agent.mayAct() ? (
              <>
                <i class={`dot ${isPresent ? '' : 'away'}`} />
                {isPresent ? words.present : me.why ? words.absentBy[me.why] : words.absent}
              </>
            ) : (
              words.viewer
            )}
          </span>
        </span>
        <Icon name="more" />
      </button>
      {isShown && <Menu desk={desk} signOut={signOut} isPresent={isPresent} hide={() => show(false)} />}
    </div>
  )
}

interface MenuProps extends Omit<NavProps, 'screens'> {
  isPresent: boolean
  hide: () => void
}

/** Pages and views that a phone has no room for. */
function More({ desk, hide }: Pick<MenuProps, 'desk' | 'hide'>) {
  const { routes } = desk
  const ways = [
    ...pages
      .filter(({ isMore }) => isMore)
      .map(({ route, icon, words: called }) => ({ route, icon, name: called[locale], filter: '' })),
    ...desk
      .own(viewsOf)
      .all.value.map(({ page, name, filter }) => ({ route: page, icon: 'filter' as const, name, filter })),
  ]
  return ways.map(({ route, icon, name, filter }) => (
    <button
      key={route + filter}
      class="narrow"
      type="button"
      onClick={() => {
        hide()
        routes.go(route, null, filter)
      }}
    >
      <Icon name={icon} />
      <bdi>{name}</bdi>
    </button>
  ))
}

function Menu({ desk, signOut, isPresent, hide }: MenuProps) {
  const { agent, attention, routes } = desk
  const ways = [...(agent.role.value === 'owner' ? ['people', 'mailboxes', 'audit', 'retention'] : []), 'account'].map(
    pageOf,
  )
  const hasSound = attention.hasSound.value
  const go = (route: string) => {
    hide()
    routes.go(route)
  }
  return (
    <div class="sheet">
      <button
        class="narrow"
        type="button"
        onClick={() => {
          hide()
          command(desk)
        }}
      >
        <Icon name="search" />
        {acts.palette}
      </button>
      <More desk={desk} hide={hide} />
      {agent.mayAct() && (
        <button type="button" aria-pressed={isPresent} onClick={() => agent.be(isPresent ? 'away' : 'present')}>
          <Icon name="user" />
          {isPresent ? words.goAway : words.comeBack}
        </button>
      )}
      {ways.map(({ route, icon, words: names }) => (
        <button key={route} type="button" onClick={() => go(route)}>
          <Icon name={icon} />
          {names[locale]}
        </button>
      ))}
      <button type="button" aria-pressed={hasSound} onClick={() => attention.ring(!hasSound)}>
        <Icon name={hasSound ? 'sound' : 'mute'} />
        {words.sound(hasSound)}
      </button>
      {languages.map(
        ({ name }) =>
          name !== locale && (
            <button key={name} type="button" lang={name} onClick={() => speak(name)}>
              <Icon name="globe" />
              {languageOf(name, name)}
            </button>
          ),
      )}
      <button type="button" onClick={signOut}>
        <Icon name="back" />
        {words.signOut}
      </button>
    </div>
  )
}
