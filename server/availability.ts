// Availability: what visitors are told of who is there and until when.

import { createHash } from 'node:crypto'
import { type Hours, windowsAhead } from './calendar.ts'
import type { Config } from './config.ts'
import type { Live } from './live.ts'
import { type Availability, Refused, type Window } from './protocol.ts'
import { builtInAccent, themeOf } from './theme.ts'

const day = 86_400_000
/** How far ahead the windows go: a month with every holiday in it. */
const horizon = 36 * day

export class AvailabilityBoard {
  readonly #config: Config
  readonly #live: Live
  readonly #clock: () => number

  constructor(config: Config, live: Live, clock: () => number) {
    this.#config = config
    this.#live = live
    this.#clock = clock
    live.onTeam(() => this.#tellAll())
  }

  /** What a panel of the site needs to know; refused for a site that is not ours. */
  of(id: string): Availability {
    const site = this.#config.sites.get(id)
    if (!site) throw new Refused('unknown-site')
    const { name, locales, logo, privacyUrl, theme, plans, hours, channels } = site
    const guest = plans[0]!
    return {
      site: { id, name, locales, theme: theme.accent === builtInAccent ? null : themeOf(theme.accent), logo: logo && `/sites/${id}/logo`, privacyUrl },
      zone: hours.timezone,
      windows: this.#windowsOf(hours),
      channels: channels.map(({ kind, to, shown, hours: own }) => ({
        kind,
        to,
        shown,
        zone: own.timezone,
        windows: this.#windowsOf(own),
        answer: kind === 'email' ? guest.email : null,
      })),
      team: this.#live
        .team()
        .filter(({ presence }) => presence === 'present')
        .map(({ id: agent, name: face }) => ({ id: agent, name: face })),
      answers: { chat: guest.chat, ticket: guest.ticket },
    }
  }

  /** The windows of the coming weeks, beginning with those of yesterday; the same all day, so that they cache well. */
  #windowsOf(hours: Hours): Window[] {
    const from = Math.floor(this.#clock() / day) * day - day
    return windowsAhead(hours, from, from + horizon)
  }

  #tellAll(): void {
    for (const id of this.#config.sites.keys()) this.#live.publish({ kind: 'availability', availability: this.of(id) })
  }
}

/** A strong ETag of a body (RFC 9110, section 8.8.3). */
export function etagOf(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}
