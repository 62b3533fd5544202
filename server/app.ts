// The one screen that wires everything: configuration and a clock go in, a server comes out.

import type { Config } from './config/config.ts'
import { guarded } from './faults.ts'
import { makeConcepts } from './start/concepts.ts'
import { openGround } from './start/ground.ts'
import { Ports } from './start/ports.ts'
import { startRounds } from './start/rounds.ts'
import type { Surroundings } from './start/surroundings.ts'
import { serve } from './start/wires.ts'

/** Builds a server that does not listen yet. */
export async function createApp(given: Config, surroundings: Surroundings) {
  const ground = await openGround(given, surroundings)
  const concepts = await makeConcepts(ground, surroundings)
  await serve(ground, concepts, surroundings)
  const rounds = startRounds(ground, concepts)
  const ports = new Ports(ground)
  const { store, live, log } = ground
  const { staff, conversations, publisher, deadlines, continuity, sender, readers } = concepts
  live.onGone(guarded(log, (visitor) => publisher.cameOrWent({ ...visitor, identity: null })))

  return {
    staff,
    consents: concepts.consents,
    store,
    conversations,
    cards: concepts.cards,
    learning: concepts.learning,
    deadlines,
    offers: concepts.offers,
    continuity,
    beat: rounds.beat,
    /** The address of a page that makes an owner; null: there is one. */
    firstOwner: () => staff.links.firstOwner(),
    /** @returns the port */
    async listen(port: number, hosts: readonly [string, ...string[]]): Promise<number> {
      const bound = await ports.listen(port, hosts)
      sender.wake()
      for (const reader of readers) reader.start()
      await deadlines.start()
      return bound
    },
    /** Ends cleanly: no new sockets, the writer drained, mail left in its table. */
    async close(): Promise<void> {
      await rounds.stop()
      await deadlines.stop()
      concepts.articles.close()
      ports.closeOthers()
      live.leave()
      await ground.io.close()
      ground.redis?.close()
      await ground.http.close()
      await Promise.all([sender.stop(), ...readers.map((reader) => reader.stop())])
      await store.close()
    },
  }
}
