// The `/visitor` namespace: who may open it, and what a visitor may say.

import { parse as parseBrowser } from 'bowser'
import type { Config } from '../config.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { Live, VisitorSocket } from '../live.ts'
import type { Transcripts } from '../mail/transcripts.ts'
import type { Checked } from '../identity.ts'
import { fromVisitor, Refused, type RefusalCode, version, visitorHandshake } from '../protocol.ts'
import { visitorOf } from '../visitors.ts'
import { answer, type Count, endpoint, type Limit, type Log } from './answer.ts'

/** Budgets, per visitor. */
const budgets = (limit: Limit) => ({
  start: limit('visitor-start', { points: 6, seconds: 60 }),
  send: limit('visitor-send', { points: 30, seconds: 30 }),
  open: limit('visitor-open', { points: 60, seconds: 30 }),
  sign: limit('visitor-sign', { points: 60, seconds: 30 }),
  close: limit('visitor-close', { points: 6, seconds: 60 }),
  transcript: limit('visitor-transcript', { points: 12, seconds: 600 }),
})

/** Budget of new sockets, per client address: a whole office may stand behind one. */
const handshakeBudget = { points: 120, seconds: 60 }

export interface VisitorParts {
  config: Config
  live: Live
  conversations: Conversations
  transcripts: Transcripts
  /** Who a token says its bearer is. */
  whoIs: (site: string, token: string | undefined) => Promise<Checked>
  limit: Limit
  count: Count
  log: Log
  addressOf: (socket: { handshake: { address: string; headers: Record<string, string | string[] | undefined> } }) => string
}

export function serveVisitors({ config, live, conversations, transcripts, whoIs, limit, count, log, addressOf }: VisitorParts): void {
  const handshakes = limit('visitor-handshake', handshakeBudget)
  const limiters = budgets(limit)
  const refuse = (next: (error: Error) => void, error: RefusalCode) => {
    log.info({ error }, 'visitor refused')
    next(Object.assign(new Error(error), { data: { error } }))
  }

  live.visitorSockets.use((socket, next) => {
    const parsed = visitorHandshake.safeParse(socket.handshake.auth)
    if (!parsed.success) return refuse(next, 'malformed')
    const { v, site: id, secret, token } = parsed.data
    if (v !== version) return refuse(next, 'reload')
    const site = config.sites.get(id)
    if (!site) return refuse(next, 'unknown-site')
    if (!site.origins.includes(socket.handshake.headers.origin ?? '')) return refuse(next, 'wrong-origin')
    const address = addressOf(socket)
    const admit = async () => {
      await handshakes.spend(address)
      const { identity } = await whoIs(id, token)
      socket.data = { ...visitorOf(id, secret, identity), address, browser: browserOf(socket.handshake.headers['user-agent']) }
    }
    admit().then(
      () => next(),
      (error: unknown) => {
        const code = error instanceof Refused ? error.code : 'failed'
        if (code === 'failed') log.error({ err: error }, 'fault')
        refuse(next, code)
      },
    )
  })

  live.visitorSockets.on('connection', (socket) => void welcome(socket, { live, conversations, transcripts, count, log, limiters }))
}

type Parts = Pick<VisitorParts, 'live' | 'conversations' | 'transcripts' | 'count' | 'log'> & { limiters: ReturnType<typeof budgets> }

async function welcome(socket: VisitorSocket, { live, conversations, transcripts, count, log, limiters }: Parts): Promise<void> {
  const { site, secretHash, identity, browser } = socket.data
  const visitor = { site, secretHash, identity }
  const here = { site, visitor: secretHash }
  const isFirst = !live.isHere(here)
  answer(
    socket,
    {
      'conversation:start': endpoint(fromVisitor['conversation:start'], limiters.start, (asked) =>
        conversations.start(visitor, asked, browser),
      ),
      'conversation:open': endpoint(fromVisitor['conversation:open'], limiters.open, ({ conversation, after }) =>
        conversations.openForVisitor(visitor, conversation, after),
      ),
      'message:send': endpoint(fromVisitor['message:send'], limiters.send, async (sent) => ({
        message: await conversations.receive(visitor, sent),
      })),
      'conversation:read': endpoint(fromVisitor['conversation:read'], limiters.sign, ({ conversation, seq }) =>
        conversations.readByVisitor(visitor, conversation, seq),
      ),
      'conversation:close': endpoint(fromVisitor['conversation:close'], limiters.close, async ({ conversation }) => ({
        conversation: await conversations.closeByVisitor(visitor, conversation),
      })),
      'transcript:ask': endpoint(fromVisitor['transcript:ask'], limiters.transcript, (asked) => transcripts.ask(visitor, asked)),
      'transcript:confirm': endpoint(fromVisitor['transcript:confirm'], limiters.transcript, (asked) => transcripts.confirm(visitor, asked)),
      typing: endpoint(fromVisitor.typing, limiters.sign, ({ conversation, on }) =>
        conversations.visitorTypes(visitor, conversation, on),
      ),
    },
    `${site} ${secretHash}`,
    log,
    count,
  )
  const fault = (err: unknown) => log.error({ err }, 'fault')
  const tell = () => conversations.cameOrWent(visitor).catch(fault)
  socket.on('disconnect', () => void (live.isHere(here) || tell()))
  await live.joinVisitor(socket)
  if (identity) await conversations.join(visitor).catch(fault)
  if (isFirst) await tell()
}

/** «Chrome 131 · Windows», for the agent; nothing finer is kept. */
export function browserOf(userAgent: string | undefined): string {
  if (!userAgent) return ''
  const { browser, os } = parseBrowser(userAgent)
  const name = [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' ')
  return [name, os.name].filter(Boolean).join(' · ')
}
