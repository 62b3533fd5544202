// Acts: what agents do to conversations, each once under its id, on one or on many, and what undoes it.

import type { Sites } from '../config/config.ts'
import type { Conversations } from '../conversations/conversations.ts'
import * as write from '../conversations/writes.ts'
import type { Act, Acted, Acting } from '../protocol/act.ts'
import { Refused, type RefusalCode } from '../protocol/answer.ts'
import type { Summary } from '../protocol/conversation.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { Changed } from '../store/tables/act.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import type { StoredTicket } from '../store/tables/ticket.ts'
import { type Change, deedOf, type Scene } from './deeds.ts'

export interface ActsParts {
  store: Store
  conversations: Pick<Conversations, 'publish' | 'summary' | 'tellAgents'>
  clock: () => number
  sites: Sites
  /** Somebody of the team by their id; null: there is no such person. */
  faceOf: (id: string) => Promise<Heir | null>
}

/** How long an act can be undone, and sent again without being done again, ms. */
const keptFor = 30 * 86_400_000

interface Done {
  /** Whether anything has changed. */
  isChange: boolean
  /** Whether its visitor is concerned. */
  isPublic: boolean
  said: StoredMessage[]
}

export class Acts {
  readonly #parts: ActsParts

  constructor(parts: ActsParts) {
    this.#parts = parts
  }

  /** Does an act on each of the conversations where it can be done; what was done already is told again. */
  async do(agent: Face, { id, act, conversations }: Acting): Promise<Acted> {
    const heir = await this.#heirOf(act)
    const each = await Promise.all(
      conversations.map(async (conversation) => {
        const done = await this.#one(agent, { id, act, heir }, conversation)
        return typeof done === 'string' ? { conversation, error: done } : done
      }),
    )
    return {
      refused: each.filter((one) => 'error' in one),
      undo: each.some((one) => 'isChange' in one && one.isChange) ? { kind: 'undo', of: id } : null,
    }
  }

  /** Does an act of a console of before, which knows it by an event of its own and no id. @returns how it stands */
  async doOne(agent: Face, conversation: string, act: Act): Promise<Summary> {
    const done = await this.#one(agent, { id: null, act, heir: null }, conversation)
    if (typeof done === 'string') throw new Refused(done)
    return this.#parts.conversations.summary(conversation)
  }

  /** Forgets what nobody undoes any more. */
  async sweep(): Promise<void> {
    const { store, clock } = this.#parts
    await store.write(function* () {
      yield* store.queries.forgetActs({ before: clock() - keptFor })
    })
  }

  async #heirOf(act: Act): Promise<Heir | null> {
    if (act.kind !== 'assign' || act.to === null) return null
    const heir = await this.#parts.faceOf(act.to)
    if (!heir) throw new Refused('unknown-agent')
    return heir
  }

  /** @returns why it was refused, or what it did */
  async #one(agent: Face, asked: Asked, conversation: string): Promise<Done | RefusalCode> {
    const { store, conversations } = this.#parts
    try {
      const done = await store.write(() => this.#do(agent, asked, conversation), conversation)
      // A repeat too, in case that the first was not heard.
      if (done.isPublic) await conversations.publish(conversation, ...done.said)
      else await conversations.tellAgents(conversation)
      return done
    } catch (error) {
      if (error instanceof Refused) return error.code
      throw error
    }
  }

  *#do(agent: Face, { id, act, heir }: Asked, conversation: string): Work<Done> {
    const { store, clock, sites } = this.#parts
    const { queries } = store
    const row = yield* write.get(queries, conversation)
    if (heir?.answers && !heir.answers.includes(row.site)) throw new Refused('unknown-agent')
    const by = { conversation: row.key, by: agent.id }
    const kept = act.kind === 'assign' ? { ...act, note: undefined } : act
    const [known] = id === null ? [] : yield* queries.act({ ...by, id })
    if (known) {
      if (JSON.stringify(known.act) !== JSON.stringify(kept)) throw new Refused('conflict')
      return { isChange: hasAny(known.after), isPublic: true, said: [] }
    }
    const [ticket = null] = yield* queries.ticket({ conversation: row.key })
    const at = clock()
    const scene = { queries, site: sites.get(row.site)!, row, ticket, agent, heir, at, id: id ?? '' }
    const change = act.kind === 'undo' ? yield* undone(scene, act.of) : yield* deedOf(scene, act)
    const { before, after } = differences(scene, change ?? {})
    const said = change ? yield* apply(scene, after, change.says) : []
    if (id !== null) yield* queries.addAct({ ...by, id, act: kept, before, after, at })
    return { isChange: hasAny(after), isPublic: said.length > 0 || isSeen(after), said }
  }
}

