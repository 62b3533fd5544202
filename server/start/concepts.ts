// The concepts, each made once, of what the ground and the others give it.

import { Acts, type ActsParts } from '../acts/acts.ts'
import { Withdrawing } from '../acts/withdrawing.ts'
import { Deadlines } from '../answers/deadlines.ts'
import { type ConversationParts, Conversations } from '../conversations/conversations.ts'
import { Drafts } from '../conversations/drafts.ts'
import { Finding } from '../conversations/finding.ts'
import { Heartbeat } from '../conversations/heartbeat.ts'
import { Indexing } from '../conversations/indexing.ts'
import { Newcomers } from '../conversations/newcomers.ts'
import { Publisher } from '../conversations/publisher.ts'
import { Ratings } from '../conversations/ratings.ts'
import { Reading, type ReadingParts } from '../conversations/reading.ts'
import { type Articles, openArticles } from '../faq/articles.ts'
import { Cards } from '../faq/cards.ts'
import { Learning } from '../faq/learning.ts'
import { Files } from '../files/files.ts'
import { AvailabilityBoard } from '../hours/availability.ts'
import { Overrides } from '../hours/overrides.ts'
import { closingMails, type ClosingParts } from '../letters/closing.ts'
import { Continuity } from '../letters/continuity.ts'
import { Drawer } from '../letters/drawer.ts'
import { Letters } from '../letters/letters.ts'
import { Replies } from '../letters/replies.ts'
import { isTopic } from '../letters/topics.ts'
import { Transcripts } from '../letters/transcripts.ts'
import { Failures } from '../mail/failures.ts'
import { Consents } from '../mail/consent/consents.ts'
import { createMailHealth, type MailHealth } from '../mail/health.ts'
import { Arrivals } from '../mail/inbound/arrivals.ts'
import type { IntakeParts } from '../mail/inbound/intake.ts'
import { readersOf } from '../mail/inbound/mailboxes.ts'
import { Reader } from '../mail/inbound/reader.ts'
import { Sender } from '../mail/sender.ts'
import { signaturesOf, userOf } from '../mail/transport.ts'
import { Pushes } from '../push/pushes.ts'
import { ReadyReplies } from '../replies/readyReplies.ts'
import { Views } from '../replies/views.ts'
import { Inviting } from '../staff/inviting.ts'
import { openStaff, type Staff } from '../staff/staff.ts'
import { newReference as anyReference } from '../tickets/reference.ts'
import { type RequestParts, Requests } from '../tickets/requests.ts'
import { Teams } from '../staff/teams.ts'
import { Tickets } from '../tickets/tickets.ts'
import { Claims } from '../visitors/claims.ts'
import { listFile } from '../visitors/erasures.ts'
import { Proving } from '../visitors/proving.ts'
import { languageOf } from '../../widget/locale.ts'
import { uncountedSearches } from '../visitors/searched.ts'
import { attendingOf } from './attending.ts'
import type { Ground } from './ground.ts'
import type { Surroundings } from './surroundings.ts'

export type Concepts = Awaited<ReturnType<typeof makeConcepts>>

type Wishes = Pick<Surroundings, 'mailLease' | 'replyDelay'> & { newReference?: () => string }

export async function makeConcepts(ground: Ground, { mailLease, replyDelay, newReference = anyReference }: Wishes) {
  const { config, secret, store, clock, realClock, log, live, limit } = ground
  const { sites, url, oidc } = config
  // Whoever queues a mail is made before what sends it.
  const queued = () => post.sender.wake()
  const letters = new Letters({ config, secret, realClock, replyDelay })
  const shelves = await shelvesOf(ground)
  const { articles, cards, files } = shelves
  const replies = new Replies({ store, letters, queued })
  const pushes = new Pushes(ground)
  const publisher = new Publisher({ store, live, sites, files, pushes })
  const consents = consentsOf(ground, { letters, queued })
  const post = postOf(ground, { articles, cards, files, publisher, consents, mailLease })
  const indexing = new Indexing({ store, log })
  const newcomers = new Newcomers({ store, limit })
  const talk = { store, publisher, clock, realClock, sites, letters, queued }
  const isTopicOf = (site: string, topic: string) => isTopic(topic, sites.get(site)!, articles)
  const tickets = new Tickets({ ...talk, newcomers, isTopic: isTopicOf, newReference })
  const afresh = { ...talk, tickets }
  const staff = openStaff({ ...talk, ...config.staff, secret, url, oidc, origins: ground.origins })
  const intake = intakeOf({ ...talk, config, files, tickets, replies, staffAt: staff.faceAt, secret, log })
  const overrides = new Overrides({ sites, store, clock })
  const deadlines = new Deadlines({ ...talk, live, tickets, overrides, log })
  const teams = new Teams({ ...talk, live, staff })
  const acts = actsOf({ ...talk, secret }, { staff, teams, tickets })
  return {
    staff,
    teams,
    pushes,
    inviting: new Inviting({ ...talk, ...staff, canMail: [...sites.keys()].some(post.mailHealth.isSet) }),
    acts,
    withdrawing: new Withdrawing({ ...talk, files, acts, replies }),
    ...shelves,
    ...conversationsOf({ ...talk, ...shelves, acts, replies, faces: staff.faces, secret, afresh }),
    publisher,
    proving: new Proving({ ...talk, secret }),
    claims: new Claims({ ...talk, secret, list: listFile(config.data) }),
    indexing,
    learning: learningOf(ground, articles, staff),
    finding: new Finding(store, indexing, (site) => !!sites.get(site)?.locales.some((tag) => languageOf(tag) === 'de')),
    ...keptOf(ground, cards),
    ...attendingOf(ground, { overrides, publisher }),
    newcomers,
    tickets,
    intake,
    consents,
    arrivals: new Arrivals({ config, store, files, consents, realClock }),
    readers: readersOf(sites.values()).map(
      (read) => new Reader({ ...read, store, intake, consents, lease: mailLease, clock: realClock, log }),
    ),
    deadlines,
    ...post,
    availability: boardOf(ground, { deadlines, overrides, mailHealth: post.mailHealth }),
    continuity: new Continuity({ ...talk, live }),
    transcripts: new Transcripts({ ...talk, newcomers, realClock, secret, mayMail: post.mailHealth.isSet }),
  }
}

