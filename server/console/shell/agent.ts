// Who the agent is, the sites they answer for, whether they say that they are there, and whether mail can leave.

import { computed, signal } from '@preact/signals'
import type { Attending } from '../../protocol/attendance.ts'
import type { MailIn } from '../../protocol/mail.ts'
import type { ConsoleSite, Presence, Role } from '../../protocol/staff.ts'
import type { Team } from '../../protocol/team.ts'
import { begin } from '../../../widget/life.ts'
import { type Line, presenceKey } from '../line.ts'
import type { ConsoleStorage } from '../storage.ts'

interface AgentParts {
  line: Line
  storage: ConsoleStorage
  /** Called when the cookie has become another agent's: nothing of the former one's is shown or sent as theirs. */
  again: () => void
}

/** ms after which a choice that was not heard is said again. */
const retry = 2_000

export class Agent {
  /** Null until the server has said it. */
  readonly me = signal<Presence | null>(null)
  readonly role = signal<Role>('agent')
  readonly sites = signal<ConsoleSite[]>([])
  /** What they want of being there; null until the server has said it. */
  readonly attendance = signal<Attending | null>(null)
  /** Since when the mail server takes nothing; null: it does. */
  readonly mailTrouble = signal<number | null>(null)
  /** Those of the sites, by site. */
  readonly #teams = signal<Record<string, readonly Team[]>>({})
  readonly teams = computed(() => Object.values(this.#teams.value).flat())
  /** Ids of those that they are in. */
  readonly ownTeams = computed(
    () => new Set(this.teams.value.filter((of) => of.members.includes(this.me.value?.id ?? '')).map(({ id }) => id)),
  )
  /** How mail comes in, by site. */
  readonly mailIn = signal<Record<string, MailIn>>({})
  readonly #parts: AgentParts
  readonly #life
  readonly destroy: () => void

  constructor(parts: AgentParts) {
    const { line, again } = parts
    this.#parts = parts
    this.#life = begin(line.life)
    this.destroy = this.#life.end
    const hear = line.on('welcome', ({ me, role = 'agent', sites }) => {
      if (this.me.value && this.me.value.id !== me.id) return again()
      this.me.value = me
      this.role.value = role
      this.sites.value = sites
    })
    this.#life.ends(hear)
    this.#life.ends(
      line.on('presence', (team) => {
        const mine = team.find(({ id }) => id === this.me.value?.id)
        if (mine) this.me.value = mine
      }),
    )
    this.#life.ends(
      line.on('teams', ({ site, teams }) => void (this.#teams.value = { ...this.#teams.value, [site]: teams })),
    )
    this.#life.ends(line.on('attendance', (wishes) => void (this.attendance.value = wishes)))
    this.#life.ends(line.on('mail:trouble', ({ since }) => void (this.mailTrouble.value = since)))
    this.#life.ends(
      line.on('mail:in', (state) => void (this.mailIn.value = { ...this.mailIn.value, [state.site]: state })),
    )
  }

  /** Whether they answer, and do not only read and write notes. */
  mayAct(): boolean {
    return this.role.value !== 'viewer'
  }

  /** Says whether the agent takes questions, until it was heard; a new line says it by itself. */
  be(presence: Presence['presence']): void {
    this.#parts.storage.shared.setItem(presenceKey, presence)
    void this.#tell(presence)
  }

  site(id: string): ConsoleSite | undefined {
    return this.sites.value.find((site) => site.id === id)
  }

  /** What a team is called; undefined: there is none. */
  teamName(id: string | null): string | undefined {
    return this.teams.value.find((team) => team.id === id)?.name
  }

  /** Whether a conversation is given to a team of theirs. */
  isOurs({ team }: { team: string | null }): boolean {
    return team !== null && this.ownTeams.value.has(team)
  }

  async #tell(presence: Presence['presence']): Promise<void> {
    const { line, storage } = this.#parts
    const answer = await line.ask('presence:set', { presence })
    const isWanted = storage.shared.getItem(presenceKey) === presence
    if (!answer?.ok && line.socket.connected && isWanted) this.#life.after(retry, () => void this.#tell(presence))
  }
}
