// The servers: `rotame start` in processes of their own, and fresh ones at hand for when they are killed.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Word } from './hooks.ts'
import type { KillPoint } from './plan.ts'

/** How long a kill waits for its moment, ms. */
const comesBackWithinMs = 3_000
const root = join(import.meta.dirname, '../../..')

interface Parts {
  /** How many will be killed: as many more have loaded the program before, which takes a busy machine seconds. */
  ahead: number
  ports: number[]
  /** The folder of rotame.yaml. */
  folder: string
  env: Record<string, string>
  note: (text: string) => void
}

export type Nodes = Awaited<ReturnType<typeof startNodes>>

/** Starts a node at each port; one that dies comes back. */
export async function startNodes({ ports, folder, env, ahead, note }: Parts) {
  let isEnding = false
  let isCalm = false
  let upSince = 0
  const kills: Record<KillPoint | 'idle', number> = { 'before-commit': 0, 'after-commit': 0, 'after-ack': 0, idle: 0 }
  /** When each process ended, by the name that it gives the mail server; ms since 1970. */
  const ended = new Map<string, number>()
  const spares: ChildProcess[] = []
  let loaded = 0
  const prepare = async () => {
    while (spares.length < ports.length + ahead) {
      const child = load()
      spares.push(child)
      const [ready] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[]
      if (ready !== 'ready') throw new Error(`a node cannot load: it ended with ${String(ready)}`)
    }
  }
  // Two at a time.
  await Promise.all([prepare(), prepare()])
  const nodes = ports.map((port, at) => ({
    at,
    port,
    child: spares.shift()!,
    isUp: false,
    armed: null as KillPoint | null,
    downFor: 0,
    said: '',
  }))
  type Node = (typeof nodes)[number]

  function load(): ChildProcess {
    const name = `process-${loaded++}.example`
    const { SMTP_URL } = env
    const words = ['--import', join(import.meta.dirname, 'hooks.ts'), join(root, 'server/cli.ts'), 'start', folder]
    const child = spawn(process.execPath, words, {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...env, ...(SMTP_URL && { SMTP_URL: `${SMTP_URL}?name=${name}` }) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child.once('exit', () => ended.set(name, Date.now()))
    return child
  }

  const run = (node: Node): Promise<void> => {
    const { child } = node
    node.said = ''
    child.stderr!.on('data', (chunk: Buffer) => (node.said += chunk.toString()))
    child.once('exit', (code, signal) => void comeBack(node, code, signal))
    const listening = new Promise<void>((resolve) => {
      child.stdout!.on('data', (chunk: Buffer) => {
        node.said = (node.said + chunk.toString()).slice(-4_000)
        if (node.isUp || !node.said.includes('"listening"')) return
        if (!nodes.some(({ isUp }) => isUp)) upSince = Date.now()
        node.isUp = true
        note(`node ${node.at} listens`)
        resolve()
      })
    })
    say(child, { port: node.port })
    return listening
  }

  const comeBack = async (node: Node, code: number | null, signal: string | null) => {
    node.isUp = false
    if (isEnding) return
    if (signal === 'SIGKILL') {
      kills[node.armed ?? 'idle']++
      note(`node ${node.at} is killed ${node.armed ?? ''}`)
    } else note(`node ${node.at} ended with ${code ?? signal}: ${node.said.trim().slice(-600)}`)
    node.armed = null
    await new Promise((resolve) => setTimeout(resolve, signal === 'SIGKILL' ? node.downFor : 500))
    if (isEnding) return
    if (spares.length < 2) spares.push(load())
    node.child = spares.shift()!
    void run(node)
  }

  await Promise.all(nodes.map(run))
  return {
    kills,
    ended,
    isUp: (at: number) => nodes[at]!.isUp,
    /** Since when there is one again, after there was none; ms since 1970. */
    upSince: () => upSince,
    total: () => Object.values(kills).reduce((sum, count) => sum + count, 0),
    /**
     * Kills at that point of the next message's write, or of one that says `text`; after a while in any case. One kill
     * after the other: a node that is being killed or starts comes first, and if it does not come, there is none.
     */
    async kill(at: number, point: KillPoint, downFor: number, text = ''): Promise<void> {
      const node = nodes[at]!
      for (const end = Date.now() + 2 * comesBackWithinMs; !node.isUp || node.armed;) {
        if (Date.now() > end || (isCalm && !text)) return note(`node ${at} is not there to be killed ${point}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      if (isCalm && !text) return
      const { child } = node
      node.armed = point
      node.downFor = downFor
      say(child, { point, text })
      setTimeout(() => {
        if (child.exitCode !== null || child.signalCode !== null || node.armed !== point || isCalm) return
        node.armed = null
        child.kill('SIGKILL')
      }, comesBackWithinMs)
    },
    /** From now on nobody is killed but at a certain text. */
    calm() {
      isCalm = true
      for (const node of nodes) {
        if (node.armed) say(node.child, { point: null })
        node.armed = null
      }
    },
    async end(): Promise<void> {
      isEnding = true
      const all = [...nodes.map(({ child }) => child), ...spares]
      for (const child of all) child.kill('SIGKILL')
      await Promise.all(
        all
          .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
          .map((child) => once(child, 'exit')),
      )
    },
  }
}

const say = (child: ChildProcess, word: Word): void => {
  // It may be dying: then there is nobody to hear.
  if (child.connected) child.send(word, () => {})
}
