// Doing acts: drawn at once, kept until the server has them, put back with the reason when refused, and undone.

import { type ReadonlySignal, signal } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Act, Acted, Step } from '../../protocol/act.ts'
import type { Message, Summary } from '../../protocol/conversation.ts'
import type { Face } from '../../protocol/pieces.ts'
import { begin } from '../../../widget/life.ts'
import type { Clock } from '../clock.ts'
import type { List } from '../inbox/list.ts'
import type { Entry, Outbox } from '../inbox/outbox.ts'
import type { Line } from '../line.ts'
import { drawnBy } from '../replies/steps.ts'
import type { ConsoleStorage } from '../storage.ts'
import type { Doable, Listed, Scene } from './act.ts'
import { hasMessage } from './may.ts'
import type { Asking, Notice } from './notice.ts'

type Said = Notice extends infer One ? (One extends Notice ? Omit<One, 'id'> : never) : never
type Drawn = Record<string, Partial<Summary>>

/** What was done in this tab and can be undone. */
interface Done {
  doable: string
  parts: { id: string; on: string[]; was: Drawn }[]
}

interface DoingParts {
  line: Line
  clock: Pick<Clock, 'now'>
  list: Pick<List, 'settle' | 'open'>
  outbox: Outbox
  me: ReadonlySignal<Face | null>
  teams?: ReadonlySignal<Scene['teams']>
  /** Whether they may do anything to a conversation. */
  mayAct?: () => boolean
  /** The messages of a conversation, where it is open. */
  said?: (id: string) => readonly Message[]
  storage: ConsoleStorage
}

