// The panel's frame: the screens one above the other, and what they share.

import type { Signal } from '@preact/signals-core'
import { Component, type ComponentChildren, type ComponentType } from 'preact'
import type { Face as Person, Localized } from '../../server/protocol/pieces.ts'
import type { Ticket } from '../../server/protocol/ticket.ts'
import type { Files } from '../attachments.tsx'
import type { Chat } from '../chat.ts'
import type { Form } from '../form.ts'
import type { Help } from '../help.ts'
import { sentence, when, zoneHere } from '../hours.ts'
import type { Life } from '../life.ts'
import { isRightToLeft } from '../locale.ts'
import type { Memory } from '../memory.ts'
import type { ChatStrings } from '../strings/chat.el.ts'
import type { Strings as Words } from '../strings/el.ts'
import type { Refusals } from '../strings/refusals.el.ts'
import { ArticleScreen } from './Article.tsx'
import { Face } from './Face.tsx'
import { FormScreen } from './Form.tsx'
import { Home, Topic } from './Home.tsx'
import { Icon } from './Icon.tsx'
import { isComposing } from './keys.ts'

/** Of what is loaded later, once it is there. */
export type Strings = Words & Partial<Refusals>

export type Screen =
  | { name: 'home' }
  | { name: 'topic'; id: string }
  | { name: 'article'; id: string }
  /** With a conversation, the form turns it into a ticket. */
  | { name: 'form'; conversation?: string | undefined }
  | { name: 'ticket'; ticket: Ticket }
  | { name: 'conversation' }
  | { name: 'contact' }
  | { name: 'problem' }

/** One place on the path: what its screen is known by, and what its fields' ids begin with. */
export const keyOf = (screen: Screen): string =>
  `${screen.name}-${('id' in screen && screen.id) || ('conversation' in screen && screen.conversation) || ''}`

export interface PanelState {
  life: Life
  server: string
  help: Help
  memory: Memory
  form: Form
  screens: Signal<Screen[]>
  isOpen: Signal<boolean>
  /** Whether a phone's keyboard covers much of the screen. */
  isShort: Signal<boolean>
  strings: Signal<Strings | null>
  conversation: Signal<ComponentType<ChatProps> | null>
  chat: Signal<Chat | null>
  /** The screens of chunks of their own, once they are there. */
  more: Signal<Partial<Record<Screen['name'], ScreenOfItsOwn>>>
  files: Signal<Files | null>
  /** Loads what attaches and draws files. */
  loadFiles: () => Promise<Files>
  /** Loads the chunk of a screen before it is gone to. */
  load: (name: Screen['name']) => void
  /** What the visitor has begun to write to a person. */
  draft: Signal<string>
  write: (text: string) => void
  /** What has begun to be filled in of a form, besides; by the field's name. */
  typed: Signal<Record<string, string>>
  /** Keeps a field as it is typed. */
  fill: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement }) => void
  go: (screen: Screen) => void
  back: () => void
  close: () => void
  ask: (text?: string) => void
  /** Loads the conversation and connects. */
  resume: () => Promise<void>
  speakIn: (locale: string) => Promise<void>
}
export interface PanelProps extends PanelState {
  words: Strings
  /** An instant in the words of a visitor: «αύριο στις 9:00». */
  said: (at: number) => string
}
export type ScreenOfItsOwn = ComponentType<PanelProps & { screen: Screen }>
export type ChatProps = Omit<PanelProps, 'chat' | 'words'> & { chat: Chat; words: Strings & ChatStrings }
/** What every screen gets, the conversation's included. */
type Shared = Omit<PanelProps, 'chat'>

export function Panel(state: PanelState) {
  const { strings, isOpen, isShort, screens, close, help } = state
  const words = strings.value
  if (!words) return null
  const said = (at: number) =>
    when(at, help.now(), help.availability.value?.zone ?? 'UTC', help.locale.value, words.hours)
  const props = { ...state, words, said }
  const top = screens.value.length - 1
  return (
    <div
      class={isShort.value ? 'panel short' : 'panel'}
      role="dialog"
      aria-label={words.help}
      lang={help.locale.value}
      dir={isRightToLeft(help.locale.value) ? 'rtl' : 'ltr'}
      hidden={!isOpen.value}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && !isComposing(event) && close()}
    >
      {screens.value.map((screen, at) => (
        <Frame key={keyOf(screen)} isTop={at === top} isOpen={isOpen.value}>
          <Current screen={screen} {...props} />
        </Frame>
      ))}
    </div>
  )
}

interface FrameProps {
  isTop: boolean
  isOpen: boolean
  children: ComponentChildren
}

/** A screen that stays as it was left: where it was scrolled to, and what had the focus. */
class Frame extends Component<FrameProps> {
  #frame: HTMLElement | null = null
  #scroll = 0
  #focus: HTMLElement | null = null

