// Where a reply or a note is written, with what is attached to it.

import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { breaking } from '../../../widget/view/breaking.ts'
import { Picked } from '../../../widget/view/Files.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import { insertAtOnce } from '../../../widget/view/insert.ts'
import { isComposing } from '../../../widget/view/keys.ts'
import type { Desk } from '../desk.ts'
import { shared } from './Messages.tsx'
import { pieces } from './mailed.ts'
import { elsewhere } from './elsewhere.ts'
import { goTo, useOffered } from './Offered.tsx'
import type { Opening } from './opened.ts'
import { type ComposerProps, Send } from './Send.tsx'
import { words } from './words.ts'

export function Composer({ desk, opened }: ComposerProps) {
  const { attachments, drafts, typing } = desk
  const isOpen = opened.state === 'open'
  const isNote = drafts.isNote(opened)
  const draft = drafts.text(opened)
  const [files, most] = [attachments.of(opened.id), attachments.maxSize(opened.site)]
  const isReady = desk.writing.isReady(opened)
  const field = useRef<HTMLTextAreaElement>(null)
  const choose = (kind: boolean) => {
    typing.tell(opened.id, false)
    drafts.setNote(opened.id, kind)
    field.current!.focus()
  }
  const { offered, send, onKeyDown, onInput, askReplies } = useWriting(desk, opened, field, isReady)
  return (
    <div class={`composer ${isNote ? 'noting' : ''}`}>
      <Kinds {...{ desk, opened, isNote, choose, askReplies }} />
      {!isNote && (
        <Picked
          {...shared}
          list={files}
          most={most}
          remove={(id) => attachments.remove(id)}
          retry={(id) => attachments.retry(id)}
        />
      )}
      {offered.drawn}
      {!isNote && isOpen && pieces.value && (
        <>
          <pieces.value.Unreachable desk={desk} opened={opened} isOffering />
          <pieces.value.Copies desk={desk} opened={opened} />
        </>
      )}
      {elsewhere.value && <elsewhere.value.Begun {...{ desk, opened, send }} />}
      <textarea
        ref={field}
        aria-autocomplete="list"
        aria-label={isNote ? words.writeNote : words.reply}
        placeholder={isNote ? words.writeNote : words.reply}
        value={draft}
        style={breaking(draft)}
        onBeforeInput={insertAtOnce}
        onInput={(event) => onInput(event.currentTarget.value)}
        onClick={offered.look}
        onKeyDown={onKeyDown}
      />
      <Send {...{ desk, opened, isReady, send }} focus={() => field.current!.focus()} />
    </div>
  )
}

/** What typing, sending and keys do. */
function useWriting(desk: Desk, opened: Opening, field: RefObject<HTMLTextAreaElement | null>, isReady: boolean) {
  const { drafts, typing, writing } = desk
  const isNote = drafts.isNote(opened)
  const draft = drafts.text(opened)
  const offered = useOffered(desk, opened, field)
  const send = (isAnyway = false, isClosing = false) => {
    if (!isReady) return
    // What is not filled in is shown, and has the keyboard.
    if (!writing.send(opened, isAnyway, isClosing)) return goTo(field.current!, 0)
    offered.leave()
    typing.tell(opened.id, false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || !offered.hear(event)) return sendByKey(event)
    event.preventDefault()
    event.stopPropagation()
  }
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    send(false, event.ctrlKey || event.metaKey)
  }
  const onInput = (text: string) => {
    if (!draft && text && !isNote) {
      typing.tell(opened.id, true)
      // Whoever begins to answer has it, so that no other begins as well. It moves the list: the letter comes first.
      if (opened.state === 'open' && !opened.assignee)
        desk.place.requestAnimationFrame(() => setTimeout(() => desk.doing.takeQuietly(opened)))
    }
    drafts.write(opened, text)
    offered.look()
  }
  /** As if the sign for ready replies were typed. */
  const askReplies = () => {
    const { value, selectionEnd: at } = field.current!
    field.current!.setRangeText(/\S$/.test(value.slice(0, at)) ? ' /' : '/', at, at, 'end')
    field.current!.focus()
    onInput(field.current!.value)
  }
  return { offered, send, onKeyDown, onInput, askReplies }
}

interface KindsProps extends ComposerProps {
  isNote: boolean
  choose: (isNote: boolean) => void
  askReplies: () => void
}

/** Whether a reply is written or a note, and ready replies and an article for the reply. */
function Kinds({ desk: { agent, doing }, opened, isNote, choose, askReplies }: KindsProps) {
  const mayReply = opened.state === 'open' && agent.mayAct()
  return (
    <div class="kinds">
      {(mayReply || !isNote ? [false, true] : [true]).map((kind) => (
        <button key={String(kind)} type="button" aria-pressed={isNote === kind} onClick={() => choose(kind)}>
          {kind ? words.note : words.answer}
        </button>
      ))}
      {mayReply && !isNote && (
        <button class="of-replies" type="button" onClick={askReplies}>
          <kbd>/</kbd>
          {words.replies}
        </button>
      )}
      {mayReply && !isNote && (
        <button
          class="of-article"
          type="button"
          onClick={() => void (doing.asking.value = { doable: null, on: [opened], isArticle: true })}
        >
          <Icon name="book" size={16} />
          {words.article}
        </button>
      )}
    </div>
  )
}