/** ms for which it is offered to undo an act. */
const offered = 10_000
/** Where it is kept that single letters do nothing. */
const keysKey = 'rotame:keys'
/** So many things are said at a time, the latest. */
const mostSaid = 4
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
  readonly #parts: DoingParts
  readonly #life
  #done: Done[] = []
  #noticed = 0
  readonly destroy: () => void

  constructor(parts: DoingParts) {
    const { line, outbox, storage } = parts
    this.#parts = parts
    this.#life = begin(line.life)
    this.destroy = this.#life.end
    this.hasKeys = signal(storage.shared.getItem(keysKey) !== 'off')
    this.#life.ends(outbox.watch((entry, answer) => this.#hear(entry, answer.ok ? answer.refused : answer.error)))
  }

  /** What an act is done in. */
  scene(on: readonly Summary[]): Scene {
    const { me, clock } = this.#parts
    const { id, name } = me.value!
    return {
      me: { id, name },
      now: clock.now(),
      team: this.team.value,
      teams: this.#parts.teams?.value ?? [],
      open: this.#parts.list.open.value,
      on,
      said: (on.length === 1 && this.#parts.said?.(on[0]!.id)) || [],
    }
  }

  readonly mayAct = () => this.#parts.mayAct?.() !== false && this.#parts.me.value !== null
  /** Those that an act can be done to. */
  ableOf(doable: Listed, on: readonly Summary[]): readonly Summary[] {
    // Before the server has said who it is, nobody does anything.
    const me = this.#parts.me.value?.id
    if (!me || !(doable.isForReaders || this.mayAct()) || (doable.isSingle && on.length > 1)) return []
    const able = on.filter((of) => doable.applies(of, me, this.#parts.list.open.value))
    return able.length === 0 || hasMessage(doable, this.scene(able)) ? able : []
  }

  /** Asks what an act needs to know, or what is to be done. @param given what is answered already */
  ask(doable: Doable | null, on: readonly Summary[], given: readonly string[] = []): void {
    this.ahead = ''
    this.asking.value = { doable, on, given }
    this.knowTeam()
  }

  /** Asks who is in the team. */
  knowTeam(): void {
    void this.#parts.line.ask('team:open', {}).then((answer) => {
      if (answer?.ok) this.team.value = answer.agents
    })
  }

  /** Does an act, or asks what it needs to know and was not given; what it cannot be done to is left out, and said. */
  begin(doable: Doable, on: readonly Summary[], given?: readonly string[]): void {
    const able = this.ableOf(doable, on)
    const [count, error] = [on.length - able.length, doable.isSingle && on.length > 1 ? 'single' : 'idle']
    const isOfOne = on.length === 1
    if (count > 0) this.#say({ kind: 'refused', doable: doable.id, count, isUndo: false, error }, isOfOne)
    if (able.length === 0) return
    if (doable.asks && !given) this.ask(doable, able)
    else this.do(doable, able, given)
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
    this.#did({ doable: doable.id, parts }, on.length, doable.isFinal)
  }

  /** Takes one that nobody has, because the agent has begun to answer in it. */
  takeQuietly({ id }: Summary): void {
    this.#send('take', { kind: 'take', isQuiet: true }, { [id]: { assignee: this.scene([]).me, waiting: null } })
  }

  /** Draws what is sent with a reply, and offers to undo it as one. @returns what is drawn */
  follow(of: Summary, steps: readonly Step[], send: (drawn: Drawn) => string): void {
    const drawn = drawnBy(steps, of, this.scene([of]))
    const id = send({ [of.id]: drawn })
    // What is refused before it is sent says so where it stands, and nothing is done with it.
    if (this.#parts.outbox.get(id)?.refused) return
    const names = Object.keys(drawn) as (keyof Summary)[]
    const was = { [of.id]: Object.fromEntries(names.map((name) => [name, of[name]])) }
    this.#did({ doable: 'macro', parts: [{ id, on: [of.id], was }] }, 1)
  }

  /** Undoes what was done last, or this. @returns whether there was anything */
  undo(done = this.#done.at(-1)): boolean {
    const at = done ? this.#done.indexOf(done) : -1
    if (!done || at < 0) return false
    this.#done.splice(at, 1)
    const parts = done.parts.filter(({ was }) => Object.keys(was).length > 0)
    const ids = parts.map(({ id, was }) => this.#send(done.doable, { kind: 'undo', of: id }, was))
    const count = parts.reduce((sum, { was }) => sum + Object.keys(was).length, 0)
    this.#say({ kind: 'undone', doable: done.doable, count, ids })
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

  /** Keeps what was done to be undone, unless nothing undoes it, and says it. */
  #did(done: Done, count: number, isFinal = false): void {
    if (!isFinal) this.#done.push(done)
    if (this.#done.length > mostUndone) this.#done.shift()
    const ids = done.parts.map(({ id }) => id)
    this.#say({ kind: 'done', doable: done.doable, count, ids, undo: isFinal ? null : () => void this.undo(done) })
  }

  #send(doable: string, act: Act, drawn: Drawn): string {
    const on = Object.keys(drawn)
    return this.#parts.outbox.add('do', on[0]!, { doing: act, on, drawn, doable })
  }

  /** Hears what the server has said of an act; what it refused is drawn as it is. */
  #hear(
    { id, act, conversation, on = [], doing, steps, doable = '' }: Entry,
    said: Acted['refused'] | string = [],
  ): void {
    if (steps) {
      this.#parts.list.settle()
      // Why it was not sent is said where it was to be.
      if (typeof said === 'string') this.takeBack(id, [conversation])
    }
    if (act !== 'do') return
    this.#parts.list.settle()
    const refused = typeof said === 'string' ? on.map((conversation) => ({ conversation, error: said })) : said
    if (refused.length === 0) return
    this.takeBack(
      id,
      refused.map(({ conversation }) => conversation),
    )
    const isUndo = doing?.kind === 'undo'
    for (const error of new Set(refused.map((each) => each.error))) {
      const { length: count } = refused.filter((each) => each.error === error)
      this.#say({ kind: 'refused', doable, count, isUndo, error })
    }
  }

  /** What was not done, or went with what was taken back, is neither said to be, nor undone. */
  takeBack(id: string, refused: readonly string[]): void {
    const { outbox } = this.#parts
    for (const { parts } of this.#done)
      for (const part of parts) if (part.id === id) for (const conversation of refused) delete part.was[conversation]
    this.#done = this.#done.filter(({ parts }) => parts.some(({ was }) => Object.keys(was).length > 0))
    this.notices.value = this.notices.value
      .map((each) => ('ids' in each && each.ids.includes(id) ? { ...each, count: each.count - refused.length } : each))
      .filter(({ count }) => count > 0)
    // What undoes it goes after it, and has not gone yet.
    for (const { id: later, on = [], doing } of outbox.entries.value) {
      if (doing?.kind !== 'undo' || doing.of !== id) continue
      const spared = on.filter((each) => refused.includes(each))
      outbox.spare(later, spared)
      this.takeBack(later, spared)
    }
  }

  #say(notice: Said, passes = notice.kind !== 'refused'): void {
    const id = ++this.#noticed
    // Of what was done the latest is said, of what was refused all, until somebody puts it away.
    const others = this.notices.value.filter(({ kind }) => kind === 'refused' || notice.kind === 'refused')
    this.notices.value = [...others, { ...notice, id } as Notice].slice(-mostSaid)
    if (passes) this.#life.after(offered, () => this.hide(id))
  }
}
