// Sign-ins as they are connected: what each may do, when it was last used, and how it ends.

import type { Nodes } from './nodes.ts'
import type { AgentNamespace, AgentSocketData } from './sockets.ts'

export class SignIns {
  readonly #sockets: AgentNamespace
  readonly #nodes: () => Nodes | null

  /** @param nodes the others; null where there is one node */
  constructor(sockets: AgentNamespace, nodes: () => Nodes | null) {
    this.#sockets = sockets
    this.#nodes = nodes
  }

  /** Those that have sockets on this node, and when something was last done in each, ms. */
  usedAt(): Map<string, number> {
    const each = new Map<string, number>()
    for (const { data } of this.#sockets.sockets.values())
      each.set(data.session, Math.max(data.usedAt, each.get(data.session) ?? 0))
    return each
  }

  /** What this node's sockets were told of whom they belong to, by agent. */
  standings(): Map<string, Pick<AgentSocketData, 'role' | 'sites'>> {
    return new Map(Array.from(this.#sockets.sockets.values(), ({ data }) => [data.agent.id, data]))
  }

  /** To be called when what an agent may do has changed: their screens come back at once and are told. */
  standingChanged(agent: string): void {
    this.#nodes()?.tellStanding(agent)
    this.comeBack(agent)
  }

  /** Ends the sockets that a sign-in opened, and tells them why. */
  end(session: string): void {
    this.#nodes()?.tellEnd(session)
    this.endHere(session)
  }

  /** The same at this node. */
  endHere(session: string): void {
    for (const socket of this.#sockets.sockets.values())
      if (socket.data.session === session) {
        socket.emit('signed-out')
        socket.disconnect(true)
      }
  }

  /** Closes what the sockets run over: after a `disconnect` they would not come back by themselves. */
  comeBack(agent: string): void {
    for (const { conn, data } of this.#sockets.sockets.values()) if (data.agent.id === agent) conn.close()
  }
}
