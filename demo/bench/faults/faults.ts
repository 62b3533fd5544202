// Promise 1, by breaking things: a real server, ten people in real tabs, and an adversary between them with a seed.
// node demo/bench/faults/faults.ts --seconds S --seed N [--nodes N] [--break NAME] [--smtp-failures P] [--mail-in]
// [--json] [--verbose]

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../../server/config/config.ts'
import { Letters } from '../../../server/letters/letters.ts'
import { openStaff } from '../../../server/staff/staff.ts'
import { openStore } from '../../../server/store/open.ts'
import { freePort } from '../../../server/test/ports.ts'
import { agents as accounts } from '../../demo.ts'
import { launch } from '../../e2e/browser.ts'
import { openMailbox } from '../../mailbox.ts'
import { createSite } from '../../site.ts'
import { unleash } from './adversary.ts'
import { openDatabases, openFile } from './backing.ts'
import { breaks } from './breaks.ts'
import { buildInto } from './build.ts'
import { Ledger } from './ledger.ts'
import { judgeAnswers, type MailIn, openMailIn, secrets, team, unstored } from './mailIn.ts'
import { awaited, judgeMails, openPost } from './mails.ts'
import { startNodes } from './nodes.ts'
import { passBy } from './passing.ts'
import { Agent, Visitor, Writer } from './people.ts'
import { numbersOf, planOf } from './plan.ts'
import { openProxy } from './proxy.ts'
import { acknowledged, judge, type Screen } from './verdict.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '1' },
    break: { type: 'string', default: '' },
    'smtp-failures': { type: 'string' },
    'mail-in': { type: 'boolean' },
    json: { type: 'boolean' },
    verbose: { type: 'boolean' },
  },
})
const broken = values.break
if (broken && !(breaks as readonly string[]).includes(broken))
  throw new Error(`--break ${broken}: write one of ${breaks.join(', ')}`)
const asked = values['smtp-failures'] ?? (values['mail-in'] ? '0' : undefined)
const failures = asked === undefined ? null : Number(asked)
if (failures !== null && !(failures >= 0 && failures < 1))
  throw new Error(`--smtp-failures ${values['smtp-failures']}: write a number from 0 to less than 1, like 0.5`)
const seconds = Number(values.seconds)
const seed = Number(values.seed)
const count = { nodes: Number(values.nodes), visitors: 8, agents: 2 }
/** How long after everything is healed nothing may be missing any more, ms. */
const recovery = 20_000
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const timeline: string[] = []
const began = Date.now()
const now = () => Date.now() - began
const note = (text: string) => {
  const line = `${(now() / 1_000).toFixed(2).padStart(7)} ${text}`
  timeline.push(line)
  if (values.verbose) console.error(line)
}

/** What later runs need not do again. */
const cache = join(tmpdir(), `rotame-faults-cache-${process.getuid?.() ?? ''}`)
const home = mkdtempSync(join(tmpdir(), 'rotame-faults-'))
const dist = join(home, 'dist')
mkdirSync(dist)
await buildInto(dist, broken)
const backing = count.nodes > 1 ? await openDatabases() : openFile(join(home, 'data'))
const ends: (() => Promise<unknown>)[] = [backing.end]

