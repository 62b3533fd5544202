// The message form as signals and verbs: what is sent is kept until the server has it, through reloads and dead lines.

import { signal } from '@preact/signals-core'
import { limits } from '../server/limits.ts'
import type { Answer, Context, Report, Ticket, TicketOpened } from '../server/protocol.ts'
import { fits, json } from './json.ts'
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
  /** Where forms go. */
  address: string
  memory: Memory
  context: () => Context
  /** Makes sure that files are with the server; when it says nothing they are on their way, and `again` is called later. */
  upload: (ids: readonly string[] | undefined, again: () => Promise<void>) => Promise<Answer | void>
  /** Called with each ticket the server has made. */
  done: (ticket: Ticket) => void
}

export function createForm({ address, memory, context, upload, done }: FormParts) {
  /** `waiting`: the server is away and the form is kept. */
  const state = signal<'idle' | 'sending' | 'waiting'>('idle')
  /** Why the last one was refused; '' when it was not. */
  const error = signal('')
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Sends what is kept, oldest first; tries again by itself while the server is away. */
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    for (const entry of await memory.outbox()) {
      if (entry.kind !== 'ticket') continue
      const asked = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: json({ ...entry.payload, ...(await memory.credentials()) }),
      }
      const uploaded = await upload(entry.payload.files, flush)
      if (!uploaded) return
      const answer = uploaded.ok
        ? await fetch(address, { ...asked, signal: AbortSignal.timeout(limits.ackTimeout) })
            .then((response) => response.json() as Promise<TicketOpened>)
            .catch(() => null)
        : uploaded
      if (!answer || (!answer.ok && answer.error === 'failed')) {
        state.value = 'waiting'
        timer = setTimeout(() => void flush(), 5_000)
        return
      }
      await memory.remove(entry.payload.id)
      if (answer.ok) {
        memory.remember(true)
        done(answer.ticket)
      } else error.value = answer.error
    }
    state.value = 'idle'
  }

  return {
    state,
    error,
    flush,
    async send(filled: Filled): Promise<void> {
      if (state.value !== 'idle') return
      state.value = 'sending'
      error.value = ''
      const credentials = await memory.credentials()
      const payload = { id: randomId(), secret: credentials.secret, ...filled, context: context() }
      if (filled.text.length > limits.text || !fits({ ...payload, ...credentials })) error.value = 'too-long'
      else {
        await memory.put({ kind: 'ticket', payload, at: Date.now() })
        memory.remember(true)
      }
      await flush()
    },
    destroy: (): void => clearTimeout(timer),
  }
}
