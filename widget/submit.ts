// The sending of forms: what is sent is kept until the server has it, through reloads and dead lines. Comes with the
// ticket chunk, as one is begun or is left from before.

import { limits } from '../server/limits.ts'
import type { forms } from '../server/protocol/http.ts'
import type { AnswerOf } from '../server/protocol/request.ts'
import type { Ticket } from '../server/protocol/ticket.ts'
import type { Filled, Sender } from './form.ts'
import { fits, json } from './json.ts'
import type { Life } from './life.ts'
import { randomId } from './memory.ts'
import type { PanelState } from './state.ts'
import type { Upload } from './upload.ts'

/** How often the server fails over a form before its sender is told; the text is still in its field. */
const enough = 5

/**
 * @param life the visitor's: nothing comes of a form whose visitor is forgotten
 * @param made called with the reference of each ticket that the server has made
 */
export function createSender(
  { form, memory, help, server, screens, chat, typed, load, write, resume, loadFiles }: PanelState,
  { life, site, upload, made }: { life: () => Life; site: string; upload: Upload; made: (reference: string) => void },
): Sender {
  const { state, error } = form
  let stop: (() => void) | undefined
  /** How often the server has failed over the one that was sent last. */
  let inVain = 0

  /** @param isOwn whether of what stands in the form, not of an earlier page */
  const done = (ticket: Ticket, isOwn: boolean) => {
    // What has been begun since stays.
    if (isOwn) {
      write('')
      typed.value = {}
      void memory.keepDraft('{}', 'fields')
    }
    load('ticket')
    made(ticket.reference)
    screens.value = [{ name: 'home' }, { name: 'ticket', ticket }]
    if (chat.value) void chat.value.catchUp()
    // Answered here alone: heard of in this page already.
    else if (help.availability.value?.mail === false) void resume()
  }

  /** Sends what is kept, oldest first; tries again by itself what could not be sent. */
  const flush = async (): Promise<void> => {
    stop?.()
    const { still, after, within } = life()
    let isLeft = false
    for (const entry of await still(memory.outbox())) {
      if (entry.kind !== 'ticket') continue
      const asked = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: json({ ...entry.payload, ...(await still(memory.credentials())) }),
      }
      const uploaded = await still(upload(entry.payload.files, flush))
      if (!uploaded) continue
      const answer = uploaded.ok
        ? await still(
            fetch(`${server}/tickets/${site}`, { ...asked, signal: within(limits.ackTimeout) })
              .then((response) => response.json() as Promise<AnswerOf<typeof forms, '/tickets/:site'>>)
              .catch(() => null),
          )
        : uploaded
      const isOwn = entry.payload.id === form.own
      const isFailed = answer && !answer.ok && answer.error === 'failed'
      if (!answer || (isFailed && !(isOwn && ++inVain >= enough))) {
        // Each is a ticket of its own: none holds up another.
        isLeft = true
        if (isOwn) state.value = 'waiting'
        continue
      }
      if (isOwn) form.own = ''
      await still(memory.remove(entry.payload.id))
      if (answer.ok) {
        memory.remember(true)
        done(answer.ticket, isOwn)
      } else error.value = answer.error
    }
    if (!form.own) state.value = 'idle'
    if (isLeft) stop = after(5_000, () => void flush())
  }

  return {
    flush,
    /** Of a form that is marked as being sent. */
    async send(filled: Filled): Promise<void> {
      inVain = 0
      const credentials = await memory.credentials()
      const payload = { id: randomId(), secret: credentials.secret, ...filled, context: help.context() }
      const isLong = [filled.text, filled.report?.expected ?? ''].some(({ length }) => length > limits.text)
      if (isLong || !fits({ ...payload, ...credentials })) {
        form.long = filled
        error.value = 'too-long'
        // As a file it can go, where files are taken.
        if (help.availability.value?.site.files) void loadFiles()
      } else {
        form.own = payload.id
        await memory.put({ kind: 'ticket', payload, at: Date.now() })
        memory.remember(true)
      }
      await flush()
    },
  }
}
