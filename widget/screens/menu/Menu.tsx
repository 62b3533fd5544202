// The menu chunk: what else can be done with a conversation, loaded when it is first asked for.

import { Component } from 'preact'
import { dateWords } from '../../hours.ts'
import { print } from './print.ts'
import { Copy } from './Copy.tsx'
import type { MenuStrings } from './el.ts'
import { words as menu } from './en.ts'
import { Icon, type IconName, paths } from '../../view/Icon.tsx'
import { isComposing } from '../../view/keys.ts'
import { menuPaths } from '../../view/menuIcons.ts'
import type { ChatProps, MenuProps } from '../../state.ts'

Object.assign(paths, menuPaths)

export const words = { menu }

export const css = `
.more{position:relative;margin:-8px;padding:8px}
.menu{position:absolute;z-index:1;inset-block-start:48px;inset-inline-end:0;width:max-content;min-width:220px;padding:8px 20px;background:var(--paper);border:1px solid var(--line);border-radius:12px;box-shadow:var(--shadow)}
.copy{display:grid;gap:8px;width:min(280px,100vw - 104px);padding-block:8px}
.copy b{font-weight:600}
.copy .label{margin:0}
.copy .error{margin:0}
`

interface MenuState {
  /** Whether a copy by mail is being asked for. */
  isCopying?: boolean
}

/** Ending, another one, a copy, and the sound; hidden again by a choice, by Escape and by leaving it. */
export class Screen extends Component<MenuProps, MenuState> {
  #menu: HTMLElement | null = null

  override componentDidMount() {
    this.#around.addEventListener('keydown', this.#onKeyDown)
    this.#around.addEventListener('focusout', this.#onFocusOut)
  }
  override componentWillUnmount() {
    this.#around.removeEventListener('keydown', this.#onKeyDown)
    this.#around.removeEventListener('focusout', this.#onFocusOut)
  }
  /** The menu together with its button. */
  get #around() {
    return this.#menu!.parentElement!
  }
  #print(own: MenuStrings) {
    const root = this.#menu!.getRootNode() as ShadowRoot
    const { help, styles } = this.props
    const { site, zone } = help.availability.value!
    const day = dateWords(help.now(), zone, help.locale.value, true, true)
    print(root.querySelector('.log')!, root, own.printed(site.name, day), styles)
  }
  readonly #leave = () => {
    this.#around.querySelector('button')!.focus()
    this.props.hide()
  }
  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event)) return
    event.preventDefault()
    this.#leave()
  }
  readonly #onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !this.#around.contains(relatedTarget as globalThis.Node)) this.props.hide()
  }
  render() {
    const own = this.props.words.own.menu!
    return (
      <div class="menu" ref={(menu) => void (this.#menu = menu)}>
        {this.state.isCopying ? (
          <Copy {...this.props} own={own} leave={this.#leave} />
        ) : (
          <Choices
            {...this.props}
            own={own}
            copy={() => this.setState({ isCopying: true })}
            printed={() => this.#print(own)}
          />
        )}
      </div>
    )
  }
}

/** The page of what is kept of this browser, or of who the site says it is; without a line it asks for a code. */
function openData(chat: ChatProps['chat'], notice: string): void {
  // At once: what is opened later may be held back as one that nobody asked for.
  const page = window.open('about:blank', '_blank')
  if (!page) return
  page.opener = null
  void chat.ask('data:open', {}).then((answer) => {
    page.location.href = `${notice.replace(/privacy$/, 'data')}${answer?.ok ? `?key=${answer.key}` : ''}`
  })
}

type Inside = ChatProps & { own: MenuStrings }

function Choices({
  chat,
  help,
  words,
  memory,
  go,
  isClosed,
  hide,
  own,
  copy,
  printed,
}: Inside & { isClosed: boolean; hide: () => void; copy: () => void; printed: () => void }) {
  const hasSound = memory.setting('sound') !== 'off'
  const again = isClosed || chat.conversation.value?.ticket
  const choose = (act: () => void) => () => {
    hide()
    act()
  }
  return (
    <ul>
      <Choice
        icon={hasSound ? 'sound' : 'mute'}
        isOn={hasSound}
        text={own.sound(hasSound)}
        act={choose(() => memory.set('sound', hasSound ? 'off' : 'on'))}
      />
      <Choice icon="mail" text={own.copy} act={copy} />
      <Choice icon="print" text={own.print} act={choose(printed)} />
      <Choice icon="search" text={words.requests} act={choose(() => go({ name: 'requests' }))} />
      <Choice
        icon="info"
        text={own.data}
        act={choose(() => openData(chat, help.availability.value!.site.privacyUrl))}
      />
      <Choice
        icon={again ? 'chat' : 'check'}
        text={again ? words.again : own.end}
        act={choose(again ? chat.leave : () => void chat.close())}
      />
    </ul>
  )
}

const Choice = ({ icon, text, isOn, act }: { icon: IconName; text: string; isOn?: boolean; act: () => void }) => (
  <li>
    <button class="row" type="button" aria-pressed={isOn} onClick={act}>
      <Icon name={icon} />
      {text}
    </button>
  </li>
)
