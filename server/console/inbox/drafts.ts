// What an agent has begun to write, a reply and a note for each conversation: kept in this tab through a reload, each
// agent's apart from those of the next one who signs in there.

import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Step } from '../../protocol/act.ts'
import type { SentArticle, Summary } from '../../protocol/conversation.ts'
import type { Presence } from '../../protocol/staff.ts'
import { begin, type Life } from '../../../widget/life.ts'
import { type ConsoleStorage, type Kept, readJson } from '../storage.ts'

type Of = Pick<Summary, 'id' | 'state'>

/** An article that goes with a reply; its path is not known where it was just chosen. */
export type ChosenArticle = Pick<SentArticle, 'id' | 'title'> & Partial<SentArticle>

/** All that has been begun of a reply or a note; a note is words alone. */
export interface Begun {
  text: string
  article?: ChosenArticle | undefined
  steps?: readonly Step[] | undefined
}

/** Of so many conversations it is known that what is written in them is a note: the latest. */
const mostNoting = 200

const draftsKey = 'rotame:drafts'
const stepsKey = 'rotame:steps'
const articlesKey = 'rotame:articles'
const notingKey = 'rotame:noting'
/** As consoles before this one kept it: who wrote what stands under the keys without an agent's id. */
const writerKey = 'rotame:by'

/** Gives what a console of before has kept under a key to whoever wrote it. */
export function giveToWriter(tab: Kept, key: string, me: string): void {
  const text = tab.getItem(key)
  if (text === null) return
  tab.setItem(`${key}:${tab.getItem(writerKey) ?? me}`, text)
  tab.removeItem(key)
}

interface DraftsParts {
  life: Life
  storage: ConsoleStorage
  me: ReadonlySignal<Presence | null>
  /** Whether they may reply; else all that is written is a note. */
  mayAct?: () => boolean
}

export class Drafts {
  /** By conversation; of a note under a name of its own. */
  readonly texts = signal<Record<string, string>>({})
  /** In which conversations what is written is a note; it has a draft of its own, so that none goes to a visitor. */
  readonly #noting = signal<string[]>([])
  /** What is done with a reply when it is sent, by conversation. */
  readonly #steps = signal<Record<string, readonly Step[]>>({})
  /** What goes with a reply, by conversation. */
  readonly #articles = signal<Record<string, ChosenArticle>>({})
  readonly #tab: Kept
  #me = ''
  readonly #mayAct: () => boolean
  readonly destroy: () => void

  constructor({ life: within, storage, me, mayAct = () => true }: DraftsParts) {
    this.#mayAct = mayAct
    const life = begin(within)
    this.destroy = life.end
    this.#tab = storage.tab
    life.ends(effect(() => void (me.value && this.#read(me.value.id))))
  }

  /** Whether a note is being written. Where a conversation is closed it is, unless a reply was begun before. */
  isNote({ id, state }: Of): boolean {
    if (!this.#mayAct()) return true
    return this.#noting.value.includes(id) || (state === 'closed' && this.texts.value[id] === undefined)
  }

  /** Writes a note from now on, or a reply. */
  setNote(id: string, isNote: boolean): void {
    const others = this.#noting.value.filter((each) => each !== id)
    this.#noting.value = [...others, ...(isNote ? [id] : [])].slice(-mostNoting)
    this.#tab.setItem(`${notingKey}:${this.#me}`, JSON.stringify(this.#noting.value))
  }

  /** What has been begun, of the kind that is being written. */
  text(conversation: Of): string {
    return this.texts.value[this.#nameOf(conversation)] ?? ''
  }

  write(conversation: Of, text: string): void {
    this.#set(this.texts, draftsKey, this.#nameOf(conversation), text)
  }

  /** All that has been begun under a name. */
  begun(name: string): Begun {
    return {
      text: this.texts.value[name] ?? '',
      article: this.#articles.value[name],
      steps: this.#steps.value[name],
    }
  }

  put(name: string, { text, article, steps }: Begun): void {
    this.#set(this.texts, draftsKey, name, text)
    this.#set(this.#articles, articlesKey, name, article)
    this.#set(this.#steps, stepsKey, name, steps)
  }

  /** Of all that has been begun. */
  names(): string[] {
    return Object.keys({ ...this.texts.value, ...this.#articles.value, ...this.#steps.value })
  }

  nameIn(id: string, kind: 'reply' | 'note'): string {
    return kind === 'note' ? `${id} note` : id
  }

  /** What is to be done with the reply when it is sent. */
  steps({ id }: Of): readonly Step[] {
    return this.#steps.value[id] ?? []
  }

  setSteps({ id }: Of, steps: readonly Step[]): void {
    this.#set(this.#steps, stepsKey, id, steps)
  }

  /** What goes with the reply. */
  article({ id }: Of): ChosenArticle | undefined {
    return this.#articles.value[id]
  }

  setArticle({ id }: Of, article?: ChosenArticle): void {
    this.#set(this.#articles, articlesKey, id, article)
  }

  /** Puts a text before what has been begun since. */
  putBack(conversation: Of, text: string): void {
    this.write(conversation, [text, this.text(conversation)].filter(Boolean).join('\n\n'))
  }

  /** Makes a note of a reply that can no longer be sent. */
  toNote(conversation: Of): void {
    const reply = this.text(conversation)
    this.write(conversation, '')
    this.setNote(conversation.id, true)
    const note = this.text(conversation)
    this.write(conversation, reply)
    this.putBack(conversation, note)
  }

  #set<T>(all: Signal<Record<string, T>>, key: string, name: string, value?: T & { length?: number }): void {
    const { [name]: _, ...others } = all.value
    all.value = value && value.length !== 0 ? { ...others, [name]: value } : others
    this.#tab.setItem(`${key}:${this.#me}`, JSON.stringify(all.value))
  }

  #nameOf(conversation: Of): string {
    return this.nameIn(conversation.id, this.isNote(conversation) ? 'note' : 'reply')
  }

  #read(me: string): void {
    if (this.#me === me) return
    this.#me = me
    for (const key of [draftsKey, notingKey]) giveToWriter(this.#tab, key, me)
    this.texts.value = readJson(this.#tab, `${draftsKey}:${me}`, {})
    this.#noting.value = readJson(this.#tab, `${notingKey}:${me}`, [])
    this.#articles.value = readJson(this.#tab, `${articlesKey}:${me}`, {})
    this.#steps.value = readJson(this.#tab, `${stepsKey}:${me}`, {})
  }
}
