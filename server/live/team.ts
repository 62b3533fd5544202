// The team as it is connected: who is present, at whichever node.

import type { Attending } from '../protocol/attendance.ts'
import type { Presence } from '../protocol/staff.ts'
import type { Nodes } from './nodes.ts'
import { agentRoom } from './rooms.ts'
import type { AgentNamespace, AgentSocketData } from './sockets.ts'

export class Team {
  readonly #sockets: AgentNamespace
  readonly #nodes: () => Nodes | null
  readonly #listeners: (() => void)[] = []
  /** What this node's agents and the other nodes were told last. */
  #told = ''
  #ownTold = ''

  /** @param nodes the others; null where there is one node */
  constructor(sockets: AgentNamespace, nodes: () => Nodes | null) {
    this.#sockets = sockets
    this.#nodes = nodes
  }

  /** Every agent connected, to whichever node; present when any of their screens is. */
  all(): Presence[] {
    return merge([...this.#screens(), ...(this.#nodes()?.team() ?? [])])
  }

  /** Of them, those who answer a site's questions. */
  of(site: string): Presence[] {
    return this.all().filter(({ answers }) => answers?.includes(site) ?? true)
  }

  /** Those connected to this node. */
  own(): Presence[] {
    return merge(this.#screens())
  }

  /** To be called when an agent's socket comes, goes or changes its presence. */
  changed(): void {
    const own = this.own()
    const ownText = JSON.stringify(own)
    if (ownText !== this.#ownTold) this.#nodes()?.tellTeam(own)
    this.#ownTold = ownText
    const all = this.all()
    const text = JSON.stringify(all)
    if (text === this.#told) return
    this.#told = text
    this.#sockets.local.emit('presence', all)
    for (const listener of this.#listeners) listener()
  }

  /** Calls `listener` whenever anybody's presence has changed. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Sets an agent's presence on all of their screens. */
  setPresence(agent: string, presence: Presence['presence']): void {
    this.#nodes()?.tellPresence(agent, presence)
    this.setPresenceHere(agent, presence)
  }

  /** The same of the screens at this node. */
  setPresenceHere(agent: string, presence: Presence['presence']): void {
    const said = { presence, awayBy: null, hereAt: null, isLate: presence === 'present' }
    for (const data of this.screensOf(agent)) Object.assign(data, said)
    this.changed()
  }

  /** Those of an agent's screens that are connected to this node; of all of them where nobody is named. */
  screensOf(agent?: string): AgentSocketData[] {
    const all = Array.from(this.#sockets.sockets.values(), ({ data }) => data)
    return agent === undefined ? all : all.filter((data) => data.agent.id === agent)
  }

  /** Tells an agent's devices what they want of being there. */
  tellWishes(agent: string, wishes: Attending): void {
    this.#sockets.to(agentRoom(agent)).emit('attendance', wishes)
  }

  #screens(): Presence[] {
    return this.screensOf().map(({ agent, presence, awayBy, role, sites }) => {
      const answers = role === 'viewer' ? [] : sites
      const now = presence === 'present' && awayBy ? { presence: 'away' as const, why: awayBy } : { presence }
      return { ...agent, ...now, ...(answers && { answers }) }
    })
  }
}

/** Each agent once, present when any of their screens is, in the order of their names. */
function merge(screens: Presence[]): Presence[] {
  const each = new Map<string, Presence>()
  for (const screen of screens) if (each.get(screen.id)?.presence !== 'present') each.set(screen.id, screen)
  return [...each.values()].toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
}
