// Below what is written: what can be attached, where it goes, and the buttons that send it.

import { Icon } from '../../../widget/view/Icon.tsx'
import { withKey } from '../acts/keyNames.ts'
import { list } from '../acts/list.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from './opened.ts'
import { locale } from '../words.ts'
import { words } from './words.ts'

const replyClose = list.find(({ id }) => id === 'reply and close')!

export interface ComposerProps {
  desk: Desk
  opened: Opening
}

interface SendProps extends ComposerProps {
  isReady: boolean
  /** @param isAnyway also where something is not filled in */
  send: (isAnyway?: boolean, isClosing?: boolean) => void
  focus: () => void
}

/** What goes with it, where it goes, and the button. */
export function Send({ desk, opened, isReady, send, focus }: SendProps) {
  const { agent, attachments, drafts, writing } = desk
  const isOpen = opened.state === 'open'
  const isNote = drafts.isNote(opened)
  const hasMail = !agent.site(opened.site)?.lacks
  const toNote = () => {
    drafts.toNote(opened)
    focus()
  }
  return (
    <div class="send">
      {attachments.maxSize(opened.site) > 0 && !isNote && isOpen && (
        <label class="tool attach">
          <Icon name="attach" />
          <input
            class="hide"
            type="file"
            multiple
            aria-label={words.attach}
            onClick={({ currentTarget: picker }) => (picker.value = '')}
            onChange={({ currentTarget: picker }) => writing.attach(opened, [...picker.files!])}
          />
        </label>
      )}
      <span class="meta">
        {isNote ? words.noteFor : !isOpen ? words.noReply : opened.ticket && hasMail ? words.goesByMail : words.enter}
      </span>
      {isOpen && !isNote && isReady && (
        <button
          class="tool"
          type="button"
          title={withKey(replyClose)}
          aria-label={replyClose.words[locale]}
          onClick={() => send(false, true)}
        >
          <Icon name="check" />
        </button>
      )}
      {isOpen || isNote ? (
        <button class="primary" type="button" aria-disabled={!isReady} onClick={() => send()}>
          {isNote ? words.keepNote : words.send}
        </button>
      ) : (
        <button class="primary" type="button" onClick={toNote}>
          {words.note}
        </button>
      )}
    </div>
  )
}
