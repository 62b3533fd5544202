// The chat chunk: the conversation's screen, and the only way to socket.io-client.

import { Component } from 'preact'
import type { Life } from '../../life.ts'
import type { ChatProps } from '../../state.ts'
import { chatPaths } from '../../view/chatIcons.ts'
import { Icon, paths } from '../../view/Icon.tsx'
import type { Menu } from '../menu/Menu.tsx'
import { Head } from '../parts/Head.tsx'
import { Offline } from '../parts/Strips.tsx'
import { Composer } from './Composer.tsx'
import { words as conversation } from './en.ts'
import { Log } from './Log.tsx'

export { createChat } from '../../chat/chat.ts'
export { chatStyles } from './style.ts'
export const words = { conversation }

Object.assign(paths, chatPaths)
/** The sound is loaded when there is something to hear; without a line it is silent. */
export const chime = (life: Life) =>
  void import('../../chime.ts').then(
    (sound) => life.signal.aborted || sound.chime(life),
    () => undefined,
  )

export function ConversationScreen(props: ChatProps) {
  const { chat, words, files } = props
  const Picked = files.value?.Picked
  const open = chat.conversation.value
  const isClosed = open?.state === 'closed' && chat.pending.value.length === 0
  return (
    <>
      <Head title={open?.assignee?.name ?? words.conversation} person={open?.assignee} {...props}>
        {open && <More isClosed={isClosed} {...props} />}
      </Head>
      <Offline help={props.help} words={words} isAway={chat.isAway.value} />
      <Log {...props} />
      <div class="foot">
        {isClosed ? (
          <button class="second" type="button" onClick={chat.leave}>
            {words.again}
          </button>
        ) : (
          [Picked && <Picked />, <Composer {...props} />]
        )}
      </div>
    </>
  )
}

/** What else can be done with the conversation; loaded when it is first opened. */
class More extends Component<ChatProps & { isClosed: boolean }, { isShown?: boolean; Menu?: typeof Menu }> {
  readonly #show = (isShown: boolean) => this.setState({ isShown })

  render() {
    const { isShown, Menu } = this.state
    const press = () => {
      this.#show(!isShown)
      // Without a line nothing opens, and the strip above says why.
      import('../menu/Menu.tsx').then(
        async ({ Menu, words }) => {
          await this.props.speak(words)
          this.setState({ Menu })
        },
        () => this.#show(false),
      )
    }
    return (
      <div class="more">
        <button
          class="tool"
          type="button"
          aria-label={this.props.words.more}
          aria-expanded={!!(isShown && Menu)}
          onClick={press}
        >
          <Icon name="more" />
        </button>
        {isShown && Menu && <Menu {...this.props} hide={() => this.#show(false)} />}
      </div>
    )
  }
}
