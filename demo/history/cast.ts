// Who asks what: talks by turns, and people who are not in the middle of something else.

import { type Person, peopleOf } from './people.ts'
import type { Random } from './random.ts'
import { type Language, readTalks, type Talk } from './talks.ts'

export class Cast {
  readonly #random: Random
  readonly #talks: Record<Language, () => Talk>
  readonly #people: Record<Language, () => Person>
  readonly #busyUntil = new Map<string, number>()

  constructor(random: Random) {
    this.#random = random
    const { el, en } = peopleOf(() => random.id(43))
    this.#people = { el: random.round(el), en: random.round(en) }
    this.#talks = { el: random.round(readTalks('el')), en: random.round(readTalks('en')) }
  }

  language(): Language {
    return this.#random.isOnce(0.13) ? 'en' : 'el'
  }

  /** @param isAtOnce whether it is over in one go */
  talk(language: Language, isAtOnce: boolean): Talk {
    const talk = this.#talks[language]()
    return isAtOnce && talk.lines.some(({ isLater }) => isLater) ? this.talk(language, isAtOnce) : talk
  }

  /** Somebody with a name; a chat is as often begun by somebody who is in a browser of their own and says none. */
  person(language: Language, at: number, isChat = false): Person {
    if (isChat && this.#random.isOnce(0.4)) return this.guest()
    for (let tries = 0; tries < 50; tries++) {
      const person = this.#people[language]()
      if ((this.#busyUntil.get(person.name) ?? 0) < at) return person
    }
    return this.guest()
  }

  guest(): Person {
    return {
      name: '',
      email: `g.${this.#random.id(6).toLowerCase()}@example.com`,
      address: '',
      identity: null,
      secret: this.#random.id(43),
    }
  }

  isBusy({ name }: Person, until: number): void {
    this.#busyUntil.set(name, until)
  }
}
