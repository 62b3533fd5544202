// The history that the demo begins with: what two months at OX Zino's desk have left, the same every time for the same
// day.

import type { Config } from '../../server/config/config.ts'
import { windows } from '../../server/hours/calendar.ts'
import type { Surroundings } from '../../server/start/surroundings.ts'
import { newReference } from '../../server/tickets/reference.ts'
import type { NewAgent } from '../../server/staff/accounts.ts'
import { Cast } from './cast.ts'
import { Chat } from './chat.ts'
import { openDoors } from './doors.ts'
import { Random } from './random.ts'
import { tellSpecials } from './specials.ts'
import { Request } from './request.ts'
import { day, hour, hourOf, minute, type Scene } from './stories.ts'
import { found, inVain, replies } from './words.ts'

const days = 60
/** How much of an open day lies behind when its last chat begins. */
const lastChat = 50 * minute

/** Who answers besides those whose passwords the demo prints. */
const colleagues: NewAgent[] = [
  { email: 'dimitra@oxzino.example', name: 'Δήμητρα Σταθάκη', password: 'kalimera-dimitra', role: 'agent' },
  { email: 'kostas@oxzino.example', name: 'Κώστας Μαυρίδης', password: 'kalimera-kostas', role: 'agent' },
]

/**
 * Writes it into a data folder that is empty, all of it or nothing; no mail goes out.
 * @param agents those whom the demo prints
 * @param clock the product's
 */
export async function writeHistory(
  config: Config,
  agents: readonly NewAgent[],
  { clock, ...surroundings }: Pick<Surroundings, 'clock' | 'log' | 'dist'>,
): Promise<void> {
  const random = new Random(2015)
  const references = new Random(7)
  const now = clock()
  const refer = () => newReference((below) => references.between(0, below))
  const doors = await openDoors(config, [...agents, ...colleagues], surroundings, refer, now - days * day)
  let isKept = false
  try {
    const acts: { at: number; act: () => Promise<unknown> }[] = []
    const site = config.sites.get('oxzino')!
    const team = await doors.staff.faces()
    const scene: Scene = { doors, random, site, team, add: (at, act) => void acts.push({ at, act }) }
    tellReplies(scene, now)
    tellSearches(scene, now)
    const cast = new Cast(random)
    tellDays(scene, cast, now)
    tellSpecials(scene, cast, now)
    for (const { at, act } of acts.toSorted((a, b) => a.at - b.at)) {
      if (at > now) break
      doors.setClock(at)
      await act()
    }
    doors.setClock(now)
    await doors.finish()
    isKept = true
  } finally {
    await doors.close(isKept)
  }
}

/** Chats in the hours of the company, requests at any hour that people are awake; the latest are not over yet. */
function tellDays(scene: Scene, cast: Cast, now: number): void {
  const { random, site, team } = scene
  const agents = [...team, ...team.slice(1)]
  for (let from = now - days * day; from < now; from += day) {
    const [open] = windows(site.hours, from, from + day)
    const chats = open && open[1] - open[0] > 3 * hour ? random.between(3, 7) : 0
    for (let count = 0; count < chats; count++) {
      const at = random.between(open![0] + 4 * minute, open![1] - lastChat)
      // What is not over is told by itself.
      if (at < now - lastChat) tell(Chat, at)
    }
    const requests = chats > 0 ? random.between(1, 3) : random.between(0, 2)
    for (let count = 0; count < requests; count++) {
      const at = from + random.between(0, day)
      if (hourOf(at) >= 7) tell(Request, at)
    }
  }

  function tell(Kind: typeof Chat | typeof Request, at: number): void {
    const language = cast.language()
    const talk = cast.talk(language, Kind === Chat)
    const person = cast.person(language, at, Kind === Chat)
    // Who has written is not always done with when the agent believes so.
    const isLeft = Kind === Request && at > now - 5 * day && random.isOnce(0.4)
    const asked = { talk, language, person, agent: random.one(agents), at }
    const end = new Kind(scene, isLeft ? { ...asked, lines: asked.talk.lines.length } : asked).tell()
    cast.isBusy(person, isLeft || end > now ? Infinity : end)
  }
}

/** What the team keeps to answer with. */
function tellReplies({ doors, random, site, team, add }: Scene, now: number): void {
  for (const reply of replies) {
    const asked = { ...reply, site: site.id, id: random.id(), isShared: true, was: 0 }
    add(now - days * day, () => doors.readyReplies.save(team[0]!, asked))
  }
}

/** What people looked for who then asked nobody, or wrote elsewhere. */
function tellSearches({ doors, random, site, add }: Scene, now: number): void {
  const count = (query: string, opened: string | null, times: number) => {
    for (let each = 0; each < times; each++) {
      const told = {
        query,
        opened,
        confident: opened !== null,
        asked: opened === null && random.isOnce(0.3),
        isNew: true,
      }
      const at = now - random.between(1, days * 24) * hour
      const from = random.id()
      add(at, () => doors.countSearches(site.id, { locale: 'el', searches: [told] }, from))
    }
  }
  for (const [query, times] of inVain) count(query, null, times)
  for (const [query, article, times] of found) count(query, article, times)
}
