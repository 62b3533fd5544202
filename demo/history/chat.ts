// A chat as it is told: on the page, from its first word to its end in one go.

import type { Random } from './random.ts'
import { hourOf, minute, second, Story } from './stories.ts'

/** How long it takes to read and type. */
const typing = (random: Random, text: string) => (15 + random.between(0, 50)) * second + text.length * 180

const lowered = (text: string) => (/^\p{Lu}[\p{Ll}\s]/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

export class Chat extends Story {
  get isKnown(): boolean {
    return this.asked.person.identity !== null
  }

  /** @returns when its last is said */
  tell(): number {
    const { doors, random } = this.scene
    const { talk, lines } = this.asked
    const question = this.fill(talk.lines[0]!.text)
    const luck = random.next()
    const isApart = luck < 0.2 && lines === undefined
    const hello = hourOf(this.at) < 12 ? this.words.morning : this.words.evening
    const asked = luck < 0.45 ? `${hello}, ${lowered(question)}` : question
    const message = { id: random.id(), text: isApart ? random.one(this.words.hello) : asked }
    const { id, context, browser } = this
    this.after(0, () => doors.conversations.start(this.visitor, { id, message, context }, browser))
    if (isApart) this.write(typing(random, question), question)
    this.#talk()
    if (lines === undefined) this.#end()
    return this.at
  }

  #talk(): void {
    const { random } = this.scene
    for (const { by, text: line } of this.lines) {
      const text = this.fill(line)
      if (by === 'visitor') this.write(typing(random, text), text)
      else if (by === 'note') this.note(30 * second, text)
      else this.reply(typing(random, text), [this.greeting(), text].filter(Boolean).join(' '))
    }
  }

  #end(): void {
    const { random } = this.scene
    const isThanked = random.isOnce(0.7)
    if (isThanked) this.write(40 * second, random.one(this.words.thanks))
    if (isThanked || this.lines.at(-1)?.by === 'visitor') this.see()
    this.tag()
    if (isThanked && random.isOnce(0.6)) this.reply(30 * second, random.one(this.words.welcome), [{ kind: 'close' }])
    else this.act(random.between(1, 6) * minute, { kind: 'close' })
    this.read()
    this.rate(random.between(1, 12) * minute, 0.45)
  }
}
