// Who hears what: facts go to the sockets they concern, and the sockets say who is there.

import type { Namespace, Server, Socket } from 'socket.io'
import type {
  Availability,
  Conversation,
  Face,
  FromAgent,
  FromVisitor,
  Message,
  Presence,
  SiteHours,
  Summary,
  ToAgent,
  ToVisitor,
} from './protocol.ts'

/** What happened, after it was committed. `visitor` is the hash of the visitor's secret. */
export type Fact =
  | { kind: 'message'; site: string; visitor: string; conversation: string; message: Message }
  | { kind: 'conversation'; visitor: string; conversation: Conversation; summary: Summary }
  | { kind: 'visitor-typing'; site: string; conversation: string; on: boolean }
  | { kind: 'agent-typing'; site: string; visitor: string; conversation: string; on: boolean; by: Face }
  | { kind: 'availability'; availability: Availability }
  | { kind: 'hours'; hours: SiteHours }
  | { kind: 'at'; site: string; visitor: string; conversation: string; lastSeq: number }
  | { kind: 'queue-at'; site: string; revision: number }

export interface VisitorSocketData {
  site: string
  secretHash: string
  address: string
  browser: string
}
export interface AgentSocketData {
  agent: Face
  /** The sign-in that opened this socket. */
  session: string
  presence: Presence['presence']
  address: string
}
// oxlint-disable-next-line no-empty-object-type
type NoEvents = {}
export type VisitorSocket = Socket<FromVisitor, ToVisitor, NoEvents, VisitorSocketData>
export type AgentSocket = Socket<FromAgent, ToAgent, NoEvents, AgentSocketData>
export type VisitorNamespace = Namespace<FromVisitor, ToVisitor, NoEvents, VisitorSocketData>
export type AgentNamespace = Namespace<FromAgent, ToAgent, NoEvents, AgentSocketData>

interface VisitorAddress {
  site: string
  visitor: string
}

export class Live {
  readonly visitorSockets: VisitorNamespace
  readonly agentSockets: AgentNamespace
  #team = ''
  #onTeam: (() => void)[] = []

  constructor(io: Server) {
    this.visitorSockets = io.of('/visitor')
    this.agentSockets = io.of('/agent')
  }

  /** Sends a fact to everyone it concerns. */
  publish(fact: Fact): void {
    switch (fact.kind) {
      case 'message': {
        const { conversation, message } = fact
        this.#visitor(fact).emit('message:new', { conversation, message })
        this.#agents(fact.site).emit('message:new', { conversation, message })
        return
      }
      case 'conversation':
        this.#visitor({ site: fact.summary.site, visitor: fact.visitor }).emit('conversation:changed', fact.conversation)
        this.#agents(fact.summary.site).emit('conversation:changed', fact.summary)
        return
      case 'visitor-typing':
        this.#agents(fact.site).volatile.emit('typing', { conversation: fact.conversation, on: fact.on })
        return
      case 'agent-typing': {
        const { conversation, on, by } = fact
        this.#visitor(fact).volatile.emit('typing', { conversation, on, by })
        this.#agents(fact.site).volatile.emit('typing', { conversation, on, by })
        return
      }
      case 'availability':
        this.visitorSockets.to(siteRoom(fact.availability.site.id)).emit('availability', fact.availability)
        return
      case 'hours':
        this.#agents(fact.hours.site).emit('hours', fact.hours)
        return
      case 'at':
        this.#visitor(fact).emit('conversation:at', { conversation: fact.conversation, lastSeq: fact.lastSeq })
        return
      case 'queue-at':
        this.#agents(fact.site).emit('queue:at', { site: fact.site, revision: fact.revision })
    }
  }

  async joinVisitor(socket: VisitorSocket): Promise<void> {
    const { site, secretHash } = socket.data
    await socket.join([visitorRoom({ site, visitor: secretHash }), siteRoom(site)])
  }

  async joinAgent(socket: AgentSocket, sites: Iterable<string>): Promise<void> {
    await socket.join([...sites].map(siteRoom))
  }

  /** Whether any tab of the visitor is connected. */
  isHere(visitor: VisitorAddress): boolean {
    return this.visitorSockets.adapter.rooms.has(visitorRoom(visitor))
  }

  /** The visitors connected here, each once. */
  visitors(): { site: string; secretHash: string }[] {
    const each = new Map<string, { site: string; secretHash: string }>()
    for (const { data } of this.visitorSockets.sockets.values())
      each.set(visitorRoom({ site: data.site, visitor: data.secretHash }), data)
    return [...each.values()]
  }

  /** Every agent connected, present when any of their screens is. */
  team(): Presence[] {
    const each = new Map<string, Presence>()
    for (const { data } of this.agentSockets.sockets.values()) {
      if (each.get(data.agent.id)?.presence === 'present') continue
      each.set(data.agent.id, { ...data.agent, presence: data.presence })
    }
    return [...each.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  }

  /** To be called when an agent's socket comes, goes or changes its presence. */
  teamChanged(): void {
    const team = this.team()
    const text = JSON.stringify(team)
    if (text === this.#team) return
    this.#team = text
    this.agentSockets.emit('presence', team)
    for (const listener of this.#onTeam) listener()
  }

  /** Calls `listener` whenever the team's presence has changed. */
  onTeam(listener: () => void): void {
    this.#onTeam.push(listener)
  }

  /** Ends the sockets that a sign-in opened. */
  endSession(session: string): void {
    for (const socket of this.agentSockets.sockets.values())
      if (socket.data.session === session) socket.disconnect(true)
  }

  #visitor(visitor: VisitorAddress) {
    return this.visitorSockets.to(visitorRoom(visitor))
  }

  #agents(site: string) {
    return this.agentSockets.to(siteRoom(site))
  }
}

const visitorRoom = ({ site, visitor }: VisitorAddress) => `visitor ${site} ${visitor}`
const siteRoom = (site: string) => `site ${site}`
