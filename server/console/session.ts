// Whether anybody is signed in: signing in, the end of it, and signing out until the server has heard it.

import { signal } from '@preact/signals'
import type { Answered, Credentials, SessionTold, SignedInTold, WaysIn } from '../protocol/http.ts'
import type { Desk } from './desk.ts'
import { presenceKey } from './line.ts'
import type { ConsoleStorage } from './storage.ts'
import { ways } from './welcome/state.ts'

type OpenDesk = (ends: { signedOut: () => void; again: () => void }) => Desk

interface SessionParts {
  storage: ConsoleStorage
  fetch: (address: string, request?: RequestInit) => Promise<Response>
  openDesk: OpenDesk
  /** See `linkIn`. */
  link?: string | null
}

/** In every tab of this browser while the server has not heard of a sign-out: no script can take the cookie away. */
const leavingKey = 'rotame:leaving'
/** ms between two attempts to sign out. */
const retry = 2_000
const post = { method: 'POST', headers: { 'content-type': 'application/json' } }

/**
 * What is due after a right password: a code, a passkey, or that a second factor be made, which takes the password
 * again.
 */
export type Step = { kind: 'code' | 'passkey' } | { kind: 'enrol'; password: string }

export type SignInFailure = 'away' | 'wrong' | 'wrongPlace' | 'busy' | 'tooMany'

/** What lets somebody in, of an address that ends in `#/link/TOKEN`, or in `#/link/oidc.SAID`; else null. */
export const linkIn = (hash: string): string | null => /^#\/link\/([\w.-]+)$/.exec(hash)?.[1] ?? null

export class Session {
  readonly desk = signal<Desk | null>(null)
  /** Whether it is known if somebody is signed in. */
  readonly isKnown = signal(false)
  /** Whether the sign-in has ended without the agent's doing. */
  readonly isOver = signal(false)
  readonly step = signal<Step | null>(null)
  /** Whether somebody has forgotten their password. */
  readonly isForgotten = signal(false)
  /** What lets somebody in for whom this page was opened; null: nothing. */
  readonly link
  /** Why nothing of the desk is shown: signing out, and whether the server does not answer. */
  readonly leaving = signal<{ isAway: boolean } | null>(null)
  readonly #parts: SessionParts
  #ways: Promise<WaysIn> | null = null
  /** How often somebody has signed out here. */
  #left = 0
  readonly fetch: SessionParts['fetch']
  readonly destroy: () => void

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.fetch = parts.fetch
    this.link = signal(parts.link ?? null)
    const stop = parts.storage.watch(leavingKey, (value) => {
      if (value && !this.leaving.value) void this.signOut()
    })
    this.destroy = () => {
      stop()
      this.#close()
    }
  }

  /** How the team signs in, asked once: before it is known whether anybody is, so that sign-in waits for nothing. */
  ways(): Promise<WaysIn> {
    return (this.#ways ??= ways(this.fetch))
  }

  /** Opens the desk of whoever is signed in; with a link, whoever has it comes first. */
  async begin(): Promise<void> {
    if (this.link.value !== null) return void (this.isKnown.value = true)
    const { storage, fetch } = this.#parts
    // Somebody left without a line, and this page has been opened since.
    if (storage.shared.getItem(leavingKey)) await this.signOut()
    const left = this.#left
    const session = await fetch('/api/auth/get-session')
      .then((response: Answered<SessionTold>) => (response.ok ? response.json() : {}))
      // Without a server nobody is signed out: the desk opens, and its socket is told when there is one.
      .catch(() => ({}))
    // Whoever has left in another tab meanwhile is not here either, whatever the server said before it heard of that.
    if (session && left === this.#left) this.#open()
    this.isKnown.value = true
  }

  /** @returns why it could not, or null: then the desk is open, or `step` says what is due */
  async signIn(email: string, password: string): Promise<SignInFailure | null> {
    const given: Credentials = { email, password }
    const body = JSON.stringify(given)
    const response: Answered<SignedInTold> | null = await this.fetch('/api/auth/sign-in/email', {
      ...post,
      body,
    }).catch(() => null)
    if (!response?.ok) return reasonOf(response)
    this.follow(await response.json().catch(() => ({})), password)
    return null
  }

  /** Goes on after a password that was right. */
  follow({ next }: SignedInTold, password: string): void {
    this.link.value = null
    if (next) this.step.value = next === 'enrol' ? { kind: next, password } : { kind: next }
    else this.enter()
  }

  /** Leaves the link that this page was opened by, or whoever has forgotten their password. */
  leaveLink(): void {
    this.link.value = null
    this.isForgotten.value = false
    void this.begin()
  }

  /** Opens the desk of whoever has just signed in. */
  readonly enter = (): void => {
    this.step.value = this.link.value = null
    // Whoever signs in is here, whatever the last one in this browser was.
    this.#parts.storage.shared.removeItem(presenceKey)
    this.#open()
  }

  /** Leaves a sign-in that is not finished, for another one. */
  async beginAgain(): Promise<void> {
    this.step.value = null
    await this.fetch('/api/auth/sign-out', { ...post, body: '{}' }).catch(() => null)
  }

  /** Shows nothing more of the desk, and ends the sign-in as soon as the server hears it. */
  async signOut(): Promise<void> {
    const { storage, fetch } = this.#parts
    storage.shared.setItem(leavingKey, '1')
    this.#left++
    // Meanwhile they may have got a passkey.
    this.#ways = null
    this.#close()
    this.leaving.value = { isAway: false }
    while (!(await fetch('/api/auth/sign-out', { ...post, body: '{}' }).catch(() => null))?.ok) {
      this.leaving.value = { isAway: true }
      await new Promise((resolve) => setTimeout(resolve, retry))
      // Another tab has done it, and somebody may have signed in since.
      if (!storage.shared.getItem(leavingKey)) break
    }
    storage.shared.removeItem(leavingKey)
    this.leaving.value = null
  }

  #open(): void {
    this.isOver.value = false
    this.desk.value = this.#parts.openDesk({
      signedOut: () => {
        this.isOver.value = true
        this.#close()
      },
      again: () => {
        this.#close()
        this.#open()
      },
    })
  }

  #close(): void {
    this.desk.value?.destroy()
    this.desk.value = null
  }
}

function reasonOf(response: Response | null): SignInFailure {
  if (response === null || response.status >= 500) return 'away'
  if (response.status === 403) return 'wrongPlace'
  if (response.status !== 429) return 'wrong'
  return Number(response.headers.get('retry-after')) <= 60 ? 'busy' : 'tooMany'
}