/** What agents keep to answer with, and to find their way; and the beat that says they are there. */
const keptOf = ({ config: { sites }, store, live, clock }: Ground, cards: Cards) => ({
  heartbeat: new Heartbeat({ store, live }),
  drafts: new Drafts({ store, live, cards, clock }),
  readyReplies: new ReadyReplies({ store, sites, live }),
  views: new Views({ store, live }),
})

/** What people read, send each other of it, and attach. */
async function shelvesOf(ground: Ground) {
  const { config, secret, log } = ground
  const articles = await openArticles(config, log)
  const cards = new Cards({ secret, sites: config.sites, articles })
  const folder = config.databaseUrl === null ? config.data : null
  return { articles, cards, files: new Files({ ...ground, cards, rules: config.files, folder }) }
}

/** What visitors are told of when somebody is there. */
const boardOf = (
  { config, clock, live, log }: Ground,
  parts: { deadlines: Deadlines; overrides: Overrides; mailHealth: MailHealth },
): AvailabilityBoard =>
  new AvailabilityBoard({
    sites: config.sites,
    clock,
    url: config.url,
    maxFileSize: config.files?.maxSize ?? null,
    live,
    overrides: parts.overrides,
    changed: (site) => parts.deadlines.count(site),
    mailHealth: parts.mailHealth,
    log,
  })

/** What search learns from use. */
const learningOf = ({ config, store, clock }: Ground, articles: Articles, staff: Staff): Learning =>
  new Learning({
    store,
    sites: config.sites,
    articles,
    clock,
    hiddenAt: (site, locale) => uncountedSearches(store, site, locale),
    teamNames: async () => (await staff.faces()).map(({ name }) => name),
  })

/** What opens mailboxes without a password. */
const consentsOf = (
  { config, secret, store, realClock, log }: Ground,
  { letters, queued }: { letters: Letters; queued: () => void },
): Consents =>
  new Consents({
    config,
    secret,
    store,
    letterTo: (owner, site, user) => letters.mailboxGone(owner, site, user),
    queued,
    clock: realClock,
    log,
  })

/** Takes what comes in by mail. What reads mails holds 3 MB, which a server that none comes to does without. */
const intakeOf = (parts: IntakeParts) => async () => {
  const { Intake } = await import('../mail/inbound/intake.ts')
  return new Intake(parts)
}

type Acting = Omit<ActsParts, 'heirOf' | 'faces' | 'makeRequest' | 'newReference' | 'closing'> & ClosingParts

function actsOf(parts: Acting, { staff, teams, tickets }: { staff: Staff; teams: Teams; tickets: Tickets }): Acts {
  return new Acts({
    ...parts,
    heirOf: async (id) => (await staff.face(id)) ?? teams.heir(id),
    faces: () => staff.faces(),
    closing: closingMails(parts),
    newReference: () => tickets.freeReference(),
    // Of what is known already.
    makeRequest: (row, email) =>
      tickets.make(row, { email, name: null, topic: '', context: row.context, isTrap: false, isHeldBack: false }),
  })
}

/** What is written in conversations, read of them, and followed of them without an account. */
function conversationsOf(parts: ConversationParts & ReadingParts & Omit<RequestParts, 'conversations' | 'reading'>): {
  conversations: Conversations
  reading: Reading
  requests: Requests
  ratings: Ratings
} {
  const conversations = new Conversations(parts)
  const reading = new Reading(parts)
  const requests = new Requests({ ...parts, conversations, reading })
  return { conversations, reading, requests, ratings: new Ratings(parts) }
}

interface Posting {
  articles: Articles
  cards: Cards
  files: Files
  publisher: Publisher
  consents: Consents
  mailLease: number | undefined
}

/** What draws and sends what is queued, and says how that goes. */
function postOf(
  { config, secret, store, realClock, log }: Ground,
  { articles, cards, files, publisher, consents, mailLease }: Posting,
) {
  const { sites, url } = config
  const told = (conversation: string) => publisher.tellAgents(conversation)
  const failed = (conversation: string) => publisher.publish(conversation)
  const sender = new Sender({
    store,
    smtpUrl: config.smtpUrl,
    tokens: config.smtpUrl === null ? null : consents.tokensOf(userOf(config.smtpUrl)),
    pauses: config.mailPauses,
    lease: mailLease,
    sign: signaturesOf(config),
    drawer: new Drawer({ sites, url, secret, articles, cards, store, failed, realClock, log }),
    filesOf: (ids) => files.whole(ids),
    failed: told,
    clock: realClock,
    log,
  })
  return {
    sender,
    mailHealth: createMailHealth({ config, store, realClock }),
    failures: new Failures({ store, publish: told, realClock, queued: () => sender.wake() }),
  }
}
