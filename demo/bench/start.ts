// `npm run -s bench:start -- [--json] [--rounds N]`: what `rotame start` takes until `/health` says that all is well,
// and what the server holds: just then, at rest, and at rest again after a first use. The middle of several rounds.

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { io, type Socket } from 'socket.io-client'
import buildPrograms from '../e2e/build.ts'
import { startRotame } from './started.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '5' } } })
/** Milliseconds after which what a start leaves is there, and after which V8 by itself has given back what it can. */
const pause = { started: 3_000, rest: 20_000 }
const agent = { email: 'eleni@oxzino.example', name: 'Ελένη', password: 'pasticcio-tram-umbrella-nine' }
const newId = () => randomBytes(16).toString('base64url')

/** Seconds of CPU that a process has had. */
function cpuOf(pid: number): number {
  // The command's name, in brackets, may hold spaces; of what follows, the 12th and 13th are ticks of 10 ms.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Resident memory of a process, in millions of bytes. */
const residentOf = (pid: number) =>
  (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024) / 1_000_000

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function get(url: string): Promise<void> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  await response.arrayBuffer()
}

/** @throws when it is not taken */
async function ask(socket: Socket, event: string, asked: object): Promise<void> {
  const answer = (await socket.timeout(10_000).emitWithAck(event, asked)) as { ok: boolean; error?: string }
  if (!answer.ok) throw new Error(`${event}: ${answer.error}`)
}

/** A visitor loads the widget, reads and begins a chat; an agent signs in, opens it and answers; both leave. */
async function use({ url, port }: { url: string; port: number }): Promise<void> {
  for (const path of ['/widget.js', '/articles/oxzino/el', '/availability/oxzino', '/console/', '/help/oxzino/el/'])
    await get(url + path)
  const home = `http://localhost:${port}`
  const open = async (namespace: string, auth: object, headers: Record<string, string>) => {
    const socket = io(`${url}/${namespace}`, { auth, extraHeaders: headers, transports: ['websocket'], forceNew: true })
    await once(socket as unknown as NodeJS.EventEmitter, 'connect')
    return socket
  }
  const visitor = await open(
    'visitor',
    { v: 1, site: 'oxzino', secret: randomBytes(32).toString('base64url'), locale: 'el' },
    { origin: 'https://www.oxzino.example' },
  )
  const context = { page: { url: home, title: '' }, locale: 'el', zone: 'Europe/Athens', path: [] }
  const conversation = newId()
  await ask(visitor, 'conversation:start', { id: conversation, message: { id: newId(), text: 'Γεια' }, context })
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: home },
    body: JSON.stringify({ email: agent.email, password: agent.password }),
  })
  if (!signedIn.ok) throw new Error(`signing in answered ${signedIn.status}`)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const desk = await open('agent', { v: 1, presence: 'present' }, { origin: home, cookie })
  await ask(desk, 'queue:open', { site: 'oxzino', after: 0 })
  await ask(desk, 'conversation:open', { conversation, after: 0 })
  await ask(desk, 'message:send', { conversation, id: newId(), text: 'Καλημέρα' })
  visitor.disconnect()
  desk.disconnect()
}

async function measure() {
  const rotame = await startRotame({ agent })
  const cpuSeconds = cpuOf(rotame.pid)
  await wait(pause.started)
  const startedMB = residentOf(rotame.pid)
  await wait(pause.rest)
  const restMB = residentOf(rotame.pid)
  await use(rotame)
  const usedMB = residentOf(rotame.pid)
  await wait(pause.rest)
  const usedRestMB = residentOf(rotame.pid)
  await rotame.stop()
  return { healthMs: rotame.readyMs, cpuSeconds, startedMB, restMB, usedMB, usedRestMB }
}

buildPrograms()
const rounds: Awaited<ReturnType<typeof measure>>[] = []
for (let round = 0; round < Number(values.rounds); round++) rounds.push(await measure())
const middle = (name: keyof (typeof rounds)[number]) =>
  rounds.map((round) => round[name]).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)]!
const found = {
  healthMs: Math.round(middle('healthMs')),
  cpuSeconds: Math.round(middle('cpuSeconds') * 100) / 100,
  startedMB: Math.round(middle('startedMB')),
  restMB: Math.round(middle('restMB')),
  usedMB: Math.round(middle('usedMB')),
  usedRestMB: Math.round(middle('usedRestMB')),
}
const line = (what: string, number: number, unit: string) => `${what.padEnd(28)}${String(number).padStart(6)} ${unit}`
if (values.json) console.log(JSON.stringify(found))
else
  console.log(
    [
      line('to /health', found.healthMs, 'ms  of 1000'),
      line('CPU until then', found.cpuSeconds, 's'),
      line('resident 3 s after', found.startedMB, 'MB'),
      line('at rest, 20 s on', found.restMB, 'MB  of 120'),
      line('after a chat and an agent', found.usedMB, 'MB'),
      line('at rest again, 20 s on', found.usedRestMB, 'MB'),
    ].join('\n'),
  )