async function run(): Promise<number> {
  const numbers = numbersOf(seed)
  const ledger = new Ledger()
  const ports = await Promise.all(Array.from({ length: count.nodes }, freePort))
  let isUp: (node: number) => boolean = () => false
  let upSince = () => 0
  const proxy = await openProxy({
    numbers: numbersOf(seed + 1),
    ports,
    isUp: (node) => isUp(node),
    upSince: () => upSince(),
    note,
  })
  ends.unshift(async () => proxy.close())
  const names = Array.from({ length: count.visitors }, (_, at) => `v${at}`)
  const post = failures === null ? null : await openPost({ failures, numbers: numbersOf(seed + 3) })
  if (post) ends.unshift(post.end)
  const mailIn = values['mail-in'] ? await openMailIn(numbersOf(seed + 4)) : null
  if (mailIn) ends.unshift(mailIn.end)
  const writing = post ? ['m0', 'm1'] : []
  const site = await openSite(proxy.port)
  const folder = writeOwnersFiles(
    proxy.port,
    [...names, ...writing].map((name) => `http://${name}.localhost:${site.port}`),
    mailIn?.inbound,
  )
  const env = {
    ...backing.env,
    ...(mailIn && secrets),
    ROTAME_DATA: join(home, 'data'),
    ROTAME_DIST: dist,
    LIMITS_FACTOR: '1000',
    BREAK: broken,
    LOG_LEVEL: 'info',
    ...(post && { SMTP_URL: post.url, MAIL_PAUSES: Array(200).fill('1s').join() }),
    NODE_COMPILE_CACHE: join(cache, 'code'),
  }
  await makeAccounts(folder, { ...env, PORT: '0' })
  const plan = planOf({ seed, seconds, ...count })
  const nodes = await startNodes({
    ports,
    folder,
    env,
    ahead: plan.filter(({ kind }) => kind === 'kill').length + 1,
    note,
  })
  ends.unshift(nodes.end)
  isUp = nodes.isUp
  upSince = nodes.upSince

  const browser = await launch('--renderer-process-limit=3')
  ends.unshift(() => browser.close())
  const around = { browser, ledger, numbers, note, now }
  let nextToClose: Awaited<ReturnType<typeof passBy>> = () => undefined
  const consoles = ['localhost', '127.0.0.1']
  const agents = consoles.map(
    (host, at) =>
      new Agent(
        at,
        `http://${host}:${proxy.port}`,
        {
          visitors: [...names, ...writing].filter((_, place) => place % 2 === at),
          nextToClose: () => nextToClose(at),
        },
        around,
      ),
  )
  const visitors = names.map((name) => new Visitor(name, `http://${name}.localhost:${site.port}`, around))
  const writers = writing.map((name) => new Writer(name, `http://${name}.localhost:${site.port}`, around))
  await Promise.all(agents.map((agent) => agent.arrive()))
  await Promise.all(writers.map((writer) => writer.arrive()))
  await Promise.all(visitors.map((visitor) => visitor.arrive()))
  const origin = `http://${names[0]}.localhost:${site.port}`
  nextToClose = await passBy({ port: proxy.port, origin, ledger, now })
  // Two of them begin their conversations under fire.
  for (const visitor of visitors.slice(2)) await visitor.write()
  note('all tabs are ready')

  const settle =
    mailIn && post
      ? await mailIn.begin({
          numbers: numbersOf(seed + 5),
          ledger,
          taken: post.taken,
          url: `http://localhost:${proxy.port}`,
          origin: `http://${writing[0]}.localhost:${site.port}`,
          note,
          now,
        })
      : null
  await unleash({
    plan,
    seconds,
    proxy,
    nodes,
    backing,
    visitors,
    agents,
    writers,
    ledger,
    numbers: numbersOf(seed + 2),
    note,
    isUp,
    count: count.nodes,
  })
  post?.heal()
  await settle?.()
  note('everything is healed')
  await wait(recovery)
  for (const agent of agents) await agent.lookAgain()

  const screens: Screen[] = []
  for (const visitor of visitors)
    for (const [at, lines] of (await visitor.drawnAtLast()).entries())
      screens.push({ name: `${visitor.name} tab ${at}`, visitor: visitor.name, lines })
  const listings = []
  // As it stands everywhere, before anything is asked for again: what one agent reads, the others are told of.
  for (const agent of agents) {
    listings.push({ name: agent.name, rows: await agent.rows() })
    const lines = await agent.drawn()
    const visitor = lines[0]?.text.split('·')[0]
    if (visitor) screens.push({ name: `${agent.name} as it stands`, visitor, lines })
  }
  for (const agent of agents)
    for (const name of names) screens.push({ name: agent.name, visitor: name, lines: await agent.look(name) })
  // A mail that a killed node held waits until that is over.
  if (post)
    for (const end = Date.now() + 45_000; Date.now() < end && awaited(ledger, post.taken, team) > 0;) await wait(200)
  // So does the mailbox that it held, and its lines are cut until all is read.
  if (mailIn)
    for (const end = Date.now() + 120_000; Date.now() < end; await wait(500))
      if (unstored(mailIn.answers, await backing.rows()) === 0) break
  const rows = await backing.rows()
  const verdict = judge(ledger, rows, screens, listings)
  const mails =
    post && judgeMails(ledger, rows, post.taken, team, { ended: nodes.ended, refusals: backing.refusals }, verdict)
  const answers = mailIn && { ...judgeAnswers(mailIn.answers, rows, verdict), ...mailIn.counts() }
  if (post) note(`${post.failed()} of ${post.attempts()} attempts at a mail failed`)
  const sizes = {
    lost: verdict.lost.size,
    doubled: verdict.doubled.size,
    outOfOrder: verdict.outOfOrder.size,
    neverDelivered: verdict.neverDelivered.size,
  }
  const line = {
    seed,
    sent: ledger.lines.length + ledger.replies.length,
    acts: ledger.acts.length,
    closed: ledger.acts.filter(({ kind }) => kind === 'close').length,
    acked: acknowledged(ledger, screens),
    ...sizes,
    kills: nodes.total(),
    cuts: proxy.cuts(),
    // How soon people are back after the only server is; with several there is one all the time.
    backMs: proxy.backs.toSorted((a, b) => a - b)[proxy.backs.length >> 1] ?? null,
    ...mails,
    ...answers,
  }
  const isWell =
    Object.values(sizes).every((size) => size === 0) &&
    (!mails || mails.mailLost + mails.mailDoubled === 0) &&
    (!answers || answers.answersLost + answers.answersDoubled + answers.answersMisplaced === 0)
  if (values.json) console.log(JSON.stringify(line))
  else for (const [name, value] of Object.entries(line)) console.log(`${name.padEnd(15)} ${value}`)
  console.error(`killed: ${JSON.stringify(nodes.kills)}`)
  for (const finding of verdict.findings.slice(0, 40)) console.error(finding)
  if (!isWell && !values.verbose) console.error('(--verbose prints what happened when)')
  return isWell ? 0 : 1
}

