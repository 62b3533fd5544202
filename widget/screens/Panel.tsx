// The panel's frame: the screens one above the other.

import { Component, type ComponentChildren } from 'preact'
import { when } from '../hours.ts'
import { isRightToLeft } from '../locale.ts'
import { Head } from './parts/Head.tsx'
import { Offline } from './parts/Strips.tsx'
import { keyOf, type PanelProps, type PanelState, type Screen, type ScreenOfItsOwn } from '../state.ts'
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

/** The screens that come with the panel; each is given what its place on the path says. */
const own = { home: Home, topic: Topic, article: ArticleScreen, form: FormScreen } as unknown as {
  [name in Screen['name']]?: ScreenOfItsOwn
}

function Current(props: PanelProps & { screen: Screen }) {
  const { words, screen, more } = props
  const Drawn = own[screen.name] ?? more.value[screen.name]
  return Drawn ? (
    <Drawn {...props} {...screen} />
  ) : (
    <Coming title={words[screen.name as 'conversation'] ?? words.help} {...props} />
  )
}

/** A screen whose chunk is on its way. */
const Coming = ({ title, ...props }: PanelProps & { title: string }) => (
  <>
    <Head title={title} {...props} />
    <Offline {...props} isAway={props.help.isAway.value} />
  </>
)
