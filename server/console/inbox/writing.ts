// What an agent does with what they write: sends it, keeps it as a note, attaches to it, and takes it back.

import type { Step } from '../../protocol/act.ts'
import type { Message } from '../../protocol/conversation.ts'
import type { Doing } from '../acts/doing.ts'
import type { Line } from '../line.ts'
import { unfilledIn } from '../replies/variables.ts'
import type { Attachments } from './attachments.ts'
import type { Drafts } from './drafts.ts'
import type { Opened, Opening } from './opened.ts'
import type { Entry, Outbox } from './outbox.ts'

interface WritingParts {
  line: Pick<Line, 'ask'>
  drafts: Drafts
  attachments: Attachments
  outbox: Outbox
  opened: Pick<Opened, 'lastSeen'>
  doing: Pick<Doing, 'follow' | 'takeBack'>
}

export class Writing {
  readonly #parts: WritingParts

  constructor(parts: WritingParts) {
    this.#parts = parts
  }

  /** Whether there is something to send, and all of it is there. */
  isReady(conversation: Opening): boolean {
    const { drafts, attachments } = this.#parts
    const hasText = drafts.text(conversation).trim() !== ''
    if (drafts.isNote(conversation)) return hasText
    const files = attachments.of(conversation.id)
    if (conversation.state !== 'open' || files.some(({ part, refused }) => part < 1 && !refused)) return false
    return hasText || files.some(({ part }) => part === 1) || drafts.article(conversation) !== undefined
  }

  /**
   * Sends what has been begun, as the reply or the note that it is; the next word is for the visitor again. A reply in
   * which a variable is not filled in stays where it is. @param isAnyway whether it goes all the same @param isClosing
   * whether a reply closes it @returns whether it goes
   */
  send(conversation: Opening, isAnyway = false, isClosing = false): boolean {
    const { drafts, attachments, outbox } = this.#parts
    const text = drafts.text(conversation).trim()
    const isNote = drafts.isNote(conversation)
    if (!isNote && !isAnyway && unfilledIn(text).length > 0) return false
    if (isNote) outbox.add('note', conversation.id, { text })
    else {
      const files = attachments.take(conversation.id)
      const seen = this.#parts.opened.lastSeen()
      const article = drafts.article(conversation)
      const what = { text, seen, ...(files.length > 0 && { files }), ...(article && { article }) }
      const steps = drafts.steps(conversation)
      const isMore = isClosing && !steps.some(({ kind }) => kind === 'close')
      this.#send(conversation, isMore ? [...steps, { kind: 'close' }] : steps, what)
      drafts.setSteps(conversation, [])
      drafts.setArticle(conversation)
    }
    drafts.write(conversation, '')
    drafts.setNote(conversation.id, false)
    return true
  }

  /** Attaches files to the reply, which is then what is being written: a note has none. */
  attach(conversation: Opening, files: Iterable<File>): void {
    const { drafts, attachments } = this.#parts
    if (attachments.maxSize(conversation.site) === 0) return
    drafts.setNote(conversation.id, false)
    attachments.add(conversation, files)
  }

  /** Takes what was refused back, a reply or a note into the composer. */
  takeBack(conversation: Opening, id: string): void {
    const { drafts, attachments, outbox } = this.#parts
    const entry = outbox.get(id)
    if (!entry) return
    outbox.drop(id)
    const { act, text, files = [], article, steps = [], refused } = entry
    if (act !== 'send' && act !== 'note') return
    // What the server no longer has cannot be sent again from here.
    if (refused !== 'unknown-file') attachments.putBack(conversation, files)
    drafts.setNote(conversation.id, act === 'note')
    drafts.putBack(conversation, text)
    if (article && refused !== 'unknown-article') drafts.setArticle(conversation, article)
    if (steps.length > 0) drafts.setSteps(conversation, steps)
  }

  /**
   * Withdraws what was sent a moment ago; its words are in the composer again. @returns why not; null: it is withdrawn
   */
  async withdraw(of: Opening, { id, seq, text, article }: Message): Promise<string | null> {
    const { doing, drafts, line } = this.#parts
    const answer = await line.ask('message:withdraw', { conversation: of.id, seq })
    if (!answer?.ok) return answer?.error ?? 'failed'
    doing.takeBack(id, [of.id])
    drafts.setNote(of.id, false)
    // A reply, also where it had closed it.
    drafts.putBack({ ...of, state: 'open' }, text)
    if (article && !drafts.article(of)) drafts.setArticle(of, article)
    return null
  }

  /** Sends a reply although a colleague has answered. */
  sendAnyway(of: Opening, id: string): void {
    const { outbox } = this.#parts
    const entry = outbox.get(id)
    if (!entry) return
    outbox.drop(id)
    const { text, files, article, steps = [] } = entry
    this.#send(of, steps, { text, ...(files && { files }), ...(article && { article }) })
  }

  /** Attaches the text of a reply that is too long to the next one, as a file. @param name the file's */
  sendAsFile(conversation: Opening, id: string, name: string): void {
    const { outbox } = this.#parts
    const entry = outbox.get(id)
    if (!entry) return
    outbox.drop(id)
    this.attach(conversation, [new File([entry.text], name, { type: 'text/plain' })])
    if (entry.article) this.#parts.drafts.setArticle(conversation, entry.article)
    if (entry.steps) this.#parts.drafts.setSteps(conversation, entry.steps)
  }

  /** Sends a reply, with what is done with it. */
  #send(
    of: Opening,
    steps: readonly Step[],
    what: Pick<Entry, 'text'> & Partial<Pick<Entry, 'seen' | 'files' | 'article'>>,
  ): void {
    const { outbox, doing } = this.#parts
    if (steps.length === 0) return void outbox.add('send', of.id, what)
    doing.follow(of, steps, (drawn) => outbox.add('send', of.id, { ...what, steps: [...steps], drawn }))
  }
}
