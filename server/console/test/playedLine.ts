// A line whose other end is the test: what is asked over it waits for the test's answer, what is told comes at once.

import { signal } from '@preact/signals'
import { begin } from '../../../widget/life.ts'
import type { Line } from '../line.ts'

export interface Asked {
  event: string
  payload: Record<string, unknown>
  /** null: no answer came. */
  answer: (answer: object | null) => Promise<void>
}

type Hear = (...told: unknown[]) => void

/** Lets what has been answered be taken. */
export const settled = () => new Promise((resolve) => setTimeout(resolve))

export function playLine() {
  const life = begin()
  const listeners = new Map<string, Set<Hear>>()
  /** What was asked and is not answered yet. */
  const asked: Asked[] = []
  const told: { event: string; payload: object }[] = []
  let signedOut = 0
  let reconnects = 0
  const isOnline = signal(true)
  const listen = (event: string, act: Hear) => {
    const all = listeners.get(event) ?? new Set()
    listeners.set(event, all.add(act))
    return () => void all.delete(act)
  }
  // As the line does it, which takes all off its socket at its end.
  const socket = { connected: true, on: (event: string, act: Hear) => life.ends(listen(event, act)) }
  const ask = (event: string, payload: object) =>
    life.still(
      new Promise((resolve) => {
        const entry: Asked = {
          event,
          payload: { ...payload },
          async answer(answer) {
            asked.splice(asked.indexOf(entry), 1)
            resolve(answer)
            await settled()
          },
        }
        asked.push(entry)
      }),
    )
  const line = {
    life,
    isOnline,
    isOld: signal(false),
    socket,
    ask,
    tell: (event: string, payload: object) => void told.push({ event, payload }),
    on: listen,
    reconnect: () => void reconnects++,
    signedOut: () => void signedOut++,
  } as unknown as Line
  return {
    line,
    asked,
    told,
    signedOut: () => signedOut,
    reconnects: () => reconnects,
    /** What the server tells. */
    hear(event: string, ...facts: unknown[]) {
      for (const act of listeners.get(event) ?? []) act(...facts)
    },
    /** How many listen. */
    listening: () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
    /** The next thing that was asked, of this event. */
    next(event: string): Asked {
      const found = asked.find((each) => each.event === event)
      if (!found)
        throw new Error(`${event} was not asked, but ${asked.map((each) => each.event).join(', ') || 'nothing'}`)
      return found
    },
    cut() {
      socket.connected = false
      isOnline.value = false
    },
    back() {
      socket.connected = true
      isOnline.value = true
    },
  }
}
