// Where a reply or a note is written, with what is attached to it.

import { useRef } from 'preact/hooks'
import { Picked } from '../../../widget/view/Files.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import { insertAtOnce } from '../../../widget/view/insert.ts'
import { isComposing } from '../../../widget/view/keys.ts'
import type { Desk } from '../desk.ts'
import { shared } from './Messages.tsx'
import type { Opening } from './opened.ts'
import { words } from './words.ts'

interface ComposerProps {
  desk: Desk
  opened: Opening
}

export function Composer({ desk, opened }: ComposerProps) {
  const { attachments, drafts, typing, writing } = desk
  const isOpen = opened.state === 'open'
  const isNote = drafts.isNote(opened)
  const draft = drafts.text(opened)
  const files = attachments.of(opened.id)
  const most = attachments.maxSize(opened.site)
  const isRising = files.some(({ part, refused }) => part < 1 && !refused)
  const isReady = isNote
    ? draft.trim() !== ''
    : isOpen && !isRising && (draft.trim() !== '' || files.some(({ part }) => part === 1))
  const field = useRef<HTMLTextAreaElement>(null)
  const choose = (kind: boolean) => {
    typing.tell(opened.id, false)
    drafts.setNote(opened.id, kind)
    field.current!.focus()
  }
  const send = () => {
    if (!isReady) return
    writing.send(opened)
    typing.tell(opened.id, false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    send()
  }
  const onInput = (text: string) => {
    if (!draft && text && !isNote) {
      typing.tell(opened.id, true)
      // Who begins to answer has it, so that no other begins as well.
      if (isOpen && !opened.assignee) desk.doing.takeQuietly(opened)
    }
    drafts.write(opened, text)
  }
  return (
    <div class={`composer ${isNote ? 'noting' : ''}`}>
      <Kinds isOpen={isOpen && desk.agent.mayAct()} isNote={isNote} choose={choose} />
      {!isNote && (
        <Picked
          {...shared}
          list={files}
          most={most}
          remove={(id) => attachments.remove(id)}
          retry={(id) => attachments.retry(id)}
        />
      )}
      <textarea
        ref={field}
        aria-label={isNote ? words.writeNote : words.reply}
        placeholder={isNote ? words.writeNote : words.reply}
        value={draft}
        onBeforeInput={insertAtOnce}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Send desk={desk} opened={opened} isReady={isReady} send={send} focus={() => field.current!.focus()} />
    </div>
  )
}

interface KindsProps {
  isOpen: boolean
  isNote: boolean
  choose: (isNote: boolean) => void
}

/** Whether a reply is written or a note. */
const Kinds = ({ isOpen, isNote, choose }: KindsProps) => (
  <div class="kinds">
    {(isOpen || !isNote ? [false, true] : [true]).map((kind) => (
      <button key={String(kind)} type="button" aria-pressed={isNote === kind} onClick={() => choose(kind)}>
        {kind ? words.note : words.answer}
      </button>
    ))}
  </div>
)

interface SendProps extends ComposerProps {
  isReady: boolean
  send: () => void
  focus: () => void
}

/** What goes with it, where it goes, and the button. */
function Send({ desk, opened, isReady, send, focus }: SendProps) {
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
      {isOpen || isNote ? (
        <button class="primary" type="button" aria-disabled={!isReady} onClick={send}>
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
