// What calls an agent who looks elsewhere: a sound for what a visitor has written, and the unread in the title.

import { computed, effect, signal } from '@preact/signals'
import type { Message } from '../../protocol/conversation.ts'
import { begin, type Life } from '../../../widget/life.ts'
import type { Line } from '../line.ts'
import type { Agent } from '../shell/agent.ts'
import type { ConsoleStorage } from '../storage.ts'
import type { List } from './list.ts'

interface AttentionParts {
  line: Line
  storage: ConsoleStorage
  agent: Pick<Agent, 'me'>
  list: List
  page: {
    isSeen: () => boolean
    chime: (life: Life) => void
    entitle: (title: string) => void
  }
}

const key = 'rotame:sound'
const title = 'Rotame'

export class Attention {
  readonly hasSound
  readonly #parts: AttentionParts
  readonly #life
  readonly destroy: () => void

  constructor(parts: AttentionParts) {
    const { line, storage, list, page } = parts
    this.#parts = parts
    this.#life = begin(line.life)
    this.destroy = this.#life.end
    this.hasSound = signal(storage.shared.getItem(key) !== 'off')
    this.#life.ends(line.on('message:new', (fact) => this.#hear(fact)))
    this.#life.ends(line.on('message:more', (facts) => facts.forEach((fact) => this.#hear(fact))))
    const count = computed(() => [...list.queue.value, ...list.mine.value].filter(({ unread }) => unread > 0).length)
    this.#life.ends(effect(() => page.entitle(count.value > 0 ? `(${count.value}) ${title}` : title)))
    // Whoever has signed out has nothing that waits.
    this.#life.ends(() => page.entitle(title))
  }

  ring(isOn: boolean): void {
    this.hasSound.value = isOn
    this.#parts.storage.shared.setItem(key, isOn ? 'on' : 'off')
  }

  #hear({ conversation, message }: { conversation: string; message: Message }): void {
    const { agent, list, page } = this.#parts
    const me = agent.me.value
    const assignee = list.get(conversation)?.assignee
    const isForMe = !assignee || assignee.id === me?.id
    const isWanted = this.hasSound.value && me?.presence === 'present' && !page.isSeen()
    if (message.author === 'visitor' && isForMe && isWanted) page.chime(this.#life)
  }
}
