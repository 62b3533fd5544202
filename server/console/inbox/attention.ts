// What calls an agent who looks elsewhere: a sound and a notification for what a visitor has written, at the times and
// for what they want, and the unread in the title.

import { computed, effect, signal, untracked } from '@preact/signals'
import type { Message, Summary } from '../../protocol/conversation.ts'
import type { fromAgent } from '../../protocol/agent.ts'
import type { Calling } from '../../protocol/push.ts'
import type { ReplyOf } from '../../protocol/request.ts'
import { begin, type Life } from '../../../widget/life.ts'
import { isWanted } from '../../../widget/quiet.ts'
import type { Clock } from '../clock.ts'
import type { Line } from '../line.ts'
import type { Agent } from '../shell/agent.ts'
import type { ConsoleStorage } from '../storage.ts'
import type { List } from './list.ts'

interface AttentionParts {
  line: Line
  clock: Pick<Clock, 'now'>
  storage: ConsoleStorage
  agent: Pick<Agent, 'me' | 'isOurs' | 'sites' | 'attendance'>
  list: List
  page: {
    isSeen: () => boolean
    chime: (life: Life) => void
    entitle: (title: string) => void
  }
}

/** What calls them. */
export interface News {
  calling: Calling
  /** The conversation. */
  of: string
  /** The number of what has happened in it, the same in every tab. */
  mark: number
  /** What a visitor has written; what is theirs or a team's without was given to them. */
  text?: string
}

const key = 'rotame:sound'
const title = 'Rotame'

export class Attention {
  readonly hasSound
  /** How many conversations have something that they have not seen. */
  readonly waiting
  /** How they want to be called; null until the server has said it. */
  calls: ReplyOf<typeof fromAgent, 'push:open'> | null = null
  /** Shows what has sounded. */
  show: ((news: readonly News[]) => void) | null = null
  readonly #parts: AttentionParts
  readonly #life
  /** Of conversations how many notes they had. */
  readonly #notes = new Map<string, number>()
  readonly destroy: () => void

  constructor(parts: AttentionParts) {
    const { line, storage, list, page } = parts
    this.#parts = parts
    this.#life = begin(line.life)
    this.destroy = this.#life.end
    this.hasSound = signal(storage.shared.getItem(key) !== 'off')
    this.#life.ends(line.on('message:new', (fact) => this.#hear(fact)))
    this.#life.ends(line.on('message:more', (facts) => facts.forEach((fact) => this.#hear(fact))))
    this.#life.ends(line.on('given', (fact) => this.#call({ calling: 'mine', of: fact.conversation, mark: 0 })))
    this.#life.ends(list.watch((known, summary) => this.#hearNote(known.id, summary)))
    this.#callForOffers()
    this.waiting = computed(() => {
      const isUnread = (each: Summary) => each.unread > 0 && (each.assignee !== null || this.#isWaiting(each))
      const chats = [list.queue.value, list.mine.value]
      // Of thousands, at each key: counted, and nothing made of them.
      const unread = chats.reduce((sum, all) => sum + all.reduce((count, each) => count + Number(isUnread(each)), 0), 0)
      const isCounted = (each: Summary) => isUnread(each) && chats.some((all) => all.includes(each))
      return unread + list.followed.value.filter((each) => list.isNews(each) && !isCounted(each)).length
    })
    const entitle = (count: number) => page.entitle(count > 0 ? `(${count}) ${title}` : title)
    this.#life.ends(effect(() => entitle(this.waiting.value)))
    // Whoever has signed out has nothing that waits.
    this.#life.ends(() => page.entitle(title))
  }

  ring(isOn: boolean): void {
    this.hasSound.value = isOn
    this.#parts.storage.shared.setItem(key, isOn ? 'on' : 'off')
  }

  /** What a team of theirs is given calls them, and what is offered to them in their turn. */
  #callForOffers(): void {
    let ours = new Set<string>()
    const look = () => {
      const { team, queue } = this.#parts.list
      const given = [...team.value, ...queue.value.filter(({ offered }) => offered)]
      const now = given.filter((each) => this.#isWaiting(each))
      const come = now.filter(({ id }) => !ours.has(id))
      untracked(() => this.#call(...come.map(this.#offerOf)))
      ours = new Set(now.map(({ id }) => id))
    }
    this.#life.ends(effect(look))
  }

  /** Whether the agent is one of those who are to take it: what is another team's calls that team. */
  #isWaiting(of: Summary): boolean {
    const { agent } = this.#parts
    if (of.assignee || (of.team !== null && !agent.isOurs(of))) return false
    return of.ticket !== null || (this.#isInTurn(of.site) ? of.offered?.to === agent.me.value?.id : this.#hasRoom())
  }

  /** How it calls as long as nobody has it. */
  #offerOf = ({ id: of, team, revision: mark }: Summary): News => ({ calling: team ? 'team' : 'queue', of, mark })

  /** Whether a site's chats are offered to one after the other. @param site none: whether any site's are */
  #isInTurn(site?: string): boolean {
    const { value: sites } = this.#parts.agent.sites
    return sites.some(({ id, offers }) => offers === 'turn' && (site === undefined || id === site))
  }

  #hasRoom(): boolean {
    const { agent, list } = this.#parts
    return list.mine.value.length < (agent.attendance.value?.most ?? Infinity)
  }

  #hear({ conversation, message }: { conversation: string; message: Message }): void {
    const calling = message.author === 'visitor' && this.#callingOf(this.#parts.list.get(conversation))
    if (calling) this.#call({ calling, of: conversation, mark: message.seq, text: message.text })
  }

  /** What calls them of what a visitor has written; null: nothing does. */
  #callingOf(known: Summary | undefined): Calling | null {
    const me = this.#parts.agent.me.value?.id
    // What nobody knows yet is new; where that goes to somebody in their turn, the offer calls.
    if (!known) return !this.#isInTurn() && this.#hasRoom() ? 'queue' : null
    if (known.assignee?.id === me) return 'mine'
    if (this.#isWaiting(known)) return this.#offerOf(known).calling
    return known.followers.some(({ id }) => id === me) ? 'followed' : null
  }

  /** A colleague's note in what the agent follows calls them too: they may be named in it. */
  #hearNote(id: string, summary?: Summary): void {
    const { agent, list } = this.#parts
    const before = this.#notes.get(id)
    // What is in no list any more is remembered only for who follows it.
    const isKept = summary && (list.get(id) || summary.followers.some((each) => each.id === agent.me.value?.id))
    if (!isKept) return void this.#notes.delete(id)
    this.#notes.set(id, summary.noteCount)
    if (before !== undefined && summary.noteCount > before && list.isNews(summary))
      this.#call({ calling: 'followed', of: id, mark: summary.revision })
  }

  /** Sounds once, and shows them, where any of these calls them. */
  #call(...news: News[]): void {
    const { agent, clock, page } = this.#parts
    const wishes = this.calls?.wishes
    const wanted = news.filter(({ calling }) => !wishes || isWanted(wishes, calling, clock.now()))
    if (wanted.length === 0 || agent.me.value?.presence !== 'present' || page.isSeen()) return
    if (this.hasSound.value) page.chime(this.#life)
    this.show?.(wanted)
  }
}
