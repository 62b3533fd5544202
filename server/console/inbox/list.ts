// The conversations that somebody has to look after: each as new as it was told, what was missed asked for, the lists
// changed in batches. Closed ones are asked for when they are wanted; there are years of them.

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { More, QueueAt, Summary } from '../../protocol/conversation.ts'
import { begin } from '../../../widget/life.ts'
import type { Line } from '../line.ts'
import type { Agent } from '../shell/agent.ts'
import { type Change, changed, followingOf, isListed, placed, sorting, type Told } from './order.ts'

/** ms between two changes of the lists: nobody reads them faster. */
const pause = 100
/** ms for what was committed just before a beat, and may still be on its way. */
const grace = 1_000
/** Of so many that have left the lists it is known how new they were. */
const mostGone = 2_000

type Known = Pick<Summary, 'id' | 'site' | 'revision'>
interface ListParts {
  line: Line
  agent: Pick<Agent, 'me' | 'sites' | 'ownTeams'>
  /** How conversations are drawn by what was done to them and the server has not acknowledged. */
  drawn?: ReadonlySignal<ReadonlyMap<string, Partial<Summary>>>
}

/** Hears of a conversation that has changed; without a summary it needs nobody any more. */
type ListWatcher = (known: Known, summary?: Summary) => void

export class List {
  readonly #parts: ListParts
  readonly #life
  readonly #listed = new Map<string, Summary>()
  /** An older word of one of these does not bring it back. */
  readonly #gone = new Map<string, Known>()
  /** Per site, the number of the latest change that is known here. */
  readonly #revisions = new Map<string, number>()
  readonly #watchers = new Set<ListWatcher>()
  readonly #told = signal<Told>({ at: 0, all: [], changes: [] })
  /** What is in it, by id. */
  readonly #shown = new Map<string, Summary>()
  readonly #me = () => this.#parts.agent.me.value?.id
  #shownAt = 0
  /** What has changed since the lists were shown. */
  readonly #changed = new Set<string>()
  #catching: Promise<void> | null = null
  #isBehind = false

