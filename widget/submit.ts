// The delivery of forms: what the outbox has of them is kept until the server has it, through reloads and dead lines.
// Comes with the ticket chunk, as one is begun or is left from before.

import { limits } from '../server/limits.ts'
import type { Answer } from '../server/protocol/answer.ts'
import type { Answered, forms } from '../server/protocol/http.ts'
import type { AnswerOf } from '../server/protocol/request.ts'
import type { Ticket } from '../server/protocol/ticket.ts'
import { fits, json } from './json.ts'
import type { Life } from './life.ts'
import type { Sender } from './form.ts'
import type { PanelState } from './state.ts'
import type { Upload } from './files/upload.ts'

/** How often the server fails over a form before its sender is told; the text is still in its field. */
const enough = 5

/**
 * @param life the visitor's: nothing comes of a form whose visitor is forgotten
 * @param made called with the reference of each ticket that the server has made
 */
export function createSender(
  { form, memory, help, server, screens, chat, draft, typed, load, write, resume, loadFiles }: PanelState,
  { life, site, upload, made }: { life: () => Life; site: string; upload: Upload; made: (reference: string) => void },
): Sender {
  const { state, error } = form
  let stop: (() => void) | undefined
  /** How often the server has failed over the one that was sent last, and which that is. */
  let inVain = 0
  let failing = ''

  /** @param isShown whether it is what stands in the form; what has been begun since stays */
  const done = (ticket: Ticket, isShown: boolean) => {
    if (isShown) {
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
      const { payload } = entry
      const shown = { ...payload, ...(await still(memory.credentials())) }
      const isOwn = payload.id === form.own
      const isLong = [payload.text, payload.report?.expected ?? ''].some(({ length }) => length > limits.text)
      const uploaded: Answer | void =
        isLong || !fits(shown) ? { ok: false, error: 'too-long' } : await still(upload(payload.files, flush))
      if (!uploaded) continue
      const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: json(shown) }
      const answer = uploaded.ok
        ? await still(
            fetch(`${server}/tickets/${site}`, { ...asked, signal: within(limits.ackTimeout) })
              .then((response: Answered<AnswerOf<typeof forms, '/tickets/:site'>>) => response.json())
              .catch(() => null),
          )
        : uploaded
      if (isOwn && failing !== payload.id) inVain = 0
      if (isOwn) failing = payload.id
      const isFailed = answer && !answer.ok && answer.error === 'failed'
      if (!answer || (isFailed && !(isOwn && ++inVain >= enough))) {
        // Each is a ticket of its own: none holds up another.
        isLeft = true
        if (isOwn) state.value = 'waiting'
        continue
      }
      if (isOwn) form.own = ''
      await still(memory.remove(payload.id))
      if (answer.ok) {
        memory.remember(true)
        done(answer.ticket, isOwn || payload.text === draft.value)
      } else {
        error.value = answer.error
        form.long = { trap: '', ...payload }
        // As a file it can go, where files are taken.
        if (answer.error === 'too-long' && help.availability.value?.site.files) void loadFiles()
      }
    }
    if (!form.own) state.value = 'idle'
    if (isLeft) stop = after(5_000, () => void flush())
  }

  return { flush }
}
