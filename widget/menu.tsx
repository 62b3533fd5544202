// The menu chunk: what else can be done with a conversation, loaded when it is first asked for.

import { Component } from 'preact'
import { menuEl, type MenuStrings } from './strings/menu.el.ts'
import { menuEn } from './strings/menu.en.ts'
import { Icon, paths } from './view/Icon.tsx'
import { menuPaths } from './view/menuIcons.ts'
import type { ChatProps } from './view/Panel.tsx'

Object.assign(paths, menuPaths)

const strings: Record<string, MenuStrings> = { el: menuEl, en: menuEn }

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.more{position:relative;margin:-8px;padding:8px}
.menu{position:absolute;z-index:1;inset-block-start:48px;inset-inline-end:0;width:max-content;min-width:220px;padding:8px 20px;background:var(--paper);border:1px solid var(--line);border-radius:12px;box-shadow:var(--shadow)}
`)

/** Ending, another one, and the sound; hidden again by a choice, by Escape and by leaving it. */
export class Menu extends Component<ChatProps & { isClosed: boolean; hide: () => void }> {
  #menu: HTMLElement | null = null

  override componentDidMount() {
    const root = this.#menu!.getRootNode() as ShadowRoot
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
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
  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    this.#around.querySelector('button')!.focus()
    this.props.hide()
  }
  readonly #onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !this.#around.contains(relatedTarget as globalThis.Node)) this.props.hide()
  }
  render() {
    const { chat, words, memory, isClosed, help, hide } = this.props
    const own = strings[help.locale.value.split('-')[0]!] ?? menuEn
    const hasSound = memory.setting('sound') !== 'off'
    const choose = (act: () => void) => () => {
      hide()
      act()
    }
    const again = isClosed || chat.conversation.value?.ticket
    return (
      <ul class="menu" ref={(menu) => void (this.#menu = menu)}>
        <li>
          <button class="row" type="button" aria-pressed={hasSound} onClick={choose(() => memory.set('sound', hasSound ? 'off' : 'on'))}>
            <Icon name={hasSound ? 'sound' : 'mute'} />
            {own.sound(hasSound)}
          </button>
        </li>
        <li>
          <button class="row" type="button" onClick={choose(again ? chat.leave : () => void chat.close())}>
            <Icon name={again ? 'chat' : 'check'} />
            {again ? words.again : own.end}
          </button>
        </li>
      </ul>
    )
  }
}