interface Asked {
  /** Null: nobody will send it again. */
  id: string | null
  act: Act
  heir: Heir | null
}

/** Who is given a conversation, and the sites whose questions they may answer; null: all. */
type Heir = Face & { answers: readonly string[] | null }

const hasAny = ({ conversation, ticket }: Changed): boolean =>
  Object.keys(conversation).length > 0 || Object.keys(ticket).length > 0

/** Whether a visitor sees any of what has changed. */
const isSeen = ({ conversation, ticket }: Changed): boolean =>
  'state' in conversation || 'assignee' in conversation || 'dueAt' in conversation || Object.keys(ticket).length > 0

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What of it changes, as it was and as it becomes. */
function differences({ row, ticket }: Scene, change: Change): { before: Changed; after: Changed } {
  const of = <Whole extends object>(was: Whole, next: Partial<Whole> = {}) => {
    const names = (Object.keys(next) as (keyof Whole)[]).filter((name) => !isSame(was[name], next[name]))
    const part = (from: Partial<Whole>) => Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<Whole>
    return { before: part(was), after: part(next) }
  }
  const conversation = of<StoredConversation>(row, change.conversation)
  const facts = of<StoredTicket>(ticket ?? ({} as StoredTicket), ticket ? change.ticket : {})
  return {
    before: { conversation: conversation.before, ticket: facts.before },
    after: { conversation: conversation.after, ticket: facts.after },
  }
}

/** Changes what is to be changed, under one number, with the line that says so. */
function* apply(scene: Scene, { conversation, ticket: facts }: Changed, says: Change['says']): Work<StoredMessage[]> {
  const { queries, row, ticket, at } = scene
  if (ticket && Object.keys(facts).length > 0) {
    const { state, answerBy, email } = { ...ticket, ...facts }
    yield* queries.changeTicket({ conversation: row.key, state, answerBy, email })
  }
  if (says) return [yield* write.say(queries, row, { ...says, at }, conversation)]
  yield* write.change(queries, row, conversation)
  return []
}

/** What an act of the agent's has changed here, put back; refused when somebody has changed it since. */
function* undone(scene: Scene, of: string): Work<Change> {
  const { queries, row, ticket, agent } = scene
  const [act] = yield* queries.act({ conversation: row.key, by: agent.id, id: of })
  if (!act) throw new Refused('changed')
  const { before, after } = act
  const isAsLeft = <Whole extends object>(is: Whole | null, left: Partial<Whole>) =>
    (Object.keys(left) as (keyof Whole)[]).every((name) => isSame(is?.[name], left[name]))
  if (!isAsLeft<StoredConversation>(row, after.conversation) || !isAsLeft<StoredTicket>(ticket, after.ticket))
    throw new Refused('changed')
  const { state } = before.conversation
  if (state === undefined || 'spamAt' in after.conversation) return before
  // A visitor who was told that it is closed is told who is with them, and the other way round.
  const says =
    state === 'closed'
      ? { code: 'closed-by-agent' as const, values: { name: agent.name } }
      : { code: 'taken' as const, values: { name: row.assigneeName ?? agent.name } }
  return { ...before, says }
}
