// What keeping costs: our server, as `rotame start` runs it, against a relay that keeps nothing, in turns.
// npm run -s bench:server -- [--json] [--database postgres] [--nodes 2] [--rounds N] [--sockets N] [--data FOLDER]

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  createWriteStream,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../server/config/config.ts'
import { onPage } from '../../server/conversations/author.ts'
import { create } from '../../server/conversations/beginning.ts'
import { receive } from '../../server/conversations/messages.ts'
import * as write from '../../server/conversations/writes.ts'
import { openStore } from '../../server/store/open.ts'
import { startPostgres, startRedis } from '../../server/test/databases.ts'
import { freePort } from '../../server/test/ports.ts'
import type { Used } from './gauge.ts'
import type { Asked, Measured } from './load.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    database: { type: 'string', default: 'sqlite' },
    nodes: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '7' },
    sockets: { type: 'string', default: '10000' },
    data: { type: 'string', default: join(import.meta.dirname, '../../data') },
  },
})
const nodes = Number(values.nodes)
const rounds = Number(values.rounds)
const idle = Number(values.sockets)
const inFlight = 200
const origin = 'https://www.oxzino.example'
const account = { email: 'eleni@oxzino.example', password: randomBytes(12).toString('base64url') }

/** One or several processes of the same program, and the load on them. */
interface Side {
  load: ChildProcess
  ports: number[]
  children: ChildProcess[]
}
/** Ours, a relay that keeps nothing, and the least that keeps. */
type Kind = 'relay' | 'keeper' | 'ours'
const kinds: Kind[] = ['relay', 'keeper', 'ours']
interface Round {
  closed: Measured & { cpu: number }
  at500: Measured & { cpu: number }
  at2000: Measured & { cpu: number }
}

mkdirSync(values.data, { recursive: true })
const folder = mkdtempSync(join(values.data, 'bench-'))
const ended: (() => unknown)[] = [() => rmSync(folder, { recursive: true })]
const note = (text: string) => void process.stderr.write(`${text}\n`)

function checkMachine(): void {
  const memoryOnly = 0x01021994
  if (statfsSync(folder).type === memoryOnly)
    throw new Error(
      `${folder} is in memory (tmpfs), where nothing is forced to disk; name a folder on a disk with --data`,
    )
  const { open_files: files } = (
    process.report.getReport() as unknown as { userLimits: { open_files: { soft: number | 'unlimited' } } }
  ).userLimits
  if (files.soft !== 'unlimited' && Number(files.soft) < idle + 500)
    throw new Error(
      `a process may open ${files.soft} files here, and ${idle} sockets need more: ulimit -n ${idle + 500}, or --sockets N`,
    )
}

async function databases(): Promise<Record<string, string>> {
  if (values.database !== 'postgres' && nodes === 1) return {}
  const postgres = await startPostgres()
  ended.push(postgres.end)
  const redis = nodes > 1 ? await startRedis() : null
  if (redis) ended.push(redis.end)
  return {
    DATABASE_URL: postgres.url,
    ROTAME_SECRET: randomBytes(32).toString('base64url'),
    ...(redis && { REDIS_URL: redis.url }),
  }
}

/** A program under `gauge.ts`, which has said that it listens. */
async function startMeasured(
  program: string[],
  env: Record<string, string>,
): Promise<{ port: number; child: ChildProcess }> {
  const port = await freePort()
  const words = ['--expose-gc', '--import', join(import.meta.dirname, 'gauge.ts'), ...program]
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  ended.push(() => end(child))
  const log = createWriteStream(join(folder, `${port}.log`))
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${program[0]} ended`)))
    child.stdout!.on('data', (chunk: Buffer) => {
      log.write(chunk)
      if (chunk.includes('"listening"')) resolve()
    })
  })
  return { port, child }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const cli = join(import.meta.dirname, '../../server/cli.ts')
const site = join(import.meta.dirname, '../site')
const dist = join(folder, 'dist')
mkdirSync(dist)
writeFileSync(join(dist, 'build.json'), '{"build":"bench"}')

/** The environment of our server: as in production, but for budgets that let one machine speak for many visitors. */
const envOfOurs = (shared: Record<string, string>, name: string) => ({
  ROTAME_DATA: join(folder, name),
  ROTAME_DIST: dist,
  LIMITS_FACTOR: '100000',
  METRICS_TOKEN: 'of the bench',
  ...shared,
})

async function addAgent(env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [cli, 'agent', 'add', account.email, '--name', 'Eleni', site], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin.end(`${account.password}\n`)
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error('the account of an agent could not be made')
}

async function signIn(port: number): Promise<{ origin: string; cookie: string }> {
  const from = `http://localhost:${port}`
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: from },
    body: JSON.stringify(account),
  })
  return {
    origin: from,
    cookie: response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; '),
  }
}

