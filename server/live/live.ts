// Who hears what: facts go to the sockets they concern, and the sockets say who is there.

import type { Server } from 'socket.io'
import { guarded } from '../faults.ts'
import type { More } from '../protocol/conversation.ts'
import type { Team as TeamOfSite } from '../protocol/team.ts'
import type { Fact } from './facts.ts'
import { Nodes } from './nodes.ts'
import {
  addressOf,
  agentRoom,
  isVisitorRoom,
  readerRoom,
  readersOf,
  siteRoom,
  type VisitorAddress,
  visitorRoom,
} from './rooms.ts'
import { SignIns } from './signIns.ts'
import type { AgentNamespace, AgentSocket, VisitorNamespace, VisitorSocket, VisitorSocketData } from './sockets.ts'
import { Team } from './team.ts'

interface Log {
  error: (details: object, message: string) => void
}

export class Live {
  readonly visitorSockets: VisitorNamespace
  readonly agentSockets: AgentNamespace
  readonly team: Team
  readonly signIns: SignIns
  /** By site, what agents are about to be told. */
  readonly #more = new Map<string, More[]>()
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
    const nodes = () => this.#nodes
    this.team = new Team(this.agentSockets, nodes)
    this.signIns = new SignIns(this.agentSockets, nodes)
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
        this.visitorSockets.to(readersOf(fact)).emit('conversation:changed', fact.conversation)
        if (fact.summary) this.#agents(fact.site).emit('conversation:changed', fact.summary)
        return
      case 'summary':
        return void this.#agents(fact.summary.site).emit('conversation:changed', fact.summary)
      case 'visitor-typing':
        return void this.#agents(fact.site).volatile.emit('typing', { conversation: fact.conversation, on: fact.on })
      case 'visitor-page':
        return void this.#agents(fact.site).emit('visitor:page', { conversation: fact.conversation, page: fact.page })
      case 'agent-looking': {
        const { site, conversation, on, by } = fact
        return void this.#agents(site).emit('looking', { conversation, on, by })
      }
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
        return void this.agentSockets.local.to(siteRoom(fact.hours.site)).emit('hours', fact.hours)
      case 'place':
        return void this.visitorSockets.local.to(readersOf(fact)).emit('conversation:changed', fact.conversation)
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
        return void this.agentSockets.local.emit('mail:trouble', { since: fact.since })
      case 'mail-in':
        this.agentSockets.local.to(siteRoom(fact.state.site)).emit('mail:in', fact.state)
    }
  }

  /** Tells agents that ready replies of a site have changed: shared ones (null), or an agent's own. */
  repliesChanged(site: string, owner: string | null): void {
    this.#agents(site).emit('replies:changed', { site, owner })
  }

  /** Tells agents that views have changed: shared ones (null), or an agent's own. */
  viewsChanged(owner: string | null): void {
    this.agentSockets.emit('views:changed', { owner })
  }

  /** Tells an agent's other devices that what they have begun to write has changed. @param socket the one that knows */
  draftChanged(agent: string, conversation: string, socket: string): void {
    this.agentSockets.to(agentRoom(agent)).except(socket).emit('draft:changed', { conversation })
  }

  /** Tells an agent that a colleague has given them a conversation. */
  given = (to: string, conversation: string) => this.agentSockets.to(agentRoom(to)).emit('given', { conversation })

  /** Tells agents which teams a site has now. */
  teamsChanged(site: string, teams: readonly TeamOfSite[]): void {
    this.#agents(site).emit('teams', { site, teams })
  }

  async joinVisitor(socket: VisitorSocket): Promise<void> {
    const { site, secretHash: visitor, identity } = socket.data
    await socket.join([visitorRoom({ site, visitor }), readerRoom({ site, visitor }, identity?.sub), siteRoom(site)])
  }

  async joinAgent(socket: AgentSocket, sites: Iterable<string>): Promise<void> {
    await socket.join([...[...sites].map(siteRoom), agentRoom(socket.data.agent.id)])
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
        team: this.team.own(),
        visitors: [...this.visitorSockets.adapter.rooms.keys()].filter(isVisitorRoom),
      }),
      changed: (gone) => {
        this.team.changed()
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
      guarded(log, (agent, presence) => this.team.setPresenceHere(agent, presence)),
    )
    line.on(
      'agent:standing',
      guarded(log, (agent) => this.signIns.comeBack(agent)),
    )
    line.on(
      'session:end',
      guarded(log, (session) => this.signIns.endHere(session)),
    )
    line.on(
      'hours:said',
      guarded(log, (site) => this.#onHours.forEach((listener) => listener(site))),
    )
    nodes.join()
    return nodes
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
