// The `/visitor` namespace: who may open it, and what a visitor may say.

import { parse as parseBrowser } from 'bowser'
import type { Config } from '../config/config.ts'
import { onPage } from '../conversations/author.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { Live, VisitorSocket, VisitorSocketData } from '../live/live.ts'
import type { Transcripts } from '../letters/transcripts.ts'
import type { Newcomers } from '../conversations/newcomers.ts'
import type { Checked } from '../visitors/identity.ts'
import { guarded } from '../faults.ts'
import { isSocketOf } from '../access.ts'
import { checkVersion, Refused } from '../protocol/answer.ts'
import { fromVisitor, visitorHandshake } from '../protocol/visitor.ts'
import { type Visitor, visitorOf } from '../visitors/visitors.ts'
import { admitting, handshakeBudget } from './admit.ts'
import { answer, type Budget, type Counts, endpoints, type Limit, type Log } from './answer.ts'
import { closeSocket, reasonOf } from './close.ts'

/** Budgets, per visitor and per client address: a whole office may stand behind one. */
function budgets(limit: Limit) {
  const perVisitor = (name: string, budget: Budget) => ({
    limiter: limit(`visitor-${name}`, budget),
    of: ({ data }: VisitorSocket) => data.secretHash,
  })
  const perAddress = (name: string, budget: Budget) => ({
    limiter: limit(`visitor-${name}-address`, budget),
    of: ({ data }: VisitorSocket) => data.address,
  })
  return {
    start: [perVisitor('start', { points: 6, seconds: 60 }), perAddress('start', { points: 60, seconds: 60 })],
    send: [perVisitor('send', { points: 30, seconds: 30 }), perAddress('send', { points: 300, seconds: 30 })],
    open: [perVisitor('open', { points: 60, seconds: 30 }), perAddress('open', { points: 1_200, seconds: 30 })],
    sign: [perVisitor('sign', { points: 60, seconds: 30 }), perAddress('sign', { points: 1_200, seconds: 30 })],
    transcript: [
      perVisitor('transcript', { points: 12, seconds: 600 }),
      perAddress('transcript', { points: 60, seconds: 600 }),
    ],
    close: [perVisitor('close', { points: 6, seconds: 60 }), perAddress('close', { points: 60, seconds: 60 })],
  }
}

export interface VisitorParts {
  config: Config
  live: Live
  conversations: Conversations
  newcomers: Newcomers
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
  const { live, conversations, limit, counts, log } = parts
  const handshakes = limit('visitor-handshake', handshakeBudget)
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
      if (!isHere()) await conversations.cameOrWent(socket.data)
    })
    socket.on('disconnect', gone)
    await live.joinVisitor(socket)
    if (socket.data.identity) await conversations.join(socket.data)
    // Agents see them a beat later: nobody need come back for that.
    if (isFirst) guarded(log, () => conversations.cameOrWent(socket.data))()
  }
  // Who is not known here as they should be comes back and is known then.
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
  { conversations, newcomers, transcripts }: Pick<VisitorParts, 'conversations' | 'newcomers' | 'transcripts'>,
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
      ({ conversation, after }, { data }) => conversations.openForVisitor(whoIsIt(data), conversation, after),
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
        conversation: await conversations.closeByVisitor(whoIsIt(data), conversation),
      }),
    ],
    'transcript:ask': [transcript, (asked, { data }) => transcripts.ask(whoIsIt(data), asked, data.address)],
    'transcript:confirm': [transcript, (asked, { data }) => transcripts.confirm(whoIsIt(data), asked)],
    typing: [sign, ({ conversation, on }, { data }) => conversations.visitorTypes(whoIsIt(data), conversation, on)],
  })

/** «Chrome 131 · Windows», for the agent; nothing finer is kept. */
export function browserOf(userAgent: string | undefined): string {
  if (!userAgent) return ''
  const { browser, os } = parseBrowser(userAgent)
  const name = [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' ')
  return [name, os.name].filter(Boolean).join(' · ')
}
