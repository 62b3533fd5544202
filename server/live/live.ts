// Who hears what: facts go to the sockets they concern, and the sockets say who is there.

import type { Namespace, Server, Socket } from 'socket.io'
import { guarded } from '../faults.ts'
import type { Identity } from '../visitors/identity.ts'
import { type BetweenNodes, Nodes } from './nodes.ts'
import type { FromAgent, ToAgent } from '../protocol/agent.ts'
import type { Conversation, Message, More, QueueAt, Summary } from '../protocol/conversation.ts'
import type { Availability, SiteHours } from '../protocol/hours.ts'
import type { MailIn } from '../protocol/mail.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Presence, Role } from '../protocol/staff.ts'
import type { FromVisitor, ToVisitor } from '../protocol/visitor.ts'

/**
 * What happened, after it was committed. `visitor` is the hash of the visitor's secret, `sub` whose the conversation
 * is.
 */
export type Fact =
  | { kind: 'message'; site: string; visitor: string; sub: string | null; conversation: string; message: Message }
  /** A visitor who waits already has written more. `from` is the socket, which is told by the acknowledgement. */
  | { kind: 'more'; site: string; visitor: string; sub: string | null; from: string; more: More }
  | { kind: 'conversation'; visitor: string; sub: string | null; conversation: Conversation; summary: Summary }
  /** What agents see of a conversation has changed, and nothing that its visitor sees. */
  | { kind: 'summary'; summary: Summary }
  | { kind: 'place'; site: string; visitor: string; sub: string | null; conversation: Conversation }
  | { kind: 'visitor-typing'; site: string; conversation: string; on: boolean }
  | {
      kind: 'agent-typing'
      site: string
      visitor: string
      sub: string | null
      conversation: string
      on: boolean
      by: Face
    }
  | { kind: 'availability'; availability: Availability }
  | { kind: 'hours'; hours: SiteHours }
  | { kind: 'at'; site: string; visitor: string; sub: string | null; conversation: string; lastSeq: number }
  | ({ kind: 'queue-at' } & QueueAt)
  | { kind: 'mail-trouble'; since: number | null }
  | { kind: 'mail-in'; state: MailIn }

export interface VisitorSocketData {
  site: string
  secretHash: string
  identity: Identity | null
  address: string
  browser: string
}
export interface AgentSocketData {
  agent: Face
  role: Role
  /** Those they serve; null: all. */
  sites: readonly string[] | null
  /** The sign-in that opened this socket. */
  session: string
  presence: Presence['presence']
  address: string
  /** When the person has last said their password again, ms. */
  provenAt?: number
  /** When the person has last done something here, ms; what their screen does by itself is not counted. */
  usedAt: number
}
// oxlint-disable-next-line no-empty-object-type
type NoEvents = {}
export type VisitorSocket = Socket<FromVisitor, ToVisitor, NoEvents, VisitorSocketData>
export type AgentSocket = Socket<FromAgent, ToAgent, BetweenNodes, AgentSocketData>
export type VisitorNamespace = Namespace<FromVisitor, ToVisitor, NoEvents, VisitorSocketData>
export type AgentNamespace = Namespace<FromAgent, ToAgent, BetweenNodes, AgentSocketData>

interface Log {
  error: (details: object, message: string) => void
}

interface VisitorAddress {
  site: string
  visitor: string
}

export class Live {
  readonly visitorSockets: VisitorNamespace
  readonly agentSockets: AgentNamespace
  /** By site, what agents are about to be told. */
  readonly #more = new Map<string, More[]>()
  #team = ''
  #ownTeam = ''
  #onTeam: (() => void)[] = []
  #onHours: ((site: string) => void)[] = []
  #onGone: ((visitor: Pick<VisitorSocketData, 'site' | 'secretHash'>) => void)[] = []
  /** Null where there is one node. */
  readonly #nodes: Nodes | null
  readonly #log: Log

  /** @param parts.realClock null: there are no other nodes */
  constructor({ io, log, realClock }: { io: Server; log: Log; realClock: (() => number) | null }) {
    this.#log = log
    this.visitorSockets = io.of('/visitor')
    this.agentSockets = io.of('/agent')
    this.#nodes = realClock && this.#joinNodes(realClock)
  }

