// Acts: what agents do to conversations, each once under its id, on one or on many, and what undoes it.

import type { Sites } from '../config/config.ts'
import type { Publisher } from '../conversations/publisher.ts'
import { namedIn } from '../conversations/following.ts'
import * as write from '../conversations/writes.ts'
import type { ClosingMails } from '../letters/closing.ts'
import type { Act, Acted, Acting, ActKind, Step } from '../protocol/act.ts'
import { Refused, type RefusalCode } from '../protocol/answer.ts'
import type { Face } from '../protocol/pieces.ts'
import { type Doer, record } from '../staff/audit.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { Changed } from '../store/tables/act.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { apply, marksOf, touchOthers, touchWhole } from './applying.ts'
import { type Differences, differences, joined, nothing } from './changes.ts'
import { deedOf } from './deeds.ts'
import type { Heir, MakeRequest, Scene } from './scene.ts'
import { undone } from './undoing.ts'

export interface ActsParts {
  store: Store
  publisher: Publisher
  clock: () => number
  sites: Sites
  /** Somebody of the team, or a team of a site, by the id; null: there is none. */
  heirOf: (id: string) => Promise<Heir | null>
  /** Everyone of the team who answers. */
  faces: () => Promise<Face[]>
  makeRequest: MakeRequest
  newReference: Scene['newReference']
  /** What is mailed when a request is closed, and taken back. */
  closing: ClosingMails
  /** Called when mails may wait in the outbox. */
  queued: () => void
}

/** How long an act can be undone, and sent again without being done again. */
const keptForMs = 30 * 86_400_000

/** What may change other conversations too, so that nothing else is written beside it. */
const reachingOthers: ReadonlySet<ActKind> = new Set(['block', 'merge', 'reopen', 'spam', 'split', 'undo'])

interface Done {
  /** Whether anything has changed. */
  isChange: boolean
  /** Whether its visitor is concerned. */
  isPublic: boolean
  said: StoredMessage[]
  /** Ids of other conversations that have changed with it, for the team alone. */
  others: string[]
}

export class Acts {
  readonly #parts: ActsParts

  constructor(parts: ActsParts) {
    this.#parts = parts
  }

  /** Does an act on each of the conversations where it can be done; what was done already is told again. */
  async do(agent: Face, { id, act, conversations }: Acting, session: Doer['session']): Promise<Acted> {
    const heir = await this.#heirOf(act)
    const note = (act.kind === 'assign' && act.note) || ''
    const named = note.includes('@') ? namedIn(note, await this.#parts.faces()) : []
    const each = await Promise.all(
      conversations.map(async (conversation) => {
        const done = await this.#one(agent, { id, act, heir, named, session }, conversation)
        return typeof done === 'string' ? { conversation, error: done } : done
      }),
    )
    this.#parts.queued()
    return {
      refused: each.filter((one) => 'error' in one),
      undo: each.some((one) => 'isChange' in one && one.isChange) ? { kind: 'undo', of: id } : null,
    }
  }

  /** Forgets what nobody undoes any more. */
  async sweep(): Promise<void> {
    const { store, clock } = this.#parts
    await store.write(function* () {
      yield* store.queries.forgetActs({ before: clock() - keptForMs })
    })
  }

  /**
   * Whom each of these gives a conversation to, by their ids.
   * @throws Refused `unknown-agent`
   */
  async heirsOf(steps: readonly Step[]): Promise<ReadonlyMap<string, Heir>> {
    const heirs = await Promise.all(steps.map((step) => this.#heirOf(step)))
    return new Map(heirs.flatMap((heir) => (heir ? [[heir.id, heir] as const] : [])))
  }

  /**
   * Does what follows a reply, in its write and under its id: all of it or, where one step is refused, nothing; undone
   * as one. @returns the lines that say so
   */
  *follow(agent: Face, { id, steps, heirs, conversation }: Following): Work<StoredMessage[]> {
    if (steps.length === 0) return []
    const { queries } = this.#parts.store
    const said: StoredMessage[] = []
    let changed: Differences = { before: nothing, after: nothing }
    for (const step of steps) {
      const heir = step.kind === 'assign' ? heirs.get(step.to)! : null
      const scene = yield* this.#sceneOf(yield* write.get(queries, conversation), { agent, heir, id, named: [] })
      const change = yield* deedOf(scene, step)
      const next = differences(scene, yield* marksOf(scene, step), change ?? {})
      const lines = change ? yield* apply(scene, next.after, change) : []
      yield* this.#mailClosing(scene, next.after, lines)
      said.push(...lines)
      changed = { before: joined(next.before, changed.before), after: joined(changed.after, next.after) }
    }
    const { key } = yield* write.get(queries, conversation)
    const at = this.#parts.clock()
    yield* queries.addAct({ conversation: key, by: agent.id, id, act: { kind: 'macro', steps }, ...changed, at })
    return said
  }

  /**
   * Undoes what followed a reply, in the write that takes it back; where somebody has gone on from there, it stays.
   * @returns the lines that say so
   */
  *unfollow(agent: Face, { id, conversation }: Pick<Following, 'id' | 'conversation'>): Work<StoredMessage[]> {
    const { queries } = this.#parts.store
    const row = yield* write.get(queries, conversation)
    const [followed] = yield* queries.act({ conversation: row.key, by: agent.id, id })
    if (!followed) return []
    const scene = yield* this.#sceneOf(row, { agent, heir: null, id, named: [] })
    const marks = yield* marksOf(scene, { kind: 'undo', of: id })
    try {
      const change = yield* undone(scene, id, marks)
      return yield* apply(scene, differences(scene, marks, change).after, change)
    } catch (error) {
      if (error instanceof Refused) return []
      throw error
    }
  }

  /** What an act knows. @throws Refused `unknown-agent`: whom it is given to answers nothing there */
  *#sceneOf(row: StoredConversation, asked: Pick<Scene, 'agent' | 'heir' | 'id' | 'named'>): Work<Scene> {
    const { store, clock, sites, makeRequest, newReference } = this.#parts
    const { queries } = store
    checkHeir(asked.heir, row.site)
    const [ticket = null] = yield* queries.ticket({ conversation: row.key })
    return { ...asked, queries, site: sites.get(row.site)!, row, ticket, at: clock(), makeRequest, newReference }
  }

  async #heirOf(act: Act): Promise<Heir | null> {
    if (act.kind !== 'assign' || act.to === null) return null
    const heir = await this.#parts.heirOf(act.to)
    if (!heir) throw new Refused('unknown-agent')
    return heir
  }

  /** @returns why it was refused, or what it did */
  async #one(agent: Face, asked: Asked, conversation: string): Promise<Done | RefusalCode> {
    const { store, publisher } = this.#parts
    try {
      const done = await store.write(
        () => this.#do(agent, asked, conversation),
        reachingOthers.has(asked.act.kind) ? undefined : conversation,
      )
      // A repeat too, in case that the first was not heard.
      if (done.isPublic) await publisher.publish(conversation, ...done.said)
      else await publisher.tellAgents(conversation)
      if (done.isChange && asked.heir) publisher.give(conversation, asked.heir.id, agent.id)
      for (const other of done.others) await publisher.tellAgents(other)
      return done
    } catch (error) {
      if (error instanceof Refused) return error.code
      throw error
    }
  }

