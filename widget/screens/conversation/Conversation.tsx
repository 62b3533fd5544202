// The chat chunk: the conversation's screen, and the only way to socket.io-client.

import { Component } from 'preact'
import { isLookedAt } from '../../chat/attention.ts'
import { createChat } from '../../chat/chat.ts'
import type { Life } from '../../life.ts'
import type { ChatProps, Chunks, Loading, ScreenOfItsOwn, State } from '../../state.ts'
import { chatPaths } from '../../view/chatIcons.ts'
import { Icon, paths } from '../../view/Icon.tsx'
import { Head } from '../parts/Head.tsx'
import { Offline } from '../parts/Strips.tsx'
import { Composer } from './Composer.tsx'
import { words as conversation } from './en.ts'
import { Log } from './Log.tsx'
import { badge, Ongoing } from './Ongoing.tsx'
import { chatStyles } from './style.ts'

export const words = { conversation }

Object.assign(paths, chatPaths)
/** Connects, and shows the conversation. */
export function openChat(state: State & Loading & Chunks): void {
  const { life, visit, memory, chat, more, isOpen, tell } = state
  state.adopt(chatStyles)
  chat.value = createChat({
    ...state,
    life: visit.value,
    heard() {
      tell('message')
      if (memory.setting('sound') !== 'off' && !(isOpen.value && isLookedAt())) chime(life)
    },
    made: state.tellTicket,
  })
  more.value = { ...more.value, conversation: Screen, ongoing: Ongoing }
  badge(state)
  visit.value.ends(() => {
    const { conversation: _, ongoing: __, ...others } = more.value
    more.value = others
    chat.value = null
  })
}

/** The sound is loaded when there is something to hear; without a line it is silent. */
const chime = (life: Life) =>
  void life.still(import('../../chime.ts')).then(
    (sound) => sound.chime(life),
    () => undefined,
  )

const Screen: ScreenOfItsOwn = (props) => (
  <ConversationScreen {...props} chat={props.chat.value!} words={props.words as ChatProps['words']} />
)

function ConversationScreen(props: ChatProps) {
  const { chat, words, files, more } = props
  const Picked = files.value?.Picked
  const Offers = more.value.offers
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
          [Offers && <Offers {...props} />, Picked && <Picked />, <Composer {...props} />]
        )}
      </div>
    </>
  )
}

/** What else can be done with the conversation; loaded when it is first opened. */
class More extends Component<ChatProps & { isClosed: boolean }, { isShown?: boolean }> {
  render() {
    const { words, load, more } = this.props
    const { isShown } = this.state
    const { menu: Menu } = more.value
    const show = (isShown: boolean) => this.setState({ isShown })
    const press = () => {
      show(!isShown)
      load('menu')
    }
    return (
      <div class="more">
        <button class="tool" type="button" aria-label={words.more} aria-expanded={!!(isShown && Menu)} onClick={press}>
          <Icon name="more" />
        </button>
        {isShown && Menu && <Menu {...this.props} styles={chatStyles} hide={() => show(false)} />}
      </div>
    )
  }
}
