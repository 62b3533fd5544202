// The concepts, each made once, of what the ground and the others give it.

import { Acts } from '../acts/acts.ts'
import { Deadlines } from '../answers/deadlines.ts'
import { Conversations } from '../conversations/conversations.ts'
import { Finding } from '../conversations/finding.ts'
import { Newcomers } from '../conversations/newcomers.ts'
import { type Articles, openArticles } from '../faq/articles.ts'
import { Files } from '../files/files.ts'
import { AvailabilityBoard } from '../hours/availability.ts'
import { Overrides } from '../hours/overrides.ts'
import { Continuity } from '../letters/continuity.ts'
import { Drawer } from '../letters/drawer.ts'
import { isTopic } from '../letters/drawing.ts'
import { Letters } from '../letters/letters.ts'
import { Replies } from '../letters/replies.ts'
import { Transcripts } from '../letters/transcripts.ts'
import { Failures } from '../mail/failures.ts'
import { createMailHealth } from '../mail/health.ts'
import { Arrivals } from '../mail/inbound/arrivals.ts'
import { Intake } from '../mail/inbound/intake.ts'
import { Reader, readersOf } from '../mail/inbound/reader.ts'
import { createSender } from '../mail/sender.ts'
import { signaturesOf } from '../mail/transport.ts'
import { openStaff } from '../staff/staff.ts'
import { newReference } from '../tickets/reference.ts'
import { Tickets } from '../tickets/tickets.ts'
import type { Ground } from './ground.ts'

export type Concepts = Awaited<ReturnType<typeof makeConcepts>>

export async function makeConcepts(ground: Ground, { mailLease }: { mailLease: number | undefined }) {
  const { config, secret, store, clock, realClock, log, live, limit } = ground
  const { sites } = config
  // Whoever queues a mail is made before what sends it.
  const queued = () => post.sender.wake()
  const letters = new Letters({ config, secret, realClock: ground.realClock })
  const articles = await openArticles(config, log)
  const folder = config.databaseUrl === null ? config.data : null
  const files = new Files({ store, rules: config.files, folder, clock, secret, log })
  const replies = new Replies({ store, letters, queued })
  const conversations = new Conversations({ store, live, clock, sites, files, replies })
  const post = postOf(ground, { articles, files, conversations, mailLease })
  const newcomers = new Newcomers({ store, limit })
  const talk = { store, conversations, clock, sites, letters, queued }
  const tickets = new Tickets({
    ...talk,
    newcomers,
    isTopic: (site, topic) => isTopic(topic, sites.get(site)!, articles),
    realClock: ground.realClock,
    newReference,
  })
  const intake = new Intake({ ...talk, config, files, tickets, secret, realClock: ground.realClock, log })
  const overrides = new Overrides({ sites, store, clock })
  const deadlines = new Deadlines({ ...talk, live, tickets, overrides, log })
  const staff = openStaff({ store, secret, url: config.url, origins: ground.origins, ...config.staff })
  return {
    staff,
    acts: new Acts({ ...talk, faceOf: (id) => staff.face(id) }),
    articles,
    files,
    conversations,
    finding: new Finding(store),
    newcomers,
    tickets,
    intake,
    arrivals: new Arrivals({ sites, store, files, realClock: ground.realClock }),
    readers: readersOf(sites.values()).map(
      (read) => new Reader({ ...read, store, intake, lease: mailLease, clock: ground.realClock, log }),
    ),
    deadlines,
    ...post,
    availability: new AvailabilityBoard({
      sites,
      maxFileSize: config.files?.maxSize ?? null,
      live,
      overrides,
      changed: (site) => deadlines.count(site),
      mailHealth: post.mailHealth,
      clock,
      log,
    }),
    continuity: new Continuity({ ...talk, live }),
    transcripts: new Transcripts({ ...talk, newcomers, realClock, secret, mayMail: post.mailHealth.isSet }),
  }
}

interface Posting {
  articles: Articles
  files: Files
  conversations: Conversations
  mailLease: number | undefined
}

/** What draws and sends what is queued, and says how that goes. */
function postOf({ config, store, realClock, log }: Ground, { articles, files, conversations, mailLease }: Posting) {
  const { sites, url } = config
  const told = (conversation: string) => conversations.tellAgents(conversation)
  const failed = (conversation: string) => conversations.publish(conversation)
  const sender = createSender({
    store,
    smtpUrl: config.smtpUrl,
    pauses: config.mailPauses,
    lease: mailLease,
    sign: signaturesOf(config),
    drawer: new Drawer({ sites, url, articles, store, failed, realClock, log }),
    filesOf: (ids) => files.whole(ids),
    failed: told,
    clock: realClock,
    log,
  })
  return {
    sender,
    mailHealth: createMailHealth({ config, store, realClock }),
    failures: new Failures({ store, publish: told, realClock, queued: sender.wake }),
  }
}
