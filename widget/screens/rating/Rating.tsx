// The chunk of the rating: one tap says whether it is solved, and words may follow; loaded once a conversation is
// closed.

import { Component } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { Outcome } from '../../../server/protocol/rating.ts'
import type { ChatProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { words as rating } from './en.ts'

export const words = { rating }

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.rating{display:grid;gap:8px;margin:16px -8px 0;padding:20px;border:1px solid var(--line);border-radius:16px}
.rating fieldset{display:grid;gap:8px;min-width:0;margin:0;padding:0;border:0}
.rating legend{font-size:18px;line-height:24px;font-weight:600;padding:0 0 12px;display:block}
.choice{display:flex;gap:12px;align-items:center;min-height:44px;padding:0 16px;border:1px solid var(--edge);border-radius:12px;cursor:pointer}
.choice:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent);background:var(--accent-wash)}
.choice:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.choice input{width:20px;height:20px;margin:0;accent-color:var(--accent);outline:0}
.rating .ways{display:flex;gap:8px;align-items:center}
.rating .ways .primary{flex:1}
.rating textarea{min-height:72px}
.rating p{margin:0}
`)

/** Whoever is so many px from the end sees it; with what stands between the messages and the card. */
const near = 64

const outcomes: readonly Outcome[] = ['yes', 'partly', 'no']

interface RatingState {
  /** What was tapped last. */
  outcome?: Outcome | undefined
  /** Why the last was refused; '': it was not. */
  error?: string
  /** Whether the server has what was tapped; and whether there is nothing more to say. */
  isTold?: boolean
  isOver?: boolean
}

export class Drawn extends Component<ChatProps, RatingState> {
  #card: HTMLElement | null = null
  #isSeen = false
  /** What was said before is not asked again. */
  readonly #isKnown = Boolean(this.props.chat.conversation.value!.rating)

  override componentDidMount() {
    this.componentDidUpdate()
  }
  override componentDidUpdate() {
    if (!this.#card || this.#isSeen) return
    this.#isSeen = true
    const root = this.#card.getRootNode() as ShadowRoot
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    // Below the last message, and so that whoever is there sees it; whoever has scrolled up to read goes on reading.
    const list = this.#card.parentElement!
    const below = list.scrollHeight - list.scrollTop - list.clientHeight
    if (below < this.#card.offsetHeight + near) list.scrollTop = list.scrollHeight
  }
  async #say(outcome: Outcome | undefined, comment: string) {
    if (!outcome) return
    this.setState({ outcome, error: '' })
    const { chat } = this.props
    const answer = await chat.ask('conversation:rate', { conversation: chat.conversation.value!.id, outcome, comment })
    if (!answer?.ok) return this.setState({ error: answer?.error ?? 'other', isTold: false })
    this.setState({ isTold: true })
    if (comment) this.#end()
  }
  /** There is nothing more to say: the keyboard's place, where it was in what goes, is the messages. */
  #end() {
    const card = this.#card
    if (card?.contains((card.getRootNode() as ShadowRoot).activeElement))
      card.parentElement!.focus({ preventScroll: true })
    this.setState({ isOver: true })
  }
  render() {
    const { outcome, error, isTold, isOver } = this.state
    const own = this.props.words.own.rating!
    const { state, ticket } = this.props.chat.conversation.value!
    // Whoever was not answered, or is held for spam, is not asked.
    const isAsked = this.props.chat.messages.value.some(({ author }) => author === 'agent')
    const isEnded = this.props.chat.messages.value.at(-1)?.system?.code.startsWith('closed') || ticket
    const isMute = isOver && !isTold && !error
    if (state !== 'closed' || this.#isKnown || !isAsked || !isEnded || isMute) return null
    const send = (event: SubmitEvent) => {
      event.preventDefault()
      void this.#say(outcome, String(new FormData(event.target as HTMLFormElement).get('comment')).trim())
    }
    return (
      <form class="rating" onSubmit={send} ref={(card) => void (this.#card = card)}>
        {!isOver && (
          <>
            <fieldset>
              <legend>{own.solved}</legend>
              {outcomes.map((each) => (
                <label key={each} class="choice">
                  <input
                    type="radio"
                    name="outcome"
                    checked={each === outcome}
                    onChange={() => void this.#say(each, '')}
                  />
                  {own.outcomes[each]}
                </label>
              ))}
            </fieldset>
            <textarea
              class="input"
              name="comment"
              rows={2}
              maxLength={limits.text}
              aria-label={own.more}
              placeholder={own.more}
            />
            <div class="ways">
              <button class="primary" type="submit" aria-disabled={!outcome}>
                {own.send}
              </button>
              <button class="link" type="button" onClick={() => this.#end()}>
                {own.skip}
              </button>
            </div>
          </>
        )}
        {isTold && <p role="status">{own.thanks}</p>}
        {error && (
          <p class="error" role="alert">
            <Icon name="alert" size={16} />
            {own.refusals[error] ?? own.refusals['other']}
          </p>
        )}
      </form>
    )
  }
}
