// The panel's frame: the screens one above the other.

import { Component, type ComponentChildren } from 'preact'
import { when } from '../hours.ts'
import { isRightToLeft } from '../locale.ts'
import { Head } from './parts/Head.tsx'
import { Offline } from './parts/Strips.tsx'
import { type ChatProps, keyOf, type PanelProps, type PanelState, type Screen } from '../state.ts'
import { ArticleScreen } from './article/Article.tsx'
import { FormScreen } from './form/FormScreen.tsx'
import { Home, Topic } from './home/Home.tsx'
import { isComposing } from '../view/keys.ts'

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
      return <ArticleScreen id={screen.id} part={screen.part} {...props} />
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