async function startSide(
  kind: Kind,
  shared: Record<string, string>,
  count: number,
  name: string = kind,
): Promise<Side> {
  const program = kind === 'ours' ? [cli, 'start', site] : [join(import.meta.dirname, 'relay.ts')]
  const env = kind === 'ours' ? envOfOurs(shared, name) : kind === 'keeper' ? { KEEP: join(folder, 'kept') } : shared
  const started = []
  for (let at = 0; at < count; at++) started.push(await startMeasured(program, env))
  const load = fork(join(import.meta.dirname, 'load.ts'))
  ended.push(() => load.kill())
  return { load, ports: started.map(({ port }) => port), children: started.map(({ child }) => child) }
}

async function ask<T>(child: ChildProcess, asked: Asked | 'cpu' | 'rss'): Promise<T> {
  child.send(asked)
  const [answer] = (await once(child, 'message')) as [T]
  return answer
}
async function tell<T>({ load }: Side, asked: Asked): Promise<T> {
  const answer = await ask<{ ok: true; result: T } | { ok: false; error: string }>(load, asked)
  if (!answer.ok) throw new Error(answer.error)
  return answer.result
}
async function used({ children }: Side, what: 'cpu' | 'rss'): Promise<Used> {
  const sum: Used = { cpu: 0, rss: 0, heap: 0 }
  for (const child of children) {
    const each = await ask<Used>(child, what)
    for (const key of ['cpu', 'rss', 'heap'] as const) sum[key] += each[key]
  }
  return sum
}

async function measure(side: Side, asked: Asked): Promise<Measured & { cpu: number }> {
  const before = await used(side, 'cpu')
  const result = await tell<Measured>(side, asked)
  return { ...result, cpu: ((await used(side, 'cpu')).cpu - before.cpu) / result.count }
}

async function runRound(side: Side, seconds: number): Promise<Round> {
  return {
    closed: await measure(side, { do: 'closed', inFlight, seconds }),
    at500: await measure(side, { do: 'at', rate: 500, seconds }),
    at2000: await measure(side, { do: 'at', rate: 2_000, seconds }),
  }
}

/** Kilobytes that a visitor's socket takes who says nothing, of the process and of its objects. */
async function perSocket(kind: Kind, shared: Record<string, string>): Promise<{ rss: number; heap: number }> {
  const side = await startSide(kind, shared, 1, `idle-${kind}`)
  const { ports } = side
  const open = (visitors: number) =>
    tell(side, { do: 'open', ports, visitors, headers: { origin }, agent: null, starts: false })
  await open(200)
  const before = await used(side, 'rss')
  await open(200 + idle)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const after = await used(side, 'rss')
  await tell(side, { do: 'close' })
  for (const child of side.children) await end(child)
  side.load.kill()
  const each = (what: 'rss' | 'heap') => rounded((after[what] - before[what]) / idle / 1024)
  return { rss: each('rss'), heap: each('heap') }
}

