// Sockets by their namespace: what is said over them, and what is known of whoever is at the other end.

import type { Namespace, Socket } from 'socket.io'
import type { FromAgent, ToAgent } from '../protocol/agent.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Presence, Role } from '../protocol/staff.ts'
import type { FromVisitor, ToVisitor } from '../protocol/visitor.ts'
import type { Identity } from '../visitors/identity.ts'
import type { BetweenNodes } from './nodes.ts'

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
  /** Why this screen counts as away though they have not said so; null: it does not. */
  awayBy: 'idle' | 'hours' | null
  /** When somebody did something here the last time, by the product's clock; null: just now. */
  hereAt: number | null
  /** Whether they have said that they are there though the hours have ended. */
  isLate: boolean
  address: string
  /** Whether the issuer has said who it is. */
  isIssued: boolean
  /** When the person has last proven who they are, ms: by their password said again, or to the issuer. */
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
