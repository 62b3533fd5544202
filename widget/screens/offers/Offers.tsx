// The chunk of what is offered while somebody writes to a person: up to two articles that answer it for sure.

import { Component } from 'preact'
import { limits } from '../../../server/limits.ts'
import { begin, type Life } from '../../life.ts'
import type { OffersProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { Rows } from '../home/Home.tsx'
import { words as offers } from './en.ts'

export const words = { offers }

export const css = `
.offers{margin-block-start:12px;padding:4px 16px 8px;border-radius:12px;background:var(--wash)}
.offers .row:hover{background:var(--wash-2)}
.offers .head{min-height:40px;padding:0}
.offers h2{flex:1;margin:0}
.offers .tool{margin-inline-end:-12px}
.foot:has(.offers){flex-wrap:wrap}
.foot .offers{flex-basis:100%;min-width:0;margin:0}
.short .offers li+li{display:none}
`
/** A pause in typing, ms. */
const pause = 500

/** By visit, the conversations in which nothing more is to be offered; '' is the one that has not begun. */
const dismissed = new WeakMap<Life, Set<string>>()

/** The last sentences of a text, as far as there are two words in them and they are no longer than a search may be. */
const sentencesIn = (text: string) =>
  text
    .split(/[.!?;\u037e…]+\s|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.includes(' ') && sentence.length <= limits.query)
    .slice(-3)

export class Screen extends Component<OffersProps, { ids?: string[] }> {
  readonly #life = begin(this.props.visit.value)
  #draft = ''
  #callOff: (() => void) | undefined
  /** Whether a pointer has moved since the last letter: then something is being aimed at. */
  #isAiming = false

  override componentDidMount() {
    const aim = () => void (this.#isAiming = true)
    for (const event of ['pointermove', 'pointerdown']) this.#life.on(this.props.options.root, event, aim)
    this.componentDidUpdate()
  }
  override componentDidUpdate() {
    const { visit, draft } = this.props
    const gone = dismissed.get(visit.value)
    const begun = this.#key
    // It has begun since.
    if (begun && gone?.delete('')) gone.add(begun)
    if (draft.value === this.#draft) return
    this.#draft = draft.value
    this.#isAiming = false
    this.#callOff?.()
    if (draft.value) this.#callOff = this.#life.after(pause, () => this.#look())
    else if (this.state.ids) this.setState({ ids: [] })
  }
  override componentWillUnmount() {
    this.#life.end()
  }
  /** The conversation that it is for. */
  get #key() {
    const { chat } = this.props
    const known = 'conversation' in chat ? chat : chat.value
    return known?.conversation.value?.id ?? ''
  }
  /** Offers what answers for sure; what was offered stays until something else does, or the text is gone. */
  #look(): void {
    const { help, visit } = this.props
    const { ids: shown = [] } = this.state
    if (this.#isAiming || dismissed.get(visit.value)?.has(this.#key)) return
    const sure = sentencesIn(this.#draft).flatMap((sentence) => {
      // What was searched for was seen, and so was what has been read.
      const { confident, results } = sentence === help.query.value.trim() ? help.look('') : help.look(sentence)
      const [first] = results
      return confident && first && (shown.includes(first.id) || !help.recent.value.includes(first.id)) ? [first.id] : []
    })
    const ids = [...new Set(sure)].slice(-2)
    if (ids.length > 0) this.setState({ ids })
  }
  readonly #dismiss = () => {
    const { visit, options } = this.props
    const gone = dismissed.get(visit.value) ?? new Set()
    dismissed.set(visit.value, gone.add(this.#key))
    this.setState({ ids: [] })
    // On with what was being written.
    options.root.querySelector<HTMLElement>('.screen:not([hidden]) textarea')?.focus({ preventScroll: true })
  }
  render() {
    const { help, words } = this.props
    const { ids = [] } = this.state
    const own = words.own.offers!
    const titles = ids.map((id) => help.library.value?.articles.find((each) => each.id === id)?.question)
    return (
      <>
        <p class="hide" role="status">
          {titles.length > 0 && [own.title, ...titles].join(' ')}
        </p>
        {titles.length > 0 && (
          <section class="offers" aria-label={own.title}>
            <div class="head">
              <h2 class="label">{own.title}</h2>
              <button class="tool" type="button" aria-label={own.dismiss} onClick={this.#dismiss}>
                <Icon name="close" size={16} />
              </button>
            </div>
            <Rows ids={ids} {...this.props} />
          </section>
        )}
      </>
    )
  }
}