  override componentDidMount() {
    this.#settle()
  }
  override componentDidUpdate({ isTop, isOpen }: FrameProps) {
    if (isTop !== this.props.isTop || isOpen !== this.props.isOpen) this.#settle()
  }
  #settle() {
    if (!this.props.isTop || !this.props.isOpen) return
    const main = this.#frame!.querySelector('.main')
    if (main && this.#scroll) main.scrollTop = this.#scroll
    const first = this.#frame!.querySelector<HTMLElement>('[data-first]')
    ;(this.#focus?.isConnected ? this.#focus : first)?.focus({ preventScroll: true })
  }
  render() {
    return (
      <section
        class="screen"
        hidden={!this.props.isTop}
        ref={(frame) => void (this.#frame = frame)}
        onScrollCapture={({ target }) => {
          const { classList, scrollTop } = target as HTMLElement
          if (classList.contains('main')) this.#scroll = scrollTop
        }}
        onFocusCapture={(event) => (this.#focus = event.target as HTMLElement)}
      >
        {this.props.children}
      </section>
    )
  }
}

function Current({ screen, ...props }: PanelProps & { screen: Screen }) {
  const { conversation: Conversation, more, chat } = props
  const More = more.value[screen.name]
  switch (screen.name) {
    case 'home':
      return <Home {...props} />
    case 'topic':
      return <Topic id={screen.id} {...props} />
    case 'article':
      return <ArticleScreen id={screen.id} {...props} />
    case 'form':
      return <FormScreen of={screen.conversation} {...props} />
    case 'conversation':
      return Conversation.value && chat.value ? (
        <Conversation.value {...props} chat={chat.value} words={props.words as ChatProps['words']} />
      ) : (
        <Coming title={props.words.conversation} {...props} />
      )
    default:
      return More ? <More {...props} screen={screen} /> : <Coming title={props.words.help} {...props} />
  }
}

/** A screen whose chunk is on its way. */
const Coming = ({ title, ...props }: PanelProps & { title: string }) => (
  <>
    <Head title={title} {...props} />
    <Offline {...props} isAway={props.help.isAway.value} />
  </>
)

/** Who is there and until when; in a few words where a name stands above it. */
export function Status({ help, words, isBrief }: Shared & { isBrief?: boolean }) {
  const known = help.availability.value
  if (!known) return null
  const how = help.how.value
  const hours = isBrief ? { ...words.hours, open: words.here } : words.hours
  const said = sentence(how, help.now(), known.zone, help.locale.value, hours, zoneHere())
  const { open, online, why } = how
  const state = online ? 'online' : open || why === 'away' ? 'away' : 'closed'
  return (
    <span class="meta" data-status={state}>
      <i class={`dot ${state}`} />
      {open && !online ? words.away : said}
    </span>
  )
}

export function Head({
  title,
  person,
  children,
  ...props
}: Shared & { title: string; person?: Person | null | undefined; children?: ComponentChildren }) {
  const { words, back, close } = props
  return (
    <div class="head lined">
      <button class="tool" type="button" aria-label={words.back} data-first onClick={back}>
        <Icon name="back" />
      </button>
      {person && <Face {...person} />}
      <div class="who">
        <b>{title}</b>
        <Status {...props} isBrief={!!person} />
      </div>
      {children}
      <Close words={words} close={close} />
    </div>
  )
}

export function Close({ words, close, isFirst }: Pick<PanelProps, 'words' | 'close'> & { isFirst?: boolean }) {
  return (
    <button class="tool" type="button" aria-label={words.close} data-first={isFirst || undefined} onClick={close}>
      <Icon name="close" />
    </button>
  )
}

/** A word of the owner's, in the reader's locale where there is one. */
export const wordOf = (given: Localized, locale: string): string =>
  typeof given === 'string' ? given : (given[locale] ?? Object.values(given)[0] ?? '')

/** By when we answer by e-mail; or that it does not work, as long as that is so. */
export const byMail = ({ help, words, said }: Pick<PanelProps, 'help' | 'words' | 'said'>): string => {
  const { mail, answers } = help.availability.value!
  return mail === false ? words.noMail : words.byEmail(said(help.now() + answers.ticket))
}

/**
 * The offline strip, on every screen that has something to send; or that nothing goes on before the page is loaded
 * anew.
 */
export const Offline = ({ help, words, isAway }: Pick<PanelProps, 'help' | 'words'> & { isAway: boolean }) =>
  (isAway || help.isOld.value) && (
    <p class="strip" role="status">
      {help.isOld.value ? words.old : words.offline}{' '}
      {help.isOld.value && (
        <button class="link" type="button" onClick={() => location.reload()}>
          {words.reload}
        </button>
      )}
    </p>
  )

/** That an answer will not come by e-mail, on every form, before anyone types. */
export const NoMail = ({ help, words }: Pick<PanelProps, 'help' | 'words'>) =>
  help.availability.value?.mail === false ? <p class="strip">{words.noMail}</p> : null

/** Where one speaks to us: the same place on every screen. */
export function Foot({ help, words, said, ask, load, isSearching }: PanelProps & { isSearching?: boolean }) {
  const known = help.availability.value
  if (!known) return null
  const { online } = help.how.value
  const title = isSearching ? words.notFound : online ? words.talk : words.leave
  /** Whoever is about to ask finds it there. */
  const meant = () => online && load('conversation')
  const promise = online ? words.answerWithin(known.answers.chat / 60_000) : byMail({ help, words, said })
  return (
    <div class="foot talk">
      {online && (
        <span class="faces">
          {known.team.slice(0, 3).map((person) => (
            <Face {...person} />
          ))}
        </span>
      )}
      <span class="say">
        <b>{title}</b>
        <span class="meta">{promise}</span>
      </span>
      <button
        class="go"
        type="button"
        aria-label={online ? words.talk : words.leave}
        onPointerEnter={meant}
        onFocus={meant}
        onClick={() => ask(help.query.value)}
      >
        <Icon name={online ? 'chat' : 'mail'} />
      </button>
    </div>
  )
}
