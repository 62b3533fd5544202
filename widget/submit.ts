// The delivery of forms: what the outbox has of them is kept until the server has it, through reloads and dead lines.
// Comes with the ticket chunk, as one is begun or is left from before.

import { limits } from '../server/limits.ts'
import type { Answer } from '../server/protocol/answer.ts'
import type { Answered, forms } from '../server/protocol/http.ts'
import type { AnswerOf } from '../server/protocol/request.ts'
import type { Ticket, TicketOpen } from '../server/protocol/ticket.ts'
import { fits, json } from './json.ts'
import type { Life } from './life.ts'
import type { Sender } from './form.ts'
import type { Chunks, State, Writing } from './state.ts'

/** How often the server fails over a form before its sender is told; the text is still in its field. */
const enough = 5

/** All that it needs of the panel. */
type Sending = State & Chunks & Writing

/**
 * Sends one form, its files first.
 * @param again called once files can be uploaded that cannot yet
 * @returns null when no answer came; nothing when it cannot go yet
 */
async function send(
  { memory, server, site, upload }: Sending,
  { still, within }: Life,
  payload: TicketOpen,
  again: () => Promise<void>,
): Promise<Answer<{ ticket: Ticket }> | null | void> {
  const shown = { ...payload, ...(await still(memory.credentials())) }
  const isLong = [payload.text, payload.report?.expected ?? ''].some(({ length }) => length > limits.text)
  if (isLong || !fits(shown)) return { ok: false, error: 'too-long' }
  const uploaded = await still(upload(payload.files, again))
  if (!uploaded?.ok) return uploaded
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: json(shown) }
  return still(
    fetch(`${server}/tickets/${site}`, { ...asked, signal: within(limits.ackTimeout) })
      .then((response: Answered<AnswerOf<typeof forms, '/tickets/:site'>>) => response.json())
      .catch(() => null),
  )
}

/** @param isShown whether it is what stands in the form; what has been begun since stays */
function done(panel: Sending, ticket: Ticket, isShown: boolean): void {
  const { memory, help, screens, chat, typed } = panel
  if (isShown) {
    panel.write('')
    typed.value = {}
    void memory.keepDraft('{}', 'fields')
  }
  panel.load('ticket')
  panel.tellTicket(ticket.reference)
  screens.value = [{ name: 'home' }, { name: 'ticket', ticket }]
  if (chat.value) void chat.value.catchUp()
  // Answered here alone: heard of in this page already.
  else if (help.availability.value?.mail === false) void panel.resume()
}

export function createSender(panel: Sending): Sender {
  const { form, memory, help, draft } = panel
  const { state, error } = form
  let stop: (() => void) | undefined
  /** How often the server has failed over the one that was sent last, and which that is. */
  let inVain = 0
  let failing = ''

  /** Sends what is kept, oldest first; tries again by itself what could not be sent. */
  const flush = async (): Promise<void> => {
    stop?.()
    const life = panel.visit.value
    const { still } = life
    let isLeft = false
    for (const entry of await still(memory.outbox())) {
      if (entry.kind !== 'ticket') continue
      const { payload } = entry
      const isOwn = payload.id === form.own
      const answer = await send(panel, life, payload, flush)
      if (answer === undefined) continue
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
        done(panel, answer.ticket, isOwn || payload.text === draft.value)
      } else {
        error.value = answer.error
        form.long = { trap: '', ...payload }
        // As a file it can go, where files are taken.
        if (answer.error === 'too-long' && help.availability.value?.site.files) void panel.loadFiles()
      }
    }
    if (!form.own) state.value = 'idle'
    if (isLeft) stop = life.after(5_000, () => void flush())
  }

  return { flush }
}
