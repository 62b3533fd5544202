// What the page listens to.

import type { Events } from './api.ts'

export function createEvents() {
  const listeners = new Map<unknown, ((detail: unknown) => void)[]>()
  let latest = ''
  const tell = <Event extends keyof Events>(event: Event, detail?: Events[Event]) =>
    listeners.get(event)?.forEach((listener) => listener(detail))
  return {
    tell,
    /** Once: a form is answered, and heard of by the chat. */
    tellTicket(reference: string): void {
      if (reference !== latest) tell('ticket', { reference: (latest = reference) })
    },
    /** The page may pass anything. */
    listen(event: unknown, listener: unknown): void {
      // A page may listen at every step, for days.
      if (typeof listener === 'function')
        listeners.set(event, [...(listeners.get(event) ?? []), listener as () => void].slice(-99))
    },
  }
}