/** The owner's page, under a name for each visitor. */
async function openSite(productPort: number) {
  const mailbox = await openMailbox()
  const server = createSite(
    (host) => `http://${host}:${productPort}`,
    mailbox,
    async () => null,
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const second = createServer((request, response) => server.emit('request', request, response))
  await new Promise<void>((resolve) => second.once('error', () => resolve()).listen(port, '::1', resolve))
  ends.unshift(async () => {
    for (const each of [server, second]) {
      each.close()
      each.closeAllConnections()
    }
    await mailbox.close()
  })
  return { port }
}

/**
 * An owner's folder: always open, for the proxy's address and the visitors' pages; short, so that a node starts fast.
 */
function writeOwnersFiles(port: number, origins: string[], inbound?: MailIn['inbound']): string {
  const folder = join(home, 'owner')
  const topic = join(folder, 'faq/el/help')
  mkdirSync(topic, { recursive: true })
  writeFileSync(join(topic, '_category.md'), '---\ntitle: Βοήθεια\norder: 1\n---\n')
  writeFileSync(join(topic, 'hours.md'), '---\nquestion: Πότε είστε ανοιχτά;\n---\n\nΠάντα.\n')
  const days = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']]),
  )
  const site = {
    name: 'OX Zino',
    origins,
    locales: ['el'],
    articles: './faq',
    hours: { timezone: 'Europe/Athens', weekly: days },
    mail: { from: `OX Zino <${team}>`, to: team, ...(inbound && { inbound }) },
  }
  // JSON is YAML.
  writeFileSync(
    join(folder, 'rotame.yaml'),
    JSON.stringify({ url: `http://localhost:${port}`, staff: { secondFactor: 'optional' }, sites: { oxzino: site } }),
  )
  return folder
}

async function makeAccounts(folder: string, env: Record<string, string>): Promise<void> {
  const config = readConfig(folder, env)
  mkdirSync(config.data, { recursive: true })
  const store = await openStore(config)
  const { secretOf } = await import('../../../server/config/dataFolder.ts')
  const secret = secretOf(config)
  const mails = { letters: new Letters({ config, secret, realClock: Date.now }), queued() {}, realClock: Date.now }
  const staff = openStaff({ store, secret, url: config.url, origins: [], ...mails, ...config.staff, oidc: null })
  for (const account of accounts) await staff.accounts.add(account)
  await store.close()
}

async function end(): Promise<void> {
  for (const each of ends.splice(0)) await each().catch((error: Error) => console.error(error.message))
  rmSync(home, { recursive: true, force: true, maxRetries: 3 })
}
// Told to stop, nothing of it stays behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().then(() => process.exit(130)))

let code = 2
try {
  code = await run()
} finally {
  await end()
}
process.exit(code)
