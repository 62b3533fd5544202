// The `/visitor` namespace: who may open it, and what a visitor may say.

import { parse as parseBrowser } from 'bowser'
import type { Config } from '../config/config.ts'
import { onPage } from '../conversations/author.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { Publisher } from '../conversations/publisher.ts'
import type { Ratings } from '../conversations/ratings.ts'
import type { Reading } from '../conversations/reading.ts'
import type { Live } from '../live/live.ts'
import type { VisitorSocket, VisitorSocketData } from '../live/sockets.ts'
import type { Transcripts } from '../letters/transcripts.ts'
import type { Newcomers } from '../conversations/newcomers.ts'
import type { Checked } from '../visitors/identity.ts'
import { guarded } from '../faults.ts'
import { isSocketOf } from '../access.ts'
import { checkVersion, Refused } from '../protocol/answer.ts'
import { fromVisitor, visitorHandshake } from '../protocol/visitor.ts'
import { type Visitor, visitorOf } from '../visitors/visitors.ts'
import type { Proving } from '../visitors/proving.ts'
import { admitting } from './admit.ts'
import { answer, type Counts, endpoints, type Limit, type Log } from './answer.ts'
import { closeSocket, reasonOf } from './close.ts'

/** Whom each pays for: the visitor, and their client address. */
function budgets(limit: Limit) {
  const both = (name: 'start' | 'send' | 'open' | 'sign' | 'transcript' | 'close') => [
    { limiter: limit(`visitor-${name}`), of: ({ data }: VisitorSocket) => data.secretHash },
    { limiter: limit(`visitor-${name}-address`), of: ({ data }: VisitorSocket) => data.address },
  ]
  return {
    start: both('start'),
    send: both('send'),
    open: both('open'),
    sign: both('sign'),
    transcript: both('transcript'),
    close: both('close'),
  }
}

interface VisitorParts {
  config: Config
  live: Live
  conversations: Conversations
  publisher: Publisher
  reading: Reading
  newcomers: Newcomers
  proving: Pick<Proving, 'handOver'>
  ratings: Ratings
  transcripts: Transcripts
  /** Who a token says its bearer is. */
  whoIs: (site: string, token: string | undefined) => Promise<Checked>
  clock: () => number
  limit: Limit
  counts: Counts
  log: Log
  addressOf: (socket: {
    handshake: { address: string; headers: Record<string, string | string[] | undefined> }
  }) => string
}

export function serveVisitors(parts: VisitorParts): void {
  const { live, conversations, publisher, limit, counts, log } = parts
  const handshakes = limit('visitor-handshake')
  const served = endpointsOf(parts, budgets(limit))
  const admitOne = admitting<VisitorSocket>(
    'visitor',
    handshakes,
    (socket, address) => admit(socket, address, parts),
    parts,
  )
  live.visitorSockets.use(admitOne)
  const serve = async (socket: VisitorSocket) => {
    const isHere = () => live.isHere({ site: socket.data.site, visitor: socket.data.secretHash })
    const isFirst = !isHere()
    answer(socket, served, parts)
    const gone = guarded(log, async (reason: string, details: unknown) => {
      counts.closed('/visitor', reasonOf(socket, reason, details))
      if (!isHere()) await publisher.cameOrWent(socket.data)
    })
    socket.on('disconnect', gone)
    await live.joinVisitor(socket)
    if (socket.data.identity) await conversations.join(socket.data)
    // Agents see them a beat later: nobody need come back for that.
    if (isFirst) guarded(log, () => publisher.cameOrWent(socket.data))()
  }
  // Whoever is not known here as they should be comes back and is known then.
  live.visitorSockets.on(
    'connection',
    guarded(log, serve, (socket) => closeSocket(socket, 'failed')),
  )
}

async function admit(socket: VisitorSocket, address: string, { config, whoIs }: VisitorParts): Promise<void> {
  const { auth, headers } = socket.handshake
  const parsed = visitorHandshake.safeParse(auth)
  if (!parsed.success) throw new Refused('malformed')
  const { v, site: id, secret, token } = parsed.data
  checkVersion(v)
  const site = config.sites.get(id)
  if (!site) throw new Refused('unknown-site')
  if (!isSocketOf(site.origins, headers)) throw new Refused('wrong-origin')
  const { identity } = await whoIs(id, token)
  socket.data = { ...visitorOf(id, secret, identity), address, browser: browserOf(headers['user-agent']) }
}

/** Who speaks, as far as that is proved now: a token may end while its socket is open. Tokens keep real time. */
function whoIsIt(data: VisitorSocketData): Visitor {
  return data.identity && data.identity.expiresAt <= Date.now() ? { ...data, identity: null } : data
}

/** What a visitor may say. */
const endpointsOf = (
  { conversations, publisher, reading, newcomers, proving, ratings, transcripts, log }: VisitorParts,
  { start, send, open, sign, transcript, close }: ReturnType<typeof budgets>,
) =>
  endpoints<typeof fromVisitor, VisitorSocket>(fromVisitor, {
    'conversation:start': [
      start,
      async (asked, { data }) => {
        const visitor = whoIsIt(data)
        await newcomers.admit(visitor, data.address)
        return conversations.start(visitor, asked, data.browser)
      },
    ],
    'conversation:open': [
      open,
      async ({ conversation, after, page }, { data }) => {
        const opened = await reading.openForVisitor(whoIsIt(data), conversation, after)
        // What was missed is not kept waiting by it.
        const { conversation: shown } = opened
        if (page && shown?.state === 'open') guarded(log, () => publisher.visitorIsOn(page, shown.id))()
        return opened
      },
    ],
    'message:send': [
      send,
      async (sent, { data, id }) => ({ message: await conversations.receive(onPage(whoIsIt(data), id), sent) }),
    ],
    'conversation:read': [
      sign,
      ({ conversation, seq }, { data }) => conversations.readByVisitor(whoIsIt(data), conversation, seq),
    ],
    'conversation:close': [
      close,
      async ({ conversation }, { data }) => ({
        conversation: await conversations.close(onPage(whoIsIt(data)), conversation),
      }),
    ],
    'conversation:rate': [
      close,
      async (rated, { data }) => ({ conversation: await ratings.rate(whoIsIt(data), rated) }),
    ],
    'transcript:ask': [transcript, (asked, { data }) => transcripts.ask(whoIsIt(data), asked, data.address)],
    'transcript:confirm': [transcript, (asked, { data }) => transcripts.confirm(whoIsIt(data), asked)],
    'data:open': [transcript, async (_, { data }) => ({ key: proving.handOver(whoIsIt(data)) })],
    typing: [sign, ({ conversation, on }, { data }) => publisher.visitorTypes(whoIsIt(data), conversation, on)],
  })

/** «Chrome 131 · Windows», for the agent; nothing finer is kept. */
export function browserOf(userAgent: string | undefined): string {
  if (!userAgent) return ''
  const { browser, os } = parseBrowser(userAgent)
  const name = [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' ')
  return [name, os.name].filter(Boolean).join(' · ')
}
