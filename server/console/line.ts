// The console's line to the server, the only socket: what is asked and told over it is typed by the protocol.

import { type ReadonlySignal, signal } from '@preact/signals'
import { limits } from '../limits.ts'
import type { fromAgent, ToAgent } from '../protocol/agent.ts'
import type { Ask, PayloadOf } from '../protocol/request.ts'
import { begin, type Life } from '../../widget/life.ts'
import { openLine } from '../../widget/line.ts'
import { used } from './activity.ts'
import type { ConsoleStorage } from './storage.ts'
import { locale } from './words.ts'

type Events = typeof fromAgent
export type Payload<E extends keyof Events> = PayloadOf<Events, E>
/** Where the agent's line leads, as widget/line.ts opens it. */
type Socket = ReturnType<typeof openLine<Events, ToAgent>>['socket']

type Heard = (...told: unknown[]) => void

export interface Line {
  /** Ends with the line; whatever uses the line lives at most as long. */
  life: Life
  /** Whether the server has said who this is, and the line has held since. */
  isOnline: ReadonlySignal<boolean>
  /** Whether the server has become too new for this page. */
  isOld: ReadonlySignal<boolean>
  socket: Pick<Socket, 'connected' | 'on'>
  /** @returns null when no answer came in time */
  ask: Ask<Events>
  /** Says what needs no answer, and is worth nothing later: without a line it is not kept. */
  tell: (event: 'typing' | 'looking', payload: Payload<'typing'>) => void
  /** @returns what ends the listening */
  on: <E extends keyof ToAgent & string>(event: E, act: ToAgent[E]) => () => void
  /** Connects anew: a page that slept may hold a dead socket. */
  reconnect: () => void
  /** To be called when the server no longer knows who this is. */
  signedOut: () => void
}

/** Where the agent's choice is kept, present or away, which each handshake says. */
export const presenceKey = 'rotame:presence'

const idle = () => Math.max(0, Date.now() - used.at)

/** Connects as the agent whose cookie the browser has. */
export function openAgentLine({ shared }: ConsoleStorage, signedOut: () => void): Line {
  const life = begin()
  const isOnline = signal(false)
  const isOld = signal(false)
  const { socket, ask } = openLine<Events, ToAgent>(life, '/agent', {
    auth: (give) =>
      give({ v: limits.version, presence: shared.getItem(presenceKey) ?? 'present', locale, idle: idle() }),
    isUrgent: () => document.visibilityState === 'visible',
    away(refusal) {
      isOnline.value = false
      if (refusal === 'signed-out') signedOut()
      isOld.value = refusal === 'reload'
      return isOld.value
    },
  })
  const anything = socket as unknown as Record<'on' | 'off', (event: string, act: Heard) => void>
  socket.on('signed-out', signedOut)
  socket.on('welcome', () => (isOnline.value = true))
  return {
    life,
    isOnline,
    isOld,
    socket,
    signedOut,
    ask,
    tell(event, payload) {
      // Not volatile: that is dropped, too, while what was said just before is on its way.
      if (socket.connected) socket.emit(event, payload)
    },
    on(event, act) {
      // What ends the line may be one of several who hear the same.
      const hear: Heard = (...told) => void (life.signal.aborted || (act as Heard)(...told))
      anything.on(event, hear)
      return () => anything.off(event, hear)
    },
    reconnect: () => void socket.disconnect().connect(),
  }
}