/** How much more is stored in a second when what arrives together is committed together. */
async function groupVsEach(databaseUrl: string | null): Promise<number[]> {
  const data = join(folder, 'store')
  mkdirSync(data)
  const store = await openStore({ data, databaseUrl })
  const { queries } = store
  const product = readConfig(site, {}).sites.get('oxzino')!
  const visitor = { site: 'bench', secretHash: 'of nobody', identity: null }
  const newId = () => randomBytes(16).toString('base64url')
  const context = { page: { url: '', title: '' }, locale: 'el', zone: 'Europe/Athens', path: [] }
  const rows = await store.write(function* () {
    yield* queries.addSite({ id: visitor.site })
    const made = []
    for (let at = 0; at < inFlight; at++)
      made.push(
        yield* create(queries, visitor, { id: newId(), name: null, plan: 'basic', context, browser: '', at: 1 }),
      )
    return made
  })
  const receiveOne = (at: number) =>
    store.write(
      function* () {
        const row = yield* write.get(queries, rows[at % rows.length]!.id)
        return yield* receive(
          queries,
          product,
          row,
          { id: newId(), text: 'ω'.repeat(100), at: Date.now() },
          onPage(visitor),
        )
      },
      rows[at % rows.length]!.id,
    )
  const found: number[] = []
  for (let round = 0; round <= rounds; round++) {
    let began = performance.now()
    const together = inFlight * 10
    for (let at = 0; at < together; at += inFlight) await Promise.all(rows.map((_, of) => receiveOne(of)))
    const group = together / (performance.now() - began)
    began = performance.now()
    const alone = 200
    for (let at = 0; at < alone; at++) await receiveOne(at)
    const each = alone / (performance.now() - began)
    if (round > 0) found.push(group / each)
  }
  await store.close()
  return found
}

