// Doing acts: drawn at once, kept until the server has them, put back with the reason when refused, and undone.

import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Act, Acted } from '../../protocol/act.ts'
import type { Summary } from '../../protocol/conversation.ts'
import type { Face } from '../../protocol/pieces.ts'
import { begin } from '../../../widget/life.ts'
import type { Clock } from '../clock.ts'
import type { List } from '../inbox/list.ts'
import type { Entry, Outbox } from '../inbox/outbox.ts'
import type { Line } from '../line.ts'
import type { ConsoleStorage } from '../storage.ts'
import type { Doable, Scene } from './act.ts'

type Drawn = Record<string, Partial<Summary>>

/** What was done in this tab and can be undone. */
interface Done {
  doable: string
  parts: { id: string; on: string[]; was: Drawn }[]
}

/** What is said of an act: that it was done, for a while, or why not, until it is put away. */
export type Notice = { id: number; doable: string; count: number } & (
  | { kind: 'done'; undo: () => void }
  | { kind: 'undone' }
  | { kind: 'refused'; isUndo: boolean; error: string }
  | { kind: 'copied'; text: string }
)

/** What is asked before something is done; without an act, what to do. */
export interface Asking {
  doable: Doable | null
  on: readonly Summary[]
}

interface DoingParts {
  line: Line
  clock: Pick<Clock, 'now'>
  list: Pick<List, 'settle' | 'open'>
  outbox: Outbox
  me: ReadonlySignal<Face | null>
  /** Whether they may do anything to a conversation. */
  mayAct?: () => boolean
  storage: ConsoleStorage
}

/** ms for which it is offered to undo an act. */
const offered = 10_000
/** Where it is kept that single letters do nothing. */
const keysKey = 'rotame:keys'
/** So many acts can be undone, the latest first. */
const mostUndone = 50

export class Doing {
  readonly notices = signal<readonly Notice[]>([])
  readonly asking = signal<Asking | null>(null)
  /** What was typed before the palette was there. */
  ahead = ''
  readonly isHelpShown = signal(false)
  /** Whether single letters do anything. */
  readonly hasKeys
  /** Everyone of the team, once they were asked for. */
  readonly team = signal<readonly Face[]>([])
  readonly #tags
  readonly #parts: DoingParts
  readonly #life
  readonly #done: Done[] = []
  #noticed = 0
  readonly destroy: () => void

  constructor(parts: DoingParts) {
    const { line, outbox, list, storage } = parts
    this.#parts = parts
    this.#life = begin(line.life)
    this.destroy = this.#life.end
    this.hasKeys = signal(storage.shared.getItem(keysKey) !== 'off')
    this.#tags = computed(() => [...new Set(list.open.value.flatMap(({ tags }) => tags))].toSorted())
    this.#life.ends(outbox.watch((entry, answer) => this.#hear(entry, answer.ok ? answer.refused : answer.error)))
  }

  /** What an act is done in. */
  scene(on: readonly Summary[]): Scene {
    const { me, clock } = this.#parts
    const { id, name } = me.value!
    return { me: { id, name }, now: clock.now(), team: this.team.value, tags: this.#tags.value, on }
  }

  /** Those that an act can be done to. */
  ableOf(doable: Doable, on: readonly Summary[]): readonly Summary[] {
    if (this.#parts.mayAct?.() === false) return []
    const me = this.#parts.me.value!.id
    if (doable.isSingle && on.length > 1) return []
    return on.filter((of) => doable.applies(of, me))
  }

  /** Asks what an act needs to know, or what is to be done. */
  ask(doable: Doable | null, on: readonly Summary[]): void {
    this.ahead = ''
    this.asking.value = { doable, on }
    void this.#parts.line.ask('team:open', {}).then((answer) => {
      if (answer?.ok) this.team.value = answer.agents
    })
  }

  /** Does an act, or asks first what it needs to know; what it cannot be done to is left out, and said. */
  begin(doable: Doable, on: readonly Summary[]): void {
    const able = this.ableOf(doable, on)
    if (able.length < on.length)
      this.#say({ kind: 'refused', doable: doable.id, count: on.length - able.length, isUndo: false, error: 'idle' })
    if (able.length === 0) return
    if (doable.asks) this.ask(doable, able)
    else this.do(doable, able)
  }

