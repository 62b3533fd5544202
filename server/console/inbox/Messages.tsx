// What was said in a conversation, line by line: messages, notes, and what waits to be acknowledged.

import { breaking } from '../../../widget/view/breaking.ts'
import { Face } from '../../../widget/view/Face.tsx'
import { Drawn } from '../../../widget/view/Files.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import { Linked } from '../../../widget/view/Linked.tsx'
import { runOf } from '../../../widget/view/run.ts'
import type { Message, Note } from '../../protocol/conversation.ts'
import type { Via } from '../../protocol/via.ts'
import { messageMenu } from '../acts/messageMenu.ts'
import type { Desk } from '../desk.ts'
import { timeOf, zone } from '../parts/times.ts'
import { tag } from '../words.ts'
import { Card } from './Card.tsx'
import { dayOf } from './due.ts'
import { nameOf } from './names.ts'
import { pieces } from './mailed.ts'
import type { Opening } from './opened.ts'
import { type Entry, isWritten } from './outbox.ts'
import { standingOf } from './standing.ts'
import { Told } from './Told.tsx'
import { mayWithdraw, Withdraw } from './Withdraw.tsx'
import { words } from './words.ts'

/** What every drawing of files needs. */
export const shared = { own: words.files, server: '', locale: tag }

interface MessagesProps {
  desk: Desk
  opened: Opening
  /** Whether it is what the address names. */
  isSought?: boolean
}

export function Line({
  message,
  before,
  after,
  opened,
  desk,
  isSought,
}: MessagesProps & { message: Message; before?: Message; after?: Message }) {
  const [newDay, isFirst, isLast] = runOf(message, before, after, zone)
  const heading = newDay && <p class="day">{dayOf(message.at, desk.clock.now())}</p>
  if (message.system) {
    return (
      <>
        {heading}
        <Told message={message} before={before} />
      </>
    )
  }
  const isOurs = message.author === 'agent'
  const isRead = isOurs && opened.readByVisitor >= message.seq
  const standing = standingOf(message.via, opened)
  const Menu = messageMenu.value
  const isMe = message.by?.id === desk.agent.me.value?.id
  const isFresh = isOurs && mayWithdraw(desk, opened, message)
  return (
    <>
      {heading}
      <div
        class={`line ${isOurs ? 'ours' : 'theirs'} ${isFirst ? 'run' : ''}`}
        aria-current={isSought ? 'true' : undefined}
      >
        {!isOurs && isLast && <Face id={opened.id} name={nameOf(opened)} />}
        <div class="bubble" dir="auto">
          <Said text={message.text} via={message.via} files={message.files} />
          {message.article && <Card article={message.article} />}
          <Drawn
            {...shared}
            files={listed(message)}
            isAlone={message.text === '' && !message.article}
            report={message.report}
            now={desk.clock.now}
            renew={(id) => desk.opened.renew(message.seq, id)}
          />
        </div>
        {Menu && <Menu desk={desk} on={opened} seq={message.seq} />}
      </div>
      {(isLast || standing || isFresh) && (
        <p class={`meta under ${isOurs ? 'ours' : ''}`}>
          {[isOurs && !isMe && message.by?.name, isRead && words.readAt, standing, timeOf(message.at)]
            .filter(Boolean)
            .join(' · ')}
          {isOurs && isMe && <Withdraw desk={desk} opened={opened} message={message} />}
        </p>
      )}
      {isOurs && pieces.value && <pieces.value.NotArrived conversation={opened.id} seq={message.seq} />}
      <ByMail desk={desk} opened={opened} id={message.id} via={message.via} />
    </>
  )
}

/** The files that its form does not show. */
function listed({ via, files = [] }: Pick<Message, 'via' | 'files'>) {
  const { value } = pieces
  if (!value || via?.kind !== 'mail' || !via.tree) return files
  const shown = value.picturesIn(via.tree)
  return files.filter(({ id }) => !shown.has(id))
}