/** How long this disk takes to keep a page, ms: nobody who keeps what they acknowledge answers sooner. */
function syncs(): { p50: number; p99: number } {
  const file = openSync(join(folder, 'sync'), 'w')
  const page = Buffer.alloc(4_096, 1)
  const times = Array.from({ length: 1_000 }, () => {
    const began = performance.now()
    writeSync(file, page)
    fsyncSync(file)
    return performance.now() - began
  }).toSorted((a, b) => a - b)
  closeSync(file)
  return { p50: rounded(times[500]!), p99: rounded(times[990]!) }
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const rounded = (number: number): number => Number(number.toPrecision(3))
const spread = (numbers: number[]): [number, number] => [rounded(Math.min(...numbers)), rounded(Math.max(...numbers))]

async function run() {
  checkMachine()
  const shared = await databases()
  await addAgent(envOfOurs(shared, 'ours'))
  const redisOnly: Record<string, string> = shared['REDIS_URL'] ? { REDIS_URL: shared['REDIS_URL'] } : {}
  const sides: Record<Kind, Side> = {
    relay: await startSide('relay', redisOnly, nodes),
    keeper: await startSide('keeper', {}, 1),
    ours: await startSide('ours', shared, nodes),
  }
  for (const name of kinds) {
    const side = sides[name]
    const isOurs = name === 'ours'
    const agent = isOurs ? await signIn(side.ports.at(-1)!) : { cookie: '', origin: '' }
    await tell(side, { do: 'open', ports: side.ports, visitors: inFlight, headers: { origin }, agent, starts: isOurs })
    // The compiler is busy at first, with ours for longer.
    await tell(side, { do: 'closed', inFlight, seconds: 4 })
    await tell(side, { do: 'at', rate: 2_000, seconds: 2 })
  }
  const found: Record<Kind, Round[]> = { relay: [], keeper: [], ours: [] }
  for (let round = 0; round < rounds; round++) {
    // Whoever comes second finds a warmer machine: they take turns.
    for (const name of round % 2 ? kinds.toReversed() : kinds) found[name].push(await runRound(sides[name], 2))
    const short = (_: string, value: unknown): unknown => (typeof value === 'number' ? rounded(value) : value)
    const lines = kinds.map((name) => `${name} ${JSON.stringify(found[name].at(-1), short)}`)
    note(`round ${round + 1}: ${lines.join('\n         ')}`)
  }
  const disk = syncs()
  for (const side of Object.values(sides)) {
    await tell(side, { do: 'close' })
    for (const child of side.children) await end(child)
    side.load.kill()
  }
  const relay = await perSocket('relay', {})
  const ours = await perSocket('ours', shared)
  return { found, disk, sockets: { relay, ours }, group: await groupVsEach(shared['DATABASE_URL'] ?? null) }
}

const loads = { closed: `${inFlight} in flight`, at500: '500 a second', at2000: '2,000 a second' } as const
type Load = keyof typeof loads

function report({ found, disk, sockets, group }: Awaited<ReturnType<typeof run>>) {
  const ratios = (rounds: Round[]) => {
    const of = (what: (round: Round) => number) => rounds.map((round, at) => what(round) / what(found.relay[at]!))
    return {
      throughputVsRelay: of(({ closed }) => closed.perSecond),
      p50VsRelay2000: of(({ at2000 }) => at2000.p50),
      p99VsRelay2000: of(({ at2000 }) => at2000.p99),
      cpuVsRelay2000: of(({ at2000 }) => at2000.cpu),
    }
  }
  const each = { ...ratios(found.ours), groupVsEach: group }
  const mediansOf = (ratios: Record<string, number[]>) =>
    Object.fromEntries(Object.entries(ratios).map(([name, numbers]) => [name, rounded(median(numbers))]))
  const measured = (rounds: Round[]) =>
    Object.fromEntries(
      (Object.keys(loads) as Load[]).map((load) => {
        const of = (what: keyof Round[Load]) => rounded(median(rounds.map((round) => round[load][what])))
        return [
          load,
          {
            perSecond: of('perSecond'),
            p50: of('p50'),
            p99: of('p99'),
            cpuMicroseconds: of('cpu'),
            loadBusy: of('busy'),
          },
        ]
      }),
    ) as Record<Load, Record<'perSecond' | 'p50' | 'p99' | 'cpuMicroseconds' | 'loadBusy', number>>
  return {
    ...mediansOf(each),
    rssPerSocketKB: sockets.ours.rss,
    relayRssPerSocketKB: sockets.relay.rss,
    heapPerSocketKB: sockets.ours.heap,
    relayHeapPerSocketKB: sockets.relay.heap,
    leastThatKeeps: mediansOf(ratios(found.keeper)),
    disk,
    rounds,
    database: values.database === 'postgres' || nodes > 1 ? 'postgres' : 'sqlite',
    nodes,
    data: values.data,
    spread: Object.fromEntries(Object.entries(each).map(([name, numbers]) => [name, spread(numbers)])),
    relay: measured(found.relay),
    keeper: measured(found.keeper),
    ours: measured(found.ours),
  }
}

/** For people: ratios with their spread, then what they are made of. */
function print(said: ReturnType<typeof report>): void {
  const numbers = said as unknown as Record<string, number>
  for (const [name, [from, to]] of Object.entries(said.spread)) {
    const least = name in said.leastThatKeeps ? `   the least that keeps: ${said.leastThatKeeps[name]}` : ''
    const spread = `${from} to ${to}`.padEnd(16)
    console.log(`${name.padEnd(20)}${String(numbers[name]).padStart(8)}   ${spread}${least}`)
  }
  console.log(
    `${'KB a socket'.padEnd(20)}${String(said.rssPerSocketKB).padStart(8)}   relay ${said.relayRssPerSocketKB}\n`,
  )
  for (const name of kinds) {
    for (const [load, of] of Object.entries(said[name]))
      console.log(
        `${name.padEnd(6)} ${loads[load as Load].padEnd(15)} ${of.perSecond}/s, p50 ${of.p50} ms, p99 ${of.p99} ms, CPU ${of.cpuMicroseconds} us a message, load busy ${of.loadBusy}`,
      )
  }
  console.log(
    `\n${said.rounds} rounds, ${said.database}, ${said.nodes} node${said.nodes === 1 ? '' : 's'}, data in ${said.data}, on a disk that keeps a page in ${said.disk.p50} ms, at p99 ${said.disk.p99}`,
  )
}

try {
  const said = report(await run())
  if (values.json) console.log(JSON.stringify(said))
  else print(said)
} finally {
  for (const each of ended.toReversed()) await each()
}