  readonly #reader = computed(() => ({ id: this.#me(), teams: this.#parts.agent.ownTeams.value }))
  readonly #sort = sorting()
  readonly #ofTold = computed(() => this.#sort(this.#told.value, this.#reader.value))
  /** As they are drawn. */
  readonly #lists = computed(() => {
    const drawn = this.#parts.drawn?.value
    if (!drawn?.size) return this.#ofTold.value
    const changes = [...drawn].flatMap(([id, as]): Change[] => {
      const before = this.#shown.get(id)
      if (!before) return []
      const after = { ...before, ...as }
      return [[before, isListed(after) ? after : null]]
    })
    return changed(this.#ofTold.value, changes, this.#reader.value)
  })
  /** In the order in which they need somebody. */
  readonly all = computed(() => this.#lists.value.all)
  readonly open = computed(() => this.#lists.value.open)
  readonly queue = computed(() => this.#lists.value.queue)
  readonly mine = computed(() => this.#lists.value.mine)
  readonly others = computed(() => this.#lists.value.others)
  readonly tickets = computed(() => this.#lists.value.tickets)
  /** Chats and requests that are the agent's, and nobody's. */
  readonly own = computed(() => this.#lists.value.own)
  readonly free = computed(() => this.#lists.value.free)
  /** Those that a team of the agent's is given, whoever of it has them. */
  readonly team = computed(() => this.#lists.value.team)
  readonly snoozed = computed(() => this.#lists.value.snoozed)
  /** Answered, and waiting for the visitor. */
  readonly theirs = computed(() => this.#lists.value.theirs)
  /** Those that the agent is told of though they need not be theirs. */
  readonly followed = computed(() => this.#lists.value.followed)
  /** Conversations, open or not, one of whose mails did not arrive. */
  readonly failed = computed(() => this.#lists.value.failed)
  readonly destroy: () => void

  constructor(parts: ListParts) {
    const { line } = parts
    this.#parts = parts
    this.#life = begin(line.life)
    this.destroy = this.#life.end
    this.#life.ends(line.on('welcome', () => void this.catchUp()))
    this.#life.ends(line.on('conversation:changed', (summary) => this.hear(summary)))
    this.#life.ends(line.on('message:more', (facts) => facts.forEach((fact) => this.#count(fact))))
    const beat = (at: QueueAt) => {
      if (!this.#hasHeard(at)) this.#life.after(grace, () => this.#hasHeard(at) || void this.catchUp())
    }
    this.#life.ends(line.on('queue:at', beat))
  }

  /** Whether the agent follows a conversation and has not seen all of it. */
  isNews(of: Summary): boolean {
    const seen = followingOf(of, this.#me())
    return seen !== undefined && (seen.seq < of.lastSeq || seen.notes < of.noteCount)
  }

  get(id: string): Summary | undefined {
    return this.#listed.get(id)
  }

  /** @returns what ends the watching */
  watch(watcher: ListWatcher): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Takes what was told of a conversation, and tells whoever watches. */
  hear(summary: Summary): void {
    this.put(summary)
    for (const watcher of this.#watchers) watcher(summary, summary)
  }

  /** Takes what is known of a conversation, unless something newer is. */
  put(summary: Summary): void {
    if (!isListed(summary)) return this.#drop(summary)
    const { id, site, revision } = summary
    // Up to the change that is known, all that is listed is here.
    const isHere = this.#listed.has(id) || revision > (this.#revisions.get(site) ?? -1)
    if (!isHere || this.#isOld(summary)) return
    this.#gone.delete(id)
    this.#listed.set(id, summary)
    this.#change(id)
  }

  /** Asks for what has changed, once more if that became known while it was asked. */
  catchUp(): Promise<void> {
    this.#isBehind = true
    return (this.#catching ??= this.#catchAll().finally(() => (this.#catching = null)))
  }

  /** Shows what was told at once: what was done is drawn no more, and its outcome is. */
  settle(): void {
    if (this.#changed.size > 0) batch(() => this.#show())
  }

  #isOld({ id, revision }: Pick<Known, 'id' | 'revision'>): boolean {
    return ((this.#listed.get(id) ?? this.#gone.get(id))?.revision ?? -1) > revision
  }

  /** One that needs nobody any more. */
  #drop({ id, site, revision }: Known): void {
    if (this.#isOld({ id, revision })) return
    if (this.#listed.delete(id)) this.#change(id)
    this.#gone.delete(id)
    this.#gone.set(id, { id, site, revision })
    if (this.#gone.size > mostGone) this.#gone.delete(this.#gone.keys().next().value!)
  }

  #leave(known: Known): void {
    this.#drop(known)
    for (const watcher of this.#watchers) watcher(known)
  }

  #change(id: string): void {
    this.#changed.add(id)
    if (this.#changed.size > 1) return
    this.#life.after(Math.max(0, this.#shownAt + pause - performance.now()), () => batch(() => this.#show()))
  }

  #show(): void {
    const changes = [...this.#changed].map((id): Change => [this.#shown.get(id) ?? null, this.#listed.get(id) ?? null])
    this.#changed.clear()
    for (const [before] of changes) if (before) this.#shown.delete(before.id)
    for (const [, after] of changes) if (after) this.#shown.set(after.id, after)
    this.#shownAt = performance.now()
    const { at, all } = this.#told.value
    this.#told.value = { at: at + 1, all: placed(all, changes), changes }
  }

  async #catchAll(): Promise<void> {
    while (this.#isBehind) {
      this.#isBehind = false
      for (const { id } of this.#parts.agent.sites.value) if (!(await this.#catchSite(id))) return
    }
  }

  /** What needs somebody, page by page; what changes meanwhile is asked for after it. */
  async #beginSite(site: string): Promise<boolean> {
    let [after, begun] = [0, -1]
    const open = new Set<string>()
    for (;;) {
      const answer = await this.#parts.line.ask('queue:open', { site, after, first: true })
      if (!answer?.ok) return false
      answer.conversations.forEach((summary) => this.hear(summary))
      answer.conversations.forEach(({ id }) => open.add(id))
      if (begun < 0) begun = answer.revision
      if (!answer.more) break
      after = answer.conversations.at(-1)!.revision
    }
    // What was known before, of a line that broke while it was asked, and is not among them needs nobody any more.
    for (const each of this.#listed.values())
      if (each.site === site && each.revision <= begun && !open.has(each.id)) this.#leave(each)
    this.#revisions.set(site, begun)
    return true
  }

  async #catchSite(site: string): Promise<boolean> {
    if (!this.#revisions.has(site) && !(await this.#beginSite(site))) return false
    for (;;) {
      const after = this.#revisions.get(site)!
      const answer = await this.#parts.line.ask('queue:open', { site, after, first: false })
      if (!answer?.ok) return false
      for (const summary of answer.conversations) this.hear(summary)
      for (const each of answer.gone) this.#leave(each)
      this.#revisions.set(site, answer.revision)
      if (!answer.more) return true
    }
  }

  /** Whether what a beat says has been heard already; then nothing need be asked. */
  #hasHeard({ site, revision, changes }: QueueAt): boolean {
    const known = this.#revisions.get(site) ?? -1
    if (known >= revision) return true
    if (known < changes.after) return false
    // By count and sum of what has changed after one revision and up to another.
    let [count, sum] = [0, 0]
    for (const each of [...this.#listed.values(), ...this.#gone.values()])
      if (each.site === site && each.revision > changes.after && each.revision <= revision) {
        count++
        sum += each.revision
      }
    if (count !== changes.count || sum !== changes.sum) return false
    this.#revisions.set(site, revision)
    return true
  }

  /** Counts what a visitor has added; whoever has missed a line before it asks. */
  #count({ conversation: id, message, revision, before }: More): void {
    const { seq, author, text, files = [], at } = message
    const known = this.#listed.get(id)
    if (known && seq <= known.lastSeq) return
    if (known?.lastSeq !== seq - 1 || known.revision !== before) return void this.catchUp()
    this.hear({
      ...known,
      revision,
      lastSeq: seq,
      readByVisitor: seq,
      unread: known.unread + 1,
      last: { author, text: text || files.map(({ name }) => name).join(', '), at },
    })
  }
}
