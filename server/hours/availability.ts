// Availability: what visitors are told of who is there and until when.

import { type Hours, oldName } from './schema.ts'
import { windowsAhead } from './calendar.ts'
import type { Plan, Site, Sites } from '../config/config.ts'
import { guarded } from '../faults.ts'
import type { Live } from '../live/live.ts'
import type { MailHealth } from '../mail/health.ts'
import { Refused } from '../protocol/answer.ts'
import type { Availability, HoursOverride, Override, SiteHours, Window } from '../protocol/hours.ts'
import type { Face } from '../protocol/pieces.ts'
import type { ToldOverride } from '../store/tables/facts.ts'
import { holding, type Overrides } from './overrides.ts'
import { due } from '../answers/targets.ts'
import { builtInAccent, themeOf } from '../config/theme.ts'

const day = 86_400_000
/**
 * How far the windows go from yesterday on, for a page that cannot ask for some days, and at a desk; the next after is
 * there however far.
 */
const horizon = { told: 4 * day, shown: 22 * day }

interface AvailabilityParts {
  sites: Sites
  /** Where the product is. */
  url: string
  /** Bytes; null: nothing may be attached. */
  maxFileSize: number | null
  live: Live
  overrides: Overrides
  /** What else is to be done when a site's hours have changed. */
  changed: (site: string) => Promise<void>
  mailHealth: MailHealth
  clock: () => number
  log: { error: (details: object, message: string) => void }
}

export class AvailabilityBoard {
  readonly #parts: AvailabilityParts
  /** Of each site, the override that was last told of here. */
  readonly #told = new Map<string, number | undefined>()
  /** Since when mail is in trouble, as was last told here. */
  #trouble: number | null = null

  constructor(parts: AvailabilityParts) {
    this.#parts = parts
    const { live, sites, log } = parts
    live.team.onChange(guarded(log, () => Promise.all([...sites.keys()].map((id) => this.#tellVisitors(id)))))
    live.onHours(guarded(log, (site) => sites.has(site) && this.#tell(site)))
  }

  has(id: string): boolean {
    return this.#parts.sites.has(id)
  }

  /** What a panel of the site needs to know; refused for a site that is not ours. */
  async of(id: string): Promise<Availability> {
    const { sites, url, maxFileSize, live } = this.#parts
    const site = sites.get(id)
    if (!site) throw new Refused('unknown-site')
    const said = await this.#said(id)
    const { name, locales, logo, theme, plans, hours, channels, categories } = site
    const guest = plans[0]!
    return {
      site: {
        id,
        name,
        locales,
        theme: theme.accent === builtInAccent ? null : themeOf(theme.accent),
        logo: logo && `/sites/${id}/logo`,
        privacyUrl: `${url}/help/${id}/privacy`,
        categories,
        files: maxFileSize === null ? null : { maxSize: maxFileSize },
      },
      zone: oldName(hours.timezone),
      windows: this.#windowsOf(hours, said, horizon.told),
      override: this.#overrideOf(said),
      channels: channels.map(({ kind, to, shown, hours: own }) => ({
        kind,
        to,
        shown,
        zone: oldName(own.timezone),
        // A phone without hours of its own is answered in the site's, whatever becomes of them.
        windows: this.#windowsOf(own, own === hours ? said : [], horizon.told),
        answer: kind === 'email' ? guest.email : null,
      })),
      team: live.team
        .of(id)
        .filter(({ presence }) => presence === 'present')
        .map(({ id: agent, name: face }) => ({ id: agent, name: face })),
      mail: await this.#parts.mailHealth.works(id),
      answers: answersOf(site, guest, this.#parts.clock()),
    }
  }

  /** The hours as the site's agents see them. */
  async hoursOf(id: string): Promise<SiteHours> {
    const { hours } = this.#parts.sites.get(id)!
    const said = await this.#said(id)
    const { clock } = this.#parts
    const now = holding(said, clock())
    const override = now && { kind: now.kind, until: now.until, by: now.by }
    return { site: id, zone: hours.timezone, windows: this.#windowsOf(hours, said, horizon.shown), override }
  }

  /** Changes the hours for now, and tells everybody. */
  async override(agent: Face, asked: HoursOverride): Promise<SiteHours> {
    await this.#parts.overrides.set(agent, asked)
    this.#parts.live.hoursChanged(asked.site)
    await this.#parts.changed(asked.site)
    return this.#tell(asked.site)
  }

  /** Tells who is connected here what of the hours no other node has told us, or has come to its end. */
  async beat(): Promise<void> {
    for (const id of this.#parts.sites.keys()) {
      if ((await this.#holding(id)) !== this.#told.get(id)) await this.#tell(id)
    }
    await this.#tellTrouble()
  }

  async #tellTrouble(): Promise<void> {
    const { sites, live, mailHealth } = this.#parts
    const since = await mailHealth.troubleSince()
    if ((since === null) === (this.#trouble === null)) return
    this.#trouble = since
    live.publish({ kind: 'mail-trouble', since })
    for (const id of sites.keys()) await this.#tellVisitors(id)
  }

  async #tell(site: string): Promise<SiteHours> {
    this.#told.set(site, await this.#holding(site))
    const hours = await this.hoursOf(site)
    this.#parts.live.publish({ kind: 'hours', hours })
    await this.#tellVisitors(site)
    return hours
  }

  async #tellVisitors(site: string): Promise<void> {
    this.#parts.live.publish({ kind: 'availability', availability: await this.of(site) })
  }

  async #holding(site: string): Promise<number | undefined> {
    return holding(await this.#said(site), this.#parts.clock())?.id
  }

  #said(site: string): Promise<ToldOverride[]> {
    return this.#parts.overrides.of(site, this.#yesterday())
  }

  #overrideOf(said: ToldOverride[]): Override | null {
    const now = holding(said, this.#parts.clock())
    return now && { kind: now.kind, until: now.until }
  }

  /** The windows of the coming weeks, beginning with those of yesterday; the same all day, so that they cache well. */
  #windowsOf(hours: Hours, said: ToldOverride[], ahead: number): Window[] {
    const from = this.#yesterday()
    return windowsAhead(hours, from, from + ahead, said)
  }

  #yesterday(): number {
    return Math.floor(this.#parts.clock() / day) * day - day
  }
}

/** What a plan promises, as visitors are told it: of a request, how long that is from now on, closed hours and all. */
export function answersOf(site: Site, { id, chat, email }: Plan, now: number): Availability['answers'] {
  const left = due(site, { plan: id, target: 'ticket', spent: 0 }, now, []).dueAt - now
  // In whole minutes, so that the answer caches well.
  return { chat, email, ticket: Math.ceil(left / 60_000) * 60_000 }
}
