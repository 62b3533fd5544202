// The message form as signals and verbs; what sends it (widget/submit.ts) is loaded with the first input.

import { type Signal, signal } from '@preact/signals-core'
import type { Report } from '../server/protocol/ticket.ts'
import type { Life } from './life.ts'
import type { Memory } from './memory.ts'

export interface Form {
  /** `waiting`: the server is away and the form is kept. */
  state: Signal<'idle' | 'sending' | 'waiting'>
  /** Why the last one was refused; '' when it was not. */
  error: Signal<string>
  /** The id of the form that was sent last, in this page, as long as it waits. */
  own: string
  /** What was refused as too long, to be sent otherwise. */
  long?: Filled
  /** Sends what is left from before, when something is. */
  flush: () => Promise<void>
  send: (filled: Filled) => Promise<void>
  forget: () => void
}

/** What sends a form: that of `createSender`. */
export type Sender = Pick<Form, 'flush' | 'send'>

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

/** @param load fetches what sends; calls `failed` each time that it does not come, and tries again */
export function createForm(life: () => Life, memory: Memory, load: (failed: () => void) => Promise<Sender>): Form {
  const state: Form['state'] = signal('idle')
  const error = signal('')
  let sender: Promise<Sender> | undefined
  /** Until it is there, a form that is sent stays in its fields, and its draft is kept. */
  const loaded = () =>
    (sender ??= load(() => {
      if (state.value !== 'idle') state.value = 'waiting'
    }))
  const form: Form = {
    state,
    error,
    own: '',
    async flush() {
      const waiting = await life().still(memory.outbox())
      if (waiting.some(({ kind }) => kind === 'ticket')) await (await loaded()).flush()
    },
    async send(filled) {
      if (state.value !== 'idle') return
      state.value = 'sending'
      error.value = ''
      // Who is forgotten meanwhile sends nothing.
      await (await life().still(loaded())).send(filled)
    },
    forget() {
      form.own = ''
      state.value = 'idle'
      error.value = ''
    },
  }
  return form
}
