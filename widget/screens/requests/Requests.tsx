// The chunk of a visitor's requests: all that they have written, how each stands, and one from elsewhere by its number.

import { Component } from 'preact'
import type { OwnRequest } from '../../../server/protocol/ticket.ts'
import { dateWords } from '../../hours.ts'
import type { PanelProps, Screen as Shown } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { Foot } from '../parts/Foot.tsx'
import { Head } from '../parts/Head.tsx'
import { Offline } from '../parts/Strips.tsx'
import { ask } from './asking.ts'
import type { RequestsStrings } from './el.ts'
import { words as requests } from './en.ts'
import { Lookup } from './Lookup.tsx'

export const words = { requests }

export const css = `
.requests li .row{align-items:flex-start;text-decoration:none;color:inherit}
.requests .who .meta{white-space:normal;text-wrap:pretty}
.requests .fresh{color:var(--accent-ink);font-weight:600}
.lookup{display:grid;padding-block:4px 8px}
.lookup .label{margin-block-start:16px}
.lookup .primary{margin-block-start:16px;text-decoration:none}
.lookup .link{justify-self:start;margin-block-start:8px;min-height:44px}
`

interface RequestsState {
  /** Null before the first answer. */
  requests: OwnRequest[] | null
  more?: boolean
  isAway?: boolean
  isLooking?: boolean
}

export class Screen extends Component<PanelProps & { screen: Shown }, RequestsState> {
  override state: RequestsState = { requests: null }
  /** Of what the list on the screen was asked. */
  #asked = ''
  /** What the chat showed before one of these was opened in it. */
  #before: string | undefined

  override componentDidMount() {
    this.componentDidUpdate()
  }
  override componentDidUpdate() {
    const { isOpen, screens, help, chat } = this.props
    const isShown = isOpen.value && screens.value.at(-1)?.name === 'requests'
    const { id, revision } = chat.value?.conversation.value ?? {}
    const asked = isShown ? [help.who.value.token, id, revision].join() : ''
    if (asked === this.#asked) return
    this.#asked = asked
    if (!isShown) return
    // What goes on is what is told of from everywhere else.
    if (this.#before && this.#before !== id) void chat.value?.catchUp(this.#before)
    this.#before = undefined
    void this.#ask()
  }
  async #ask() {
    const { memory, visit, insist, resume } = this.props
    const asked = this.#asked
    const answer = await insist(
      async () => {
        const shown = await visit.value.still(memory.credentials())
        const answer = await ask(this.props, '/requests/:site', shown)
        if (!answer?.ok) throw new Error()
        return answer
      },
      () => this.setState({ isAway: true }),
    )
    if (asked !== this.#asked) return
    this.setState({ ...answer, isAway: false })
    // What becomes of them is told from then on, and they open at once.
    if (answer.requests.some(({ path }) => path === null)) void resume()
  }
  readonly #open = async (conversation: string) => {
    const { go, resume, chat, insist } = this.props
    const isLate = !chat.value || chat.value.isAway.value
    if (isLate) go({ name: 'conversation' })
    await resume()
    const open = chat.value!
    await insist(async () => {
      if (open.isAway.value) throw new Error()
    })
    // The latest, which a line that has just begun shows.
    if (isLate) await open.catchUp()
    const before = open.conversation.value?.id
    await open.catchUp(conversation)
    if (!isLate) go({ name: 'conversation' })
    this.#before = before
  }
  render() {
    const { requests, more, isAway, isLooking } = this.state
    const own = this.props.words.own.requests!
    const { help, words } = this.props
    return (
      <>
        <Head title={words.requests} {...this.props} />
        <Offline help={help} words={words} isAway={!!isAway} />
        <div class="main requests">
          {requests?.length === 0 && <p class="lead">{own.none}</p>}
          <ul>
            {requests?.map((request) => (
              <li key={request.conversation}>
                <Row {...this.props} own={own} request={request} open={this.#open} />
              </li>
            ))}
          </ul>
          {more && <p class="lead">{own.older}</p>}
          <div class="below">
            <button
              class="row"
              type="button"
              aria-expanded={!!isLooking}
              onClick={() => this.setState({ isLooking: !isLooking })}
            >
              <Icon name="search" />
              <span>{own.find}</span>
              <Icon name="down" size={16} />
            </button>
            {isLooking && <Lookup {...this.props} own={own} />}
          </div>
        </div>
        <Foot {...this.props} />
      </>
    )
  }
}

interface RowProps extends PanelProps {
  own: RequestsStrings
  request: OwnRequest
  open: (conversation: string) => Promise<void>
}

/** How one stands; it opens in the chat, or on its page when it was written in another browser. */
function Row({ own, request, open, ...props }: RowProps) {
  const { conversation, reference, about, startedAt, unread, path } = request
  const { help, server } = props
  const day = dateWords(startedAt, help.availability.value?.zone ?? 'UTC', help.locale.value, true)
  const inside = (
    <>
      <Icon name={reference ? 'mail' : 'chat'} />
      <span class="who">
        <b>{about || own.untitled}</b>
        <span class={unread ? 'meta fresh' : 'meta'}>{standing(request, own, props)}</span>
        <span class="meta">{[reference, day].filter(Boolean).join(' · ')}</span>
        {path && <span class="meta">{own.elsewhere}</span>}
      </span>
      <Icon name="right" size={16} />
    </>
  )
  if (path)
    return (
      <a class="row" href={server + path} target="_blank" rel="noopener">
        {inside}
      </a>
    )
  return (
    <button class="row" type="button" onClick={() => void open(conversation)}>
      {inside}
    </button>
  )
}

/** Whose turn it is, and until when; what is new comes before it. */
function standing(
  { state, isOurs, dueAt, unread }: OwnRequest,
  own: RequestsStrings,
  { help, said }: Pick<PanelProps, 'help' | 'said'>,
): string {
  if (unread > 0) return own.unread(unread)
  if (state === 'closed') return own.closed
  if (!isOurs) return own.theirs
  return dueAt === null || dueAt < help.now() ? own.oursSoon : own.ours(said(dueAt))
}