  /** @param given the answers to what it asked */
  do(doable: Doable, on: readonly Summary[], given: readonly string[] = []): void {
    const scene = this.scene(on)
    const act = doable.act(given, scene)
    const parts: Done['parts'] = []
    for (let from = 0; from < on.length; from += limits.acts) {
      const part = on.slice(from, from + limits.acts)
      const drawn: Drawn = {}
      const was: Drawn = {}
      for (const of of part) {
        drawn[of.id] = doable.draws(of, given, scene)
        const names = Object.keys(drawn[of.id]!) as (keyof Summary)[]
        was[of.id] = Object.fromEntries(names.map((name) => [name, of[name]]))
      }
      parts.push({ id: this.#send(doable.id, act, drawn), on: Object.keys(drawn), was })
    }
    const done = { doable: doable.id, parts }
    this.#done.push(done)
    if (this.#done.length > mostUndone) this.#done.shift()
    this.#say({ kind: 'done', doable: doable.id, count: on.length, undo: () => this.undo(done) })
  }

  /** Takes one that nobody has, because the agent has begun to answer in it. */
  takeQuietly({ id }: Summary): void {
    const { me } = this.scene([])
    this.#send('take', { kind: 'take', isQuiet: true }, { [id]: { assignee: me, waiting: null } })
  }

  /** Undoes what was done last, or this. @returns whether there was anything */
  undo(done = this.#done.at(-1)): boolean {
    const at = done ? this.#done.indexOf(done) : -1
    if (!done || at < 0) return false
    this.#done.splice(at, 1)
    for (const { id, was } of done.parts)
      if (Object.keys(was).length > 0) this.#send(done.doable, { kind: 'undo', of: id }, was)
    const count = done.parts.reduce((sum, { on }) => sum + on.length, 0)
    this.#say({ kind: 'undone', doable: done.doable, count })
    return true
  }

  setKeys(isOn: boolean): void {
    this.hasKeys.value = isOn
    this.#parts.storage.shared.setItem(keysKey, isOn ? 'on' : 'off')
  }

  /** Says that something is on the clipboard; without one, what it is. */
  copied(text: string): void {
    this.#say({ kind: 'copied', doable: '', count: 1, text })
  }

  hide(id: number): void {
    this.notices.value = this.notices.value.filter((notice) => notice.id !== id)
  }

  #send(doable: string, act: Act, drawn: Drawn): string {
    const on = Object.keys(drawn)
    return this.#parts.outbox.add('do', on[0]!, { doing: act, on, drawn, doable })
  }

  /** Hears what the server has said of an act; what it refused is drawn as it is. */
  #hear({ id, act, on = [], doing, doable = '' }: Entry, said: Acted['refused'] | string = []): void {
    if (act !== 'do') return
    this.#parts.list.settle()
    const refused = typeof said === 'string' ? on.map((conversation) => ({ conversation, error: said })) : said
    if (refused.length === 0) return
    for (const { parts } of this.#done)
      for (const part of parts)
        if (part.id === id) for (const { conversation } of refused) delete part.was[conversation]
    const isUndo = doing?.kind === 'undo'
    // What was done is no longer said to be.
    if (refused.length === on.length)
      this.notices.value = this.notices.value.filter((notice) => notice.doable !== doable || notice.kind === 'refused')
    for (const error of new Set(refused.map((each) => each.error))) {
      const { length: count } = refused.filter((each) => each.error === error)
      this.#say({ kind: 'refused', doable, count, isUndo, error })
    }
  }

  #say(notice: Notice extends infer One ? (One extends Notice ? Omit<One, 'id'> : never) : never): void {
    const id = ++this.#noticed
    const others = this.notices.value.filter(({ kind }) => kind === 'refused').slice(-1)
    this.notices.value = [...others, { ...notice, id } as Notice]
    if (notice.kind !== 'refused') this.#life.after(offered, () => this.hide(id))
  }
}
