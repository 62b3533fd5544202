// The `/visitor` namespace: who may open it, and what a visitor may say.

import { parse as parseBrowser } from 'bowser'
import type { Config } from '../config.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { Live, VisitorSocket } from '../live.ts'
import type { Transcripts } from '../mail/transcripts.ts'
import type { Checked } from '../identity.ts'
import { fromVisitor, Refused, type RefusalCode, version, visitorHandshake } from '../protocol.ts'
import { type Visitor, visitorOf } from '../visitors.ts'
import { answer, type Budget, type Counts, endpoint, type Limit, type Log, originOf } from './answer.ts'
import { reasonOf } from './close.ts'

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

/** Budget of new sockets, per client address. */
const handshakeBudget = { points: 120, seconds: 60 }

export interface VisitorParts {
  config: Config
  live: Live
  conversations: Conversations
  transcripts: Transcripts
  /** Who a token says its bearer is. */
  whoIs: (site: string, token: string | undefined) => Promise<Checked>
  limit: Limit
  counts: Counts
  log: Log
  addressOf: (socket: {
    handshake: { address: string; headers: Record<string, string | string[] | undefined> }
  }) => string
}

export function serveVisitors({
  config,
  live,
  conversations,
  transcripts,
  whoIs,
  limit,
  counts,
  log,
  addressOf,
}: VisitorParts): void {
  const handshakes = limit('visitor-handshake', handshakeBudget)
  const endpoints = endpointsOf({ conversations, transcripts }, budgets(limit))
  const refuse = (next: (error: Error) => void, error: RefusalCode, retryAfter?: number) => {
    log.info({ error }, 'visitor refused')
    counts.refused('/visitor', error)
    next(Object.assign(new Error(error), { data: { error, ...(retryAfter !== undefined && { retryAfter }) } }))
  }

  live.visitorSockets.use((socket, next) => {
    const parsed = visitorHandshake.safeParse(socket.handshake.auth)
    if (!parsed.success) return refuse(next, 'malformed')
    const { v, site: id, secret, token } = parsed.data
    if (v !== version) return refuse(next, 'reload')
    const site = config.sites.get(id)
    if (!site) return refuse(next, 'unknown-site')
    if (!site.origins.includes(originOf(socket.handshake.headers))) return refuse(next, 'wrong-origin')
    const address = addressOf(socket)
    const admit = async () => {
      await handshakes.spend(address)
      const { identity } = await whoIs(id, token)
      socket.data = {
        ...visitorOf(id, secret, identity),
        address,
        browser: browserOf(socket.handshake.headers['user-agent']),
      }
    }
    admit().then(
      () => next(),
      (error: unknown) => {
        if (error instanceof Refused) return refuse(next, error.code, error.retryAfter)
        fault(error)
        refuse(next, 'failed')
      },
    )
  })

  const fault = (err: unknown) => log.error({ err }, 'fault')
  const tell = (visitor: Visitor) => conversations.cameOrWent(visitor).catch(fault)
  live.visitorSockets.on('connection', async (socket) => {
    const isHere = () => live.isHere({ site: socket.data.site, visitor: socket.data.secretHash })
    const isFirst = !isHere()
    answer(socket, endpoints, log, counts)
    socket.on('disconnect', (reason, details) => {
      counts.closed('/visitor', reasonOf(socket, reason, details))
      if (!isHere()) void tell(socket.data)
    })
    await live.joinVisitor(socket)
    if (socket.data.identity) await conversations.join(socket.data).catch(fault)
    if (isFirst) await tell(socket.data)
  })
}

/** What a visitor may say. */
const endpointsOf = (
  { conversations, transcripts }: Pick<VisitorParts, 'conversations' | 'transcripts'>,
  { start, send, open, sign, transcript, close }: ReturnType<typeof budgets>,
) => ({
  'conversation:start': endpoint(fromVisitor['conversation:start'], start, (asked, { data }: VisitorSocket) =>
    conversations.start(data, asked, data.browser),
  ),
  'conversation:open': endpoint(
    fromVisitor['conversation:open'],
    open,
    ({ conversation, after }, { data }: VisitorSocket) => conversations.openForVisitor(data, conversation, after),
  ),
  'message:send': endpoint(fromVisitor['message:send'], send, async (sent, { data, id }: VisitorSocket) => ({
    message: await conversations.receive(data, sent, id),
  })),
  'conversation:read': endpoint(
    fromVisitor['conversation:read'],
    sign,
    ({ conversation, seq }, { data }: VisitorSocket) => conversations.readByVisitor(data, conversation, seq),
  ),
  'conversation:close': endpoint(
    fromVisitor['conversation:close'],
    close,
    async ({ conversation }, { data }: VisitorSocket) => ({
      conversation: await conversations.closeByVisitor(data, conversation),
    }),
  ),
  'transcript:ask': endpoint(fromVisitor['transcript:ask'], transcript, (asked, { data }: VisitorSocket) =>
    transcripts.ask(data, asked),
  ),
  'transcript:confirm': endpoint(fromVisitor['transcript:confirm'], transcript, (asked, { data }: VisitorSocket) =>
    transcripts.confirm(data, asked),
  ),
  typing: endpoint(fromVisitor.typing, sign, ({ conversation, on }, { data }: VisitorSocket) =>
    conversations.visitorTypes(data, conversation, on),
  ),
})

/** «Chrome 131 · Windows», for the agent; nothing finer is kept. */
export function browserOf(userAgent: string | undefined): string {
  if (!userAgent) return ''
  const { browser, os } = parseBrowser(userAgent)
  const name = [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' ')
  return [name, os.name].filter(Boolean).join(' · ')
}
