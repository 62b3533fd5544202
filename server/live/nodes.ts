// Nodes: who is connected to the others, as they tell it; nothing of it is stored anywhere.

import { randomBytes } from 'node:crypto'
import { guarded } from '../faults.ts'
import { bounds } from '../bounds.ts'
import type { Presence } from '../protocol/staff.ts'

/** What a node says of itself. Whatever is lost on the way, the next `node:all` makes good. */
export interface BetweenNodes {
  /** Everyone connected to it: agents, and visitors by their rooms. */
  'node:all': (node: string, team: Presence[], visitors: string[]) => void
  'node:team': (node: string, team: Presence[]) => void
  'node:visitor': (node: string, visitor: string, isHere: boolean) => void
  /** Everyone who hears it answers with `node:all`. */
  'node:hello': (node: string) => void
  /** It ends, and its people are about to come back elsewhere. */
  'node:bye': (node: string) => void
  /** For every node: an agent's choice, and a sign-in that has ended. */
  'agent:presence': (agent: string, presence: Presence['presence']) => void
  'session:end': (session: string) => void
  /** What an agent may do has changed. */
  'agent:standing': (agent: string) => void
  /** Something was said of a site's hours: each node looks into the database and tells its own people. */
  'hours:said': (site: string) => void
}

/** A way to all other nodes. */
interface Line {
  on<E extends keyof BetweenNodes>(event: E, listener: BetweenNodes[E]): unknown
  serverSideEmit<E extends keyof BetweenNodes>(event: E, ...said: Parameters<BetweenNodes[E]>): unknown
}

interface Other {
  team: Presence[]
  visitors: Set<string>
  /** When it counts as gone unless it says something, ms. */
  until: number
}

/** A node that has said nothing for three beats is gone. */
const silentForMs = 3 * bounds.heartbeat
/** How long the people of a node that ends may take to come back. */
const returnWithinMs = 10_000

interface NodesParts {
  line: Line
  log: { error: (details: object, message: string) => void }
  /** Real time, ms. */
  realClock: () => number
  /** Who is connected here. */
  own: () => { team: Presence[]; visitors: string[] }
  /** Called when another node's team has changed, or it is gone, with the visitors that went with it. */
  changed: (gone: string[]) => void
}

export class Nodes {
  readonly id = randomBytes(9).toString('base64url')
  readonly #parts: NodesParts
  readonly #line: Line
  readonly #others = new Map<string, Other>()
  #timer: NodeJS.Timeout | undefined
  #isLeaving = false

  constructor(parts: NodesParts) {
    const { line, log, realClock } = parts
    this.#parts = parts
    this.#line = line
    const hear = <E extends keyof BetweenNodes>(event: E, act: (...said: Parameters<BetweenNodes[E]>) => void) =>
      line.on(event, guarded(log, act) as BetweenNodes[E])
    hear('node:hello', (node) => {
      if (node !== this.id) this.#tellAll()
    })
    hear('node:all', (node, team, visitors) => this.#heard(node, { team, visitors: new Set(visitors) }))
    hear('node:team', (node, team) => this.#heard(node, { team }))
    hear('node:visitor', (node, visitor, isHere) => {
      this.#heard(node, {})
      this.#others.get(node)!.visitors[isHere ? 'add' : 'delete'](visitor)
    })
    const forget = guarded(log, () => this.#forget())
    hear('node:bye', (node) => {
      const other = this.#others.get(node)
      if (other) other.until = realClock() + returnWithinMs
      setTimeout(forget, returnWithinMs + 1).unref()
    })
  }

  /** Begins to listen and to tell. */
  join(): void {
    this.hello()
    const beat = guarded(this.#parts.log, () => {
      this.#forget()
      this.#tellAll()
    })
    this.#timer = setInterval(beat, bounds.heartbeat)
  }

  /** Asks everyone who they have, and says it of us. */
  hello(): void {
    this.#line.serverSideEmit('node:hello', this.id)
    this.#tellAll()
  }

  leave(): void {
    this.#isLeaving = true
    clearInterval(this.#timer)
    this.#line.serverSideEmit('node:bye', this.id)
  }

  tellTeam(team: Presence[]): void {
    if (!this.#isLeaving) this.#line.serverSideEmit('node:team', this.id, team)
  }

  tellVisitor(visitor: string, isHere: boolean): void {
    if (!this.#isLeaving) this.#line.serverSideEmit('node:visitor', this.id, visitor, isHere)
  }

  tellPresence(agent: string, presence: Presence['presence']): void {
    this.#line.serverSideEmit('agent:presence', agent, presence)
  }

  tellEnd(session: string): void {
    this.#line.serverSideEmit('session:end', session)
  }

  tellStanding(agent: string): void {
    this.#line.serverSideEmit('agent:standing', agent)
  }

  tellHours(site: string): void {
    this.#line.serverSideEmit('hours:said', site)
  }

  has(visitor: string): boolean {
    for (const { visitors } of this.#others.values()) if (visitors.has(visitor)) return true
    return false
  }

  team(): Presence[] {
    return [...this.#others.values()].flatMap(({ team }) => team)
  }

  #tellAll(): void {
    const { team, visitors } = this.#parts.own()
    if (!this.#isLeaving) this.#line.serverSideEmit('node:all', this.id, team, visitors)
  }

  #heard(node: string, said: Partial<Other>): void {
    const known = this.#others.get(node) ?? { team: [], visitors: new Set() }
    this.#others.set(node, { ...known, ...said, until: this.#parts.realClock() + silentForMs })
    if (said.team) this.#parts.changed([])
  }

  #forget(): void {
    const { realClock, changed } = this.#parts
    const silent = [...this.#others].filter(([, { until }]) => until <= realClock())
    for (const [node] of silent) this.#others.delete(node)
    if (silent.length > 0) changed(silent.flatMap(([, { visitors }]) => [...visitors]))
  }
}