/** What was said, in the form of a mail once what draws that is there. */
function Said({ text, via, files }: Pick<Message, 'text' | 'via' | 'files'>) {
  const { value } = pieces
  if (!value || via?.kind !== 'mail' || !via.tree) return <Linked text={text} />
  return <value.Formed tree={via.tree} files={files} />
}

/** What else there is of what has come by mail. */
function ByMail({ via, ...props }: MessagesProps & { id: string; via: Via | undefined }) {
  const { value } = pieces
  return value && via?.kind === 'mail' ? <value.Mailed {...props} via={via} /> : null
}

interface NotedProps extends MessagesProps {
  note: { text: string } & Partial<Note>
  isRefused?: boolean
}

/** A note, or one that waits; of a mail that is not the visitor's word, too. */
export function Noted({ note, isRefused, desk, opened, isSought }: NotedProps) {
  const { id, via, files = [] } = note
  return (
    <div class={`note ${isRefused ? 'refused' : ''}`} aria-current={isSought ? 'true' : undefined}>
      <Icon name="lock" />
      <div>
        <p class="meta">
          {[words.noteFor, standingOf(via, opened), note.by && `${note.by.name} ${timeOf(note.at!)}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <div class="said" dir="auto" style={breaking(note.text)}>
          <Said text={note.text} via={via} files={files} />
        </div>
        <Drawn
          {...shared}
          files={listed({ via, files })}
          isAlone={note.text === ''}
          now={desk.clock.now}
          renew={async () => ''}
        />
        {id && <ByMail desk={desk} opened={opened} id={id} via={via} />}
      </div>
    </div>
  )
}

/** What else was done, that the server has not taken. */
const actWords: Record<string, string> = {
  take: words.take,
  close: words.close,
  critical: words.critical,
  ordinary: words.critical,
  again: words.mailAgain,
  settle: words.mailSettle,
}

interface PendingProps extends MessagesProps {
  entry: Entry
}

/** What waits to be acknowledged, or was refused. */
export function Pending(props: PendingProps) {
  const { entry, desk } = props
  const { act, text, files = [], article, refused } = entry
  return (
    <>
      {!isWritten(entry) ? (
        <p class="meta under ours">{actWords[act]}</p>
      ) : act === 'note' ? (
        <Noted note={{ text }} isRefused={refused !== null} desk={desk} opened={props.opened} />
      ) : (
        <div class={`line ours run ${refused ? 'refused' : ''}`}>
          <div class="bubble" dir="auto" style={breaking(text)}>
            {text}
            {article && <Card article={article} />}
            <Drawn
              {...shared}
              files={files}
              isAlone={text === '' && !article}
              now={desk.clock.now}
              renew={async () => ''}
            />
          </div>
        </div>
      )}
      {refused ? <Refusal {...props} refused={refused} /> : <p class="meta under ours">{words.pending}</p>}
    </>
  )
}

/** Why it was not taken, and what can be done about it. */
function Refusal({ entry: { id, act, steps }, refused, opened, desk }: PendingProps & { refused: string }) {
  const { attachments, writing } = desk
  const mayBeFile = refused === 'too-long' && act === 'send' && attachments.maxSize(opened.site) > 0
  return (
    <div class="refusal under ours">
      <button class="error" type="button" onClick={() => writing.takeBack(opened, id)}>
        <Icon name="alert" size={16} />
        {[steps && words.nothingDone, words.refusals[refused] ?? words.refused].filter(Boolean).join(' ')}
      </button>
      {refused === 'answered' && (
        <button class="error" type="button" onClick={() => writing.sendAnyway(opened, id)}>
          <u>{words.sendAnyway}</u>
        </button>
      )}
      {mayBeFile && (
        <button class="error" type="button" onClick={() => writing.sendAsFile(opened, id, words.textFile)}>
          <u>{words.asFile}</u>
        </button>
      )}
    </div>
  )
}
