// The message form as signals and verbs: what is sent is kept until the server has it, through reloads and dead lines.

import { signal } from '@preact/signals-core'
import { limits } from '../server/limits.ts'
import type { forms } from '../server/protocol/http.ts'
import type { AnswerOf } from '../server/protocol/request.ts'
import type { Answer } from '../server/protocol/answer.ts'
import type { Context } from '../server/protocol/context.ts'
import type { Report, Ticket } from '../server/protocol/ticket.ts'
import { fits, json } from './json.ts'
import type { Life } from './life.ts'
import { type Memory, randomId } from './memory.ts'

export type Form = ReturnType<typeof createForm>

/** What a visitor fills in. */
export interface Filled {
  email: string
  name: string
  topic: string
  text: string
  /** A field that people do not see. */
  trap: string
  files?: string[]
  report?: Report
  /** The conversation that becomes the ticket. */
  conversation?: string
}

export interface FormParts {
  /** The visitor's: nothing comes of a form whose visitor is forgotten. */
  life: () => Life
  /** Where forms go. */
  address: string
  memory: Memory
  context: () => Context
  /** Makes sure that files are with the server; when it says nothing they are on their way, and `again` is called later. */
  upload: (ids: readonly string[] | undefined, again: () => Promise<void>) => Promise<Answer | void>
  /** Called with each ticket the server has made. @param isOwn whether of what stands in the form, not of an earlier page */
  done: (ticket: Ticket, isOwn: boolean) => void
}

/** How often the server fails over a form before its sender is told; the text is still in its field. */
const enough = 5

export function createForm({ life, address, memory, context, upload, done }: FormParts) {
  /** `waiting`: the server is away and the form is kept. */
  const state = signal<'idle' | 'sending' | 'waiting'>('idle')
  /** Why the last one was refused; '' when it was not. */
  const error = signal('')
  let stop: (() => void) | undefined
  /** The form that was sent last, in this page, as long as it waits. */
  let own = ''
  /** How often the server has failed over it. */
  let inVain = 0
  /** What was too long. */
  let long: Filled | undefined

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
            fetch(address, { ...asked, signal: within(limits.ackTimeout) })
              .then((response) => response.json() as Promise<AnswerOf<typeof forms, '/tickets/:site'>>)
              .catch(() => null),
          )
        : uploaded
      const isOwn = entry.payload.id === own
      const isFailed = answer && !answer.ok && answer.error === 'failed'
      if (!answer || (isFailed && !(isOwn && ++inVain >= enough))) {
        // Each is a ticket of its own: none holds up another.
        isLeft = true
        if (isOwn) state.value = 'waiting'
        continue
      }
      if (isOwn) own = ''
      await still(memory.remove(entry.payload.id))
      if (answer.ok) {
        memory.remember(true)
        done(answer.ticket, isOwn)
      } else error.value = answer.error
    }
    if (!own) state.value = 'idle'
    if (isLeft) stop = after(5_000, () => void flush())
  }

  return {
    state,
    error,
    flush,
    /** What was refused as too long, to be sent otherwise. */
    long: () => long!,
    async send(filled: Filled): Promise<void> {
      if (state.value !== 'idle') return
      state.value = 'sending'
      error.value = ''
      inVain = 0
      const credentials = await memory.credentials()
      const payload = { id: randomId(), secret: credentials.secret, ...filled, context: context() }
      const isLong = [filled.text, filled.report?.expected ?? ''].some(({ length }) => length > limits.text)
      if (isLong || !fits({ ...payload, ...credentials })) {
        long = filled
        error.value = 'too-long'
      } else {
        own = payload.id
        await memory.put({ kind: 'ticket', payload, at: Date.now() })
        memory.remember(true)
      }
      await flush()
    },
    forget(): void {
      own = ''
      state.value = 'idle'
      error.value = ''
    },
  }
}
