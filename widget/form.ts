// The message form as signals and verbs: what is sent is in the outbox at once; what delivers it (widget/submit.ts) is
// loaded with the first input.

import { type Signal, signal } from '@preact/signals-core'
import type { Report } from '../server/protocol/ticket.ts'
import type { Life } from './life.ts'
import type { Context } from '../server/protocol/context.ts'
import { type Memory, randomId } from './memory.ts'

export interface Form {
  /** `waiting`: the server is away and the form is kept. */
  state: Signal<'idle' | 'sending' | 'waiting'>
  /** Why the last one was refused; '' when it was not. */
  error: Signal<string>
  /** The id of the form that was sent last, in this page, as long as it waits. */
  own: string
  /** What was refused as too long, to be sent otherwise. */
  long?: Filled
  /** Delivers what is left from before, when something is. */
  flush: () => Promise<void>
  send: (filled: Filled) => Promise<void>
  forget: () => void
}

/** What delivers forms: that of `createSender`. */
export type Sender = Pick<Form, 'flush'>

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

interface FormParts {
  visit: Signal<Life>
  memory: Memory
  help: { context: () => Context }
}

/** @param load fetches what delivers; calls `failed` each time that it does not come, and tries again */
export function createForm({ visit, memory, help }: FormParts, load: (failed: () => void) => Promise<Sender>): Form {
  const state: Form['state'] = signal('idle')
  const error = signal('')
  let sender: Promise<Sender> | undefined
  const loaded = () =>
    (sender ??= load(() => {
      if (state.value !== 'idle') state.value = 'waiting'
    }))
  const form: Form = {
    state,
    error,
    own: '',
    async flush() {
      const { still } = visit.value
      const waiting = await still(memory.outbox())
      if (waiting.some(({ kind }) => kind === 'ticket')) await (await still(loaded())).flush()
    },
    async send(filled) {
      if (state.value !== 'idle') return
      state.value = 'sending'
      error.value = ''
      // Whoever is forgotten meanwhile sends nothing.
      const { secret } = await visit.value.still(memory.credentials())
      const payload = { ...filled, secret, id: (form.own = randomId()), context: help.context() }
      await memory.put({ kind: 'ticket', payload, at: Date.now() })
      memory.remember(true)
      await form.flush()
    },
    forget() {
      form.own = ''
      state.value = 'idle'
      error.value = ''
    },
  }
  return form
}
