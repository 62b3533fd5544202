// The menu chunk: what else can be done with a conversation, loaded when it is first asked for.

import { Component } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { TranscriptAsked } from '../../../server/protocol/mail.ts'
import { dateWords } from '../../hours.ts'
import { randomId } from '../../memory.ts'
import { print } from './print.ts'
import { menuEl, type MenuStrings } from '../../strings/menu.el.ts'
import { menuEn } from '../../strings/menu.en.ts'
import { Icon, type IconName, paths } from '../../view/Icon.tsx'
import { isComposing } from '../../view/keys.ts'
import { menuPaths } from '../../view/menuIcons.ts'
import type { ChatProps } from '../../state.ts'

Object.assign(paths, menuPaths)

const strings: Record<string, MenuStrings> = { el: menuEl, en: menuEn }

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.more{position:relative;margin:-8px;padding:8px}
.menu{position:absolute;z-index:1;inset-block-start:48px;inset-inline-end:0;width:max-content;min-width:220px;padding:8px 20px;background:var(--paper);border:1px solid var(--line);border-radius:12px;box-shadow:var(--shadow)}
.copy{display:grid;gap:8px;width:min(280px,100vw - 104px);padding-block:8px}
.copy b{font-weight:600}
.copy .label{margin:0}
.copy .error{margin:0}
`)

interface MenuState {
  /** Whether a copy by mail is being asked for. */
  isCopying?: boolean
}

/** Ending, another one, a copy, and the sound; hidden again by a choice, by Escape and by leaving it. */
export class Menu extends Component<ChatProps & { isClosed: boolean; hide: () => void }, MenuState> {
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
  #print(own: MenuStrings) {
    const root = this.#menu!.getRootNode() as ShadowRoot
    const { help } = this.props
    const { site, zone } = help.availability.value!
    const day = dateWords(help.now(), zone, help.locale.value, true, true)
    print(root.querySelector('.log')!, root, own.printed(site.name, day))
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
    const { help } = this.props
    const own = strings[help.locale.value.split('-')[0]!] ?? menuEn
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

type Inside = ChatProps & { own: MenuStrings }

function Choices({
  chat,
  words,
  memory,
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

interface CopyState {
  /** What the server waits for, or has done. */
  at?: TranscriptAsked
  /** Why the last answer was refused. */
  error?: string
  isBusy?: boolean
}

/** A copy by mail: to the address that the site vouches for, else to one that is proved by the code mailed there. */
class Copy extends Component<Inside & { leave: () => void }, CopyState> {
  #form: HTMLElement | null = null
  /** Of what is asked: a repeat after a lost answer is the same mail. */
  #id = randomId()

  override componentDidMount() {
    void this.#ask({ email: '' })
  }
  override componentDidUpdate(_: unknown, { at, error }: CopyState) {
    if (at !== this.state.at || error !== this.state.error)
      this.#form!.querySelector<HTMLElement>('input,button')?.focus()
  }
  async #ask(asked: { email: string } | { code: string }) {
    if (this.state.isBusy) return
    this.setState({ isBusy: true })
    const { chat } = this.props
    const of = { conversation: chat.conversation.value!.id, id: this.#id }
    const answer = await ('code' in asked
      ? chat.ask('transcript:confirm', { ...of, ...asked })
      : chat.ask('transcript:ask', { ...of, ...asked }))
    if (!answer?.ok) return this.setState({ isBusy: false, error: answer?.error ?? 'other' })
    this.#id = randomId()
    this.setState({ isBusy: false, error: '', at: 'state' in answer ? answer : { state: 'sent', email: answer.email } })
  }
  render() {
    const { own, words, leave } = this.props
    const { at, error, isBusy } = this.state
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      const given = String(new FormData(event.target as HTMLFormElement).get('given')).trim()
      void this.#ask(at?.state === 'code' ? { code: given } : { email: given })
    }
    const wrong = error && (
      <p class="error" id="menu-wrong" role="alert">
        <Icon name="alert" size={16} />
        {own.refusals[error] ?? own.refusals['other']}
      </p>
    )
    const described = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'menu-wrong' } : {}
    const isCode = at?.state === 'code'
    return (
      <form class="copy" noValidate onSubmit={send} ref={(form) => void (this.#form = form)}>
        <b>{own.copy}</b>
        {at?.state === 'sent' && (
          <>
            <p role="status">{own.sent(at.email)}</p>
            <button class="second" type="button" onClick={leave}>
              {own.done}
            </button>
          </>
        )}
        {(at?.state === 'address' || isCode) && (
          <>
            <p class="meta" role="status">
              {isCode ? own.codeSent(at.email) : own.copyWhy}
            </p>
            <label class="label" for="menu-given">
              {isCode ? own.code : words.email}
            </label>
            {isCode ? (
              <input
                key="code"
                class="input"
                id="menu-given"
                name="given"
                inputMode="numeric"
                autocomplete="one-time-code"
                maxLength={12}
                {...described}
              />
            ) : (
              <input
                key="email"
                class="input"
                id="menu-given"
                name="given"
                type="email"
                autocomplete="email"
                maxLength={limits.email}
                {...described}
              />
            )}
            {wrong}
            <button class="primary" type="submit" aria-disabled={isBusy}>
              {isCode ? own.confirm : own.sendCode}
            </button>
            {isCode && (
              <button class="link" type="button" onClick={() => this.setState({ at: { state: 'address' }, error: '' })}>
                {own.anotherEmail}
              </button>
            )}
          </>
        )}
        {!at && wrong}
      </form>
    )
  }
}