  /** Sends a fact to everyone it concerns. */
  publish(fact: Fact): void {
    switch (fact.kind) {
      case 'message': {
        const { conversation, message } = fact
        this.visitorSockets.to(readersOf(fact)).emit('message:new', { conversation, message })
        this.#agents(fact.site).emit('message:new', { conversation, message })
        return
      }
      case 'more': {
        const { conversation, message } = fact.more
        if (this.#hasOthers(fact, fact.from))
          this.visitorSockets.to(readersOf(fact)).except(fact.from).emit('message:new', { conversation, message })
        this.#tellMore(fact.site, fact.more)
        return
      }
      case 'conversation':
        this.visitorSockets
          .to(readersOf({ ...fact, site: fact.summary.site }))
          .emit('conversation:changed', fact.conversation)
        this.#agents(fact.summary.site).emit('conversation:changed', fact.summary)
        return
      case 'summary':
        this.#agents(fact.summary.site).emit('conversation:changed', fact.summary)
        return
      case 'visitor-typing':
        this.#agents(fact.site).volatile.emit('typing', { conversation: fact.conversation, on: fact.on })
        return
      case 'agent-typing': {
        const { conversation, on, by } = fact
        this.visitorSockets.to(readersOf(fact)).volatile.emit('typing', { conversation, on, by })
        this.#agents(fact.site).volatile.emit('typing', { conversation, on, by })
        return
      }
      // What every node knows is told by each to its own.
      case 'availability':
        this.visitorSockets.local.to(siteRoom(fact.availability.site.id)).emit('availability', fact.availability)
        return
      case 'hours':
        this.agentSockets.local.to(siteRoom(fact.hours.site)).emit('hours', fact.hours)
        return
      case 'place':
        this.visitorSockets.local.to(readersOf(fact)).emit('conversation:changed', fact.conversation)
        return
      case 'at':
        this.visitorSockets.local
          .to(readersOf(fact))
          .emit('conversation:at', { conversation: fact.conversation, lastSeq: fact.lastSeq })
        return
      case 'queue-at': {
        const { kind: _, ...at } = fact
        this.agentSockets.local.to(siteRoom(fact.site)).emit('queue:at', at)
        return
      }
      case 'mail-trouble':
        this.agentSockets.local.emit('mail:trouble', { since: fact.since })
        return
      case 'mail-in':
        this.agentSockets.local.to(siteRoom(fact.state.site)).emit('mail:in', fact.state)
    }
  }

  async joinVisitor(socket: VisitorSocket): Promise<void> {
    const { site, secretHash: visitor, identity } = socket.data
    await socket.join([visitorRoom({ site, visitor }), readerRoom({ site, visitor }, identity?.sub), siteRoom(site)])
  }

  async joinAgent(socket: AgentSocket, sites: Iterable<string>): Promise<void> {
    await socket.join([...sites].map(siteRoom))
  }

  /** Whether any tab of the visitor is connected, to whichever node. */
  isHere(visitor: VisitorAddress): boolean {
    const room = visitorRoom(visitor)
    return this.visitorSockets.adapter.rooms.has(room) || (this.#nodes?.has(room) ?? false)
  }

  /** The visitors of a site connected to this node, each once for each whom they prove to be. */
  visitors(site: string): VisitorSocketData[] {
    const each = new Map<string, VisitorSocketData>()
    for (const { data } of this.visitorSockets.sockets.values())
      if (data.site === site) each.set(readerRoom({ site, visitor: data.secretHash }, data.identity?.sub), data)
    return [...each.values()]
  }

  /** Every agent connected, to whichever node; present when any of their screens is. */
  team(): Presence[] {
    return merge([...this.#ownScreens(), ...(this.#nodes?.team() ?? [])])
  }

  /** Of them, those who answer a site's questions. */
  teamOf(site: string): Presence[] {
    return this.team().filter(({ answers }) => answers?.includes(site) ?? true)
  }

  /** To be called when an agent's socket comes, goes or changes its presence. */
  teamChanged(): void {
    const own = merge(this.#ownScreens())
    const ownText = JSON.stringify(own)
    if (this.#nodes && ownText !== this.#ownTeam) this.#nodes.tellTeam(own)
    this.#ownTeam = ownText
    const team = this.team()
    const text = JSON.stringify(team)
    if (text === this.#team) return
    this.#team = text
    this.agentSockets.local.emit('presence', team)
    for (const listener of this.#onTeam) listener()
  }

  /** Calls `listener` whenever the team's presence has changed. */
  onTeam(listener: () => void): void {
    this.#onTeam.push(listener)
  }

  /** To be called when something was said of a site's hours here. */
  hoursChanged(site: string): void {
    this.#nodes?.tellHours(site)
  }

  /** Calls `listener` when something was said of a site's hours at another node. */
  onHours(listener: (site: string) => void): void {
    this.#onHours.push(listener)
  }

  /** Calls `listener` for a visitor whose node is gone and who has not come back elsewhere. */
  onGone(listener: (visitor: Pick<VisitorSocketData, 'site' | 'secretHash'>) => void): void {
    this.#onGone.push(listener)
  }

  /** Sets an agent's presence on all of their screens. */
  setPresence(agent: string, presence: Presence['presence']): void {
    this.#nodes?.tellPresence(agent, presence)
    this.#setPresence(agent, presence)
  }

  /** The sign-ins that have sockets on this node, and when something was last done in each. */
  sessions(): Map<string, number> {
    const each = new Map<string, number>()
    for (const { data } of this.agentSockets.sockets.values())
      each.set(data.session, Math.max(data.usedAt, each.get(data.session) ?? 0))
    return each
  }

  /** What this node's sockets were told of whom they belong to, by agent. */
  standings(): Map<string, Pick<AgentSocketData, 'role' | 'sites'>> {
    return new Map(Array.from(this.agentSockets.sockets.values(), ({ data }) => [data.agent.id, data]))
  }

  /** To be called when what an agent may do has changed: their screens come back at once and are told. */
  standingChanged(agent: string): void {
    this.#nodes?.tellStanding(agent)
    this.#comeBack(agent)
  }

  /** Ends the sockets that a sign-in opened, and tells them why. */
  endSession(session: string): void {
    this.#nodes?.tellEnd(session)
    this.#endSession(session)
  }

  /** Other nodes can be heard again: they are asked what they have. */
  hearing(): void {
    this.#nodes?.hello()
  }

  /** Says to the other nodes that this one ends. */
  leave(): void {
    this.#nodes?.leave()
  }

  #joinNodes(realClock: () => number): Nodes {
    const log = this.#log
    const nodes = new Nodes({
      line: this.agentSockets,
      log,
      realClock,
      own: () => ({
        team: merge(this.#ownScreens()),
        visitors: [...this.visitorSockets.adapter.rooms.keys()].filter(isVisitorRoom),
      }),
      changed: (gone) => {
        this.teamChanged()
        const visitors = gone.map(addressOf).filter((visitor) => !this.isHere(visitor))
        for (const { site, visitor } of visitors)
          for (const listener of this.#onGone) listener({ site, secretHash: visitor })
      },
    })
    const tell = (room: string, isHere: boolean) => {
      if (isVisitorRoom(room)) nodes.tellVisitor(room, isHere)
    }
    const come = guarded(log, (room: string) => tell(room, true))
    const gone = guarded(log, (room: string) => tell(room, false))
    this.visitorSockets.adapter.on('create-room', come).on('delete-room', gone)
    const line = this.agentSockets
    line.on(
      'agent:presence',
      guarded(log, (agent, presence) => this.#setPresence(agent, presence)),
    )
    line.on(
      'agent:standing',
      guarded(log, (agent) => this.#comeBack(agent)),
    )
    line.on(
      'session:end',
      guarded(log, (session) => this.#endSession(session)),
    )
    line.on(
      'hours:said',
      guarded(log, (site) => this.#onHours.forEach((listener) => listener(site))),
    )
    nodes.join()
    return nodes
  }

  #ownScreens(): Presence[] {
    return Array.from(this.agentSockets.sockets.values(), ({ data: { agent, presence, role, sites } }) => {
      const answers = role === 'viewer' ? [] : sites
      return { ...agent, presence, ...(answers && { answers }) }
    })
  }

  #setPresence(agent: string, presence: Presence['presence']): void {
    for (const { data } of this.agentSockets.sockets.values()) if (data.agent.id === agent) data.presence = presence
    this.teamChanged()
  }

  /** Closes what the sockets run over: after a `disconnect` they would not come back by themselves. */
  #comeBack(agent: string): void {
    for (const { conn, data } of this.agentSockets.sockets.values()) if (data.agent.id === agent) conn.close()
  }

  #endSession(session: string): void {
    for (const socket of this.agentSockets.sockets.values())
      if (socket.data.session === session) {
        socket.emit('signed-out')
        socket.disconnect(true)
      }
  }

  /** Tells the agents all of one turn of the event loop at once: what is committed together. */
  #tellMore(site: string, more: More): void {
    const waiting = this.#more.get(site)
    if (waiting) return void waiting.push(more)
    const all = [more]
    this.#more.set(site, all)
    const tell = guarded(this.#log, () => {
      this.#more.delete(site)
      this.#agents(site).emit('message:more', all)
    })
    process.nextTick(tell)
  }

  /** Whether a visitor may have sockets besides this one. */
  #hasOthers(visitor: VisitorAddress, socket: string): boolean {
    if (this.#nodes) return true
    const there = this.visitorSockets.adapter.rooms.get(visitorRoom(visitor))
    return there !== undefined && there.size > (there.has(socket) ? 1 : 0)
  }

  #agents(site: string) {
    return this.agentSockets.to(siteRoom(site))
  }
}

/** Each agent once, present when any of their screens is, in the order of their names. */
function merge(screens: Presence[]): Presence[] {
  const each = new Map<string, Presence>()
  for (const screen of screens) if (each.get(screen.id)?.presence !== 'present') each.set(screen.id, screen)
  return [...each.values()].toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
}

const visitorRoom = ({ site, visitor }: VisitorAddress) => `visitor ${site} ${visitor}`
/**
 * Where a visitor's sockets hear what belongs to whom they prove to be: a guest's in one room, an identity's in
 * another.
 */
const readerRoom = ({ site, visitor }: VisitorAddress, sub = '') => `reader ${site} ${visitor} ${sub}`
/** All of the visitor's sockets but those of another identity. */
const readersOf = ({ sub, ...visitor }: VisitorAddress & { sub: string | null }): string[] =>
  sub === null ? [visitorRoom(visitor)] : [readerRoom(visitor), readerRoom(visitor, sub)]
const isVisitorRoom = (room: string): boolean => room.startsWith('visitor ')
const addressOf = (room: string): VisitorAddress => {
  const [, site = '', visitor = ''] = room.split(' ')
  return { site, visitor }
}
const siteRoom = (site: string) => `site ${site}`
