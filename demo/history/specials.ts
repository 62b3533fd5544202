// How things stand at the end: what waits, what is late, what was put off, put together or held for spam.

import { isOpen, windows } from '../../server/hours/calendar.ts'
import type { Cast } from './cast.ts'
import { Chat } from './chat.ts'
import { Request } from './request.ts'
import { day, hour, minute, type Scene } from './stories.ts'
import { readTalks } from './talks.ts'
import { spam } from './words.ts'

export function tellSpecials(scene: Scene, cast: Cast, now: number): void {
  tellWaiting(scene, cast, now)
  tellLate(scene, cast, now)
  tellSnoozed(scene, cast, now)
  tellMerged(scene, cast, now)
  tellSpam(scene, now)
}

const talkOf = (topic: string, at = 0) => readTalks('el').filter((talk) => talk.topic === topic)[at]!

/** Somebody waits in the queue, and in the company's hours two chats are under way. */
function tellWaiting(scene: Scene, cast: Cast, now: number): void {
  const { site, team } = scene
  const open = isOpen(site.hours, now)
  const [last] = windows(site.hours, now - 7 * day, now).slice(-1)
  const at = open ? now - 3 * minute : last![1] - 4 * minute
  const asked = { language: 'el', agent: team[0]!, at } as const
  new Chat(scene, { ...asked, talk: talkOf('payments/payment-methods'), person: cast.guest(), lines: 1 }).tell()
  if (!open) return
  for (const [who, topic] of [
    [0, 'services/getting-started'],
    [1, 'support/report-problem'],
  ] as const) {
    const person = cast.person('el', now - hour)
    cast.isBusy(person, Infinity)
    const chat = { ...asked, agent: team[who]!, at: now - 9 * minute, talk: talkOf(topic, who), person, lines: 3 }
    new Chat(scene, chat).tell()
  }
}

/** Requests that nobody has answered in time. */
function tellLate(scene: Scene, cast: Cast, now: number): void {
  const { team } = scene
  for (const [at, topic] of [
    [now - 51 * hour, 'services/delivery-times'],
    [now - 49 * hour, 'security/gdpr-rights'],
  ] as const) {
    const person = cast.person('el', at)
    cast.isBusy(person, Infinity)
    new Request(scene, { language: 'el', agent: team[1]!, at, talk: talkOf(topic), person, lines: 1 }).tell()
  }
}

/** Requests that are to be looked at again later. */
function tellSnoozed(scene: Scene, cast: Cast, now: number): void {
  const { team } = scene
  const until = [now + day, now + 3 * day, null]
  for (const [at, topic] of ['support/training', 'services/custom-services', 'payments/subscriptions'].entries()) {
    const person = cast.person('el', now - 4 * day)
    cast.isBusy(person, Infinity)
    const asked = {
      language: 'el',
      agent: team[at % 2]!,
      at: now - (5 + at) * day,
      talk: talkOf(topic, at),
      person,
      lines: 2,
    } as const
    const request = new Request(scene, asked)
    request.tell()
    request.at = Math.min(request.at, now - 3 * hour)
    request.act(hour, { kind: 'snooze', until: until[at]! })
  }
}

/** A guest asked in a chat and by the form: what is one matter goes on in one. */
function tellMerged(scene: Scene, cast: Cast, now: number): void {
  const { team, site } = scene
  const [before] = windows(site.hours, now - 9 * day, now - 12 * hour).slice(-1)
  const guest = { ...cast.guest(), name: 'Αντώνης Βέργος', email: 'antonis.vergos@example.com', address: 'κύριε Βέργο' }
  const talk = talkOf('payments/invoice', 1)
  const asked = { language: 'el', agent: team[1]!, person: guest, talk, lines: 1 } as const
  const chat = new Chat(scene, { ...asked, at: before![0] + hour })
  chat.tell()
  const request = new Request(scene, { ...asked, at: before![0] + 2 * hour })
  request.tell()
  chat.at = request.at
  chat.see()
  chat.act(5 * minute, { kind: 'merge', into: request.id })
  request.at = chat.at
  request.reply(4 * minute, `${request.greeting()}\n\n${request.fill(talk.lines[1]!.text)}`)
}

function tellSpam(scene: Scene, now: number): void {
  const { random, team } = scene
  for (const [at, [name, email, text]] of spam.entries()) {
    const talk = { topic: '', tags: [], searches: ['seo'], lines: [{ by: 'visitor', text, isLater: false } as const] }
    const person = { name, email, address: name, identity: null, secret: random.id(43) }
    const sent = now - (2 + 9 * at) * day
    const request = new Request(scene, {
      language: 'en',
      agent: team[at % team.length]!,
      at: sent,
      talk,
      person,
      lines: 1,
    })
    request.tell()
    request.act(random.between(1, 20) * hour, { kind: 'spam', on: true })
  }
}