  *#do(agent: Face, { id, act, heir, named, session }: Asked, conversation: string): Work<Done> {
    const { queries } = this.#parts.store
    const row = yield* write.shown(queries, conversation)
    checkHeir(heir, row.site)
    const by = { conversation: row.key, by: agent.id }
    const kept = act.kind === 'assign' ? { ...act, note: undefined } : act
    const [known] = yield* queries.act({ ...by, id })
    if (known) {
      if (JSON.stringify(known.act) !== JSON.stringify(kept)) throw new Refused('conflict')
      return { isChange: hasAny(known.after), isPublic: true, said: [], others: [] }
    }
    const scene = yield* this.#sceneOf(row, { agent, heir, id, named })
    const marks = yield* marksOf(scene, act)
    const change = act.kind === 'undo' ? yield* undone(scene, act.of, marks) : yield* deedOf(scene, act)
    const { before, after } = differences(scene, marks, change ?? {})
    const said = change ? yield* apply(scene, after, change) : []
    yield* this.#mailClosing(scene, after, said)
    const whole = yield* touchWhole(scene, after, change?.wholeBack)
    const others = [...whole.others, ...(after.marks?.isBlocked === undefined ? [] : yield* touchOthers(scene))]
    others.push(...(change?.replaced?.others ?? []))
    const split = change?.split
    const made = {
      before: { ...before, whole: whole.before },
      after: { ...after, whole: whole.after, ...(split && { split }) },
    }
    yield* queries.addAct({ ...by, id, act: kept, ...made, at: scene.at })
    const { isBlocked = after.marks?.isAddressBlocked } = after.marks ?? {}
    if (isBlocked !== undefined) {
      const what = isBlocked ? 'person-blocked' : 'person-unblocked'
      yield* record(queries, { userId: agent.id, by: agent.name, session, what, facts: { conversation } }, scene.at)
    }
    return { isChange: hasAny(made.after), isPublic: said.length > 0 || isSeen(after), said, others }
  }

  /** Asks whoever's request was closed whether it is solved; who opens it again takes that back. */
  *#mailClosing({ row, ticket }: Scene, { conversation }: Changed, said: StoredMessage[]): Work<void> {
    const { state, spamAt, mergedInto } = conversation
    if (!ticket || state !== 'closed' || spamAt !== undefined || mergedInto !== undefined) return
    const now = { ...row, ...conversation, lastSeq: row.lastSeq + said.length }
    yield* this.#parts.closing.closed(now, ticket)
  }
}

interface Asked {
  id: string
  act: Act
  heir: Heir | null
  named: string[]
  session: Doer['session']
}

/** What follows a reply. */
interface Following {
  /** Of the reply. */
  id: string
  steps: Step[]
  heirs: ReadonlyMap<string, Heir>
  conversation: string
}

function checkHeir(heir: Heir | null, site: string): void {
  if (heir?.answers && !heir.answers.includes(site)) throw new Refused('unknown-agent')
}

const hasAny = ({ conversation, ticket, marks = {}, split }: Changed): boolean =>
  split !== undefined || [conversation, ticket, marks].some((part) => Object.keys(part).length > 0)

/** Whether a visitor sees any of what has changed. */
const isSeen = ({ conversation, ticket }: Changed): boolean =>
  'state' in conversation || 'assignee' in conversation || 'dueAt' in conversation || Object.keys(ticket).length > 0
