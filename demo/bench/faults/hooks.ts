// What a server of the bench has in it besides `rotame start`, loaded before it: it can be killed in the middle of a
// write, and a protection can be taken away. It waits for a word to begin, so that a fresh one is at hand after a kill.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import { flushCompileCache, registerHooks } from 'node:module'
import pg from 'pg'
import { serverEdits } from './breaks.ts'
import type { KillPoint } from './plan.ts'

/** What the bench says to a server: to begin at a port, or at which point of which message's write to end. */
export type Word = { port: number } | { point: KillPoint; text: string } | { point: null }

const broken = process.env['BREAK'] ?? ''
const edits = serverEdits[broken] ?? []
// Only when it is needed: with hooks nothing comes out of the compile cache.
if (edits.length > 0)
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const mine = edits.filter(({ file }) => url.endsWith(file))
      if (mine.length === 0) return loaded
      let source = loaded.source!.toString()
      for (const { part, instead, file } of mine) {
        if (!source.includes(part)) throw new Error(`${file} no longer has: ${part}`)
        source = source.replace(part, instead)
      }
      return { ...loaded, source }
    },
  })

let armed: Extract<Word, { point: KillPoint }> | null = null
/** Whether the batch that is under way has a message that the kill is meant for. */
let isMeant = false
/** Whether nothing is published any more, because we die as soon as the acknowledgement is out. */
let isMute = false

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('killed')
}
const look = (sql: string, values: readonly unknown[]) => {
  if (
    armed &&
    sql.startsWith('insert into "message"') &&
    values.some((value) => typeof value === 'string' && value.includes(armed!.text))
  )
    isMeant = true
}
const isAt = (point: KillPoint) => isMeant && armed?.point === point
const committed = () => {
  if (isAt('after-commit')) die()
  if (isAt('after-ack')) isMute = true
  isMeant = false
}
/** How long a server that acknowledges too early leaves its commits undone, ms. */
const early = 100

type Run = (this: Sqlite.Statement, ...values: unknown[]) => unknown
const statement = Object.getPrototypeOf(new Sqlite(':memory:').prepare('select 1')) as { run: Run }
const { run } = statement
let owed: (() => void) | null = null
statement.run = function (...values) {
  const { source } = this
  owed?.()
  if (source === 'BEGIN IMMEDIATE' || source === 'ROLLBACK') isMeant = false
  look(source, values)
  if (source !== 'COMMIT') return run.apply(this, values)
  const isLast = isAt('before-commit') || (broken === 'ack-early' && isMeant && armed !== null)
  if (broken === 'ack-early') {
    const timer = setTimeout(() => owed?.(), early)
    owed = () => {
      owed = null
      clearTimeout(timer)
      if (isLast) die()
      run.call(this)
    }
    return undefined
  }
  if (isLast) die()
  run.call(this)
  return committed()
}

type Ask = (
  this: pg.Client,
  query: string | { text: string; values?: unknown[] },
  ...rest: unknown[]
) => Promise<pg.QueryResult>
const client = pg.Client.prototype as unknown as { query: Ask }
const { query: ask } = client
const owedBy = new WeakMap<pg.Client, () => void>()
/** Those whose last batch is acknowledged and will never be committed. */
const dying = new WeakSet<pg.Client>()
client.query = function (query, ...rest) {
  // Its acknowledgements are still to leave.
  if (dying.has(this)) return new Promise(() => {})
  owedBy.get(this)?.()
  if (typeof query === 'object' && query?.text) look(query.text, query.values ?? [])
  if (query === 'BEGIN') isMeant = false
  if (query !== 'COMMIT') return ask.call(this, query, ...rest)
  const isLast = isAt('before-commit') || (broken === 'ack-early' && isMeant && armed !== null)
  if (broken === 'ack-early') {
    if (isLast) dying.add(this)
    const timer = setTimeout(isLast ? die : () => owedBy.get(this)?.(), early)
    owedBy.set(this, () => {
      owedBy.delete(this)
      clearTimeout(timer)
      ask.call(this, query).catch(() => {}) // Who acknowledges too early never hears of it.
    })
    return Promise.resolve({ command: 'COMMIT' } as pg.QueryResult)
  }
  if (isLast) die()
  return ask.call(this, query).then((result) => {
    committed()
    return result
  })
}

// Loaded now and not at the start: what is left to do after a kill is to open the database and to listen.
const { Live } = await import('../../../server/live/live.ts')
await Promise.all([
  import('../../../server/main.ts'),
  import('../../../server/app.ts'),
  import('../../../server/live/redis.ts'),
  import('../../../server/store/sqlite.ts'),
  import('../../../server/store/postgres.ts'),
])
flushCompileCache()

/** Ids of messages that were sent again; what is published under one is a repeat. */
const repeats = ((globalThis as { repeats?: Set<string> }).repeats ??= new Set())
const { publish } = Live.prototype
Live.prototype.publish = function (fact) {
  const said = fact.kind === 'message' ? fact.message : fact.kind === 'more' ? fact.more.message : null
  if (isMute) return void (said && setTimeout(die, 5))
  if (broken === 'no-republish' && (fact.kind === 'at' || fact.kind === 'queue-at' || (said && repeats.has(said.id))))
    return
  publish.call(this, fact)
}

await new Promise<void>((resolve) => {
  process.on('message', (word: Word) => {
    if ('point' in word) return void (armed = word.point && word)
    process.env['PORT'] = String(word.port)
    // A server that cannot start ends, although the bench could still say something.
    process.channel!.unref()
    resolve()
  })
  process.send!('ready')
})
// A server whose bench has died does not stay behind.
process.on('disconnect', () => process.exit(0))
