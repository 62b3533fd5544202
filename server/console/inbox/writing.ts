// What an agent does with what they write: sends it, keeps it as a note, attaches to it, and takes it back.

import type { Attachments } from './attachments.ts'
import type { Drafts } from './drafts.ts'
import type { Opened, Opening } from './opened.ts'
import type { Outbox } from './outbox.ts'

interface WritingParts {
  drafts: Drafts
  attachments: Attachments
  outbox: Outbox
  opened: Pick<Opened, 'lastSeen'>
}

export class Writing {
  readonly #parts: WritingParts

  constructor(parts: WritingParts) {
    this.#parts = parts
  }

  /** Sends what has been begun, as the reply or the note that it is; the next word is for the visitor again. */
  send(conversation: Opening): void {
    const { drafts, attachments, outbox } = this.#parts
    const text = drafts.text(conversation).trim()
    if (drafts.isNote(conversation)) outbox.add('note', conversation.id, { text })
    else {
      const files = attachments.take(conversation.id)
      const seen = this.#parts.opened.lastSeen()
      outbox.add('send', conversation.id, { text, seen, ...(files.length > 0 && { files }) })
    }
    drafts.write(conversation, '')
    drafts.setNote(conversation.id, false)
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
    const { act, text, files = [], refused } = entry
    if (act !== 'send' && act !== 'note') return
    // What the server no longer has cannot be sent again from here.
    if (refused !== 'unknown-file') attachments.putBack(conversation, files)
    drafts.setNote(conversation.id, act === 'note')
    drafts.putBack(conversation, text)
  }

  /** Sends a reply although a colleague has answered. */
  sendAnyway(id: string): void {
    const { outbox } = this.#parts
    const entry = outbox.get(id)
    if (!entry) return
    outbox.drop(id)
    const { conversation, text, files } = entry
    outbox.add('send', conversation, { text, ...(files && { files }) })
  }

  /** Attaches the text of a reply that is too long to the next one, as a file. @param name the file's */
  sendAsFile(conversation: Opening, id: string, name: string): void {
    const { outbox } = this.#parts
    const entry = outbox.get(id)
    if (!entry) return
    outbox.drop(id)
    this.attach(conversation, [new File([entry.text], name, { type: 'text/plain' })])
  }
}
