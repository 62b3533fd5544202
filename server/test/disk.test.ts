// Disk and lock: nothing is acknowledged that is not on disk, and when the cause is gone the server goes on by itself.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Message } from '../protocol/conversation.ts'
import { startChild } from './child.ts'
import { context, newId, newSecret, origin, startRig, until } from './rig.ts'

const lacks = (program: string): boolean => spawnSync(program, ['--version']).error !== undefined
const noPrlimit = lacks('prlimit')
  ? ' (skipped: there is no prlimit here, which limits the size of a process’s files)'
  : ''
const noStrace = lacks('strace') ? ' (skipped: there is no strace here; install strace)' : ''

const start = (text: string) => ({ id: newId(), message: { id: newId(), text }, context })

test.skipIf(noPrlimit)(
  `when the disk is full nothing is acknowledged, and all goes on when there is room again${noPrlimit}`,
  { timeout: 60_000 },
  async () => {
    const server = await startChild()
    const visitor = server.visitor()
    const { conversation } = await visitor.emitWithAck('conversation:start', start('πρώτο'))
    const wanted = Array.from({ length: 12 }, (_, at) => ({
      conversation: conversation.id as string,
      id: newId(),
      text: `${at} ${'ω'.repeat(1_500)}`,
    }))
    const send = async (sent: (typeof wanted)[number]) =>
      (await visitor.emitWithAck('message:send', sent)) as { ok: boolean; error?: string; message: Message }

    // No file of the process may grow beyond this: what is written after is refused by the system (EFBIG).
    const limit = (size: string) =>
      expect(spawnSync('prlimit', ['--pid', String(server.pid), `--fsize=${size}:`]).status).toBe(0)
    limit(String(statSync(join(server.data, 'rotame.sqlite-wal')).size + 30_000))
    const answers = []
    for (const each of wanted) answers.push(await send(each))
    const acknowledged = answers.filter(({ ok }) => ok).map(({ message }) => message.id)
    expect(acknowledged.length).toBeLessThan(wanted.length)
    expect(new Set(answers.filter(({ ok }) => !ok).map(({ error }) => error))).toEqual(new Set(['failed']))
    await until(async () => (await server.health()) === 503)
    const { messages: stored } = await visitor.emitWithAck('conversation:open', { after: 1 })
    expect(stored.map(({ id }: Message) => id)).toEqual(acknowledged)

    limit('unlimited')
    for (const each of wanted) expect(await send(each)).toMatchObject({ ok: true })
    await until(async () => (await server.health()) === 200)
    const { messages } = await visitor.emitWithAck('conversation:open', { after: 1 })
    expect(messages.map(({ id }: Message) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
  },
)

test.skipIf(noPrlimit)(
  `a file for which the disk has no room is refused in words, and messages go on${noPrlimit}`,
  { timeout: 60_000 },
  async () => {
    const server = await startChild()
    const put = async (bytes: Uint8Array<ArrayBuffer>) => {
      const headers = { origin, authorization: `Bearer ${newSecret()}`, 'rotame-name': 'a.txt' }
      const response = await fetch(`${server.url}/files/oxzino/${newId()}`, { method: 'PUT', headers, body: bytes })
      return { status: response.status, body: (await response.json()) as object }
    }
    const limit = (size: string) =>
      expect(spawnSync('prlimit', ['--pid', String(server.pid), `--fsize=${size}:`]).status).toBe(0)
    const text = (size: number) => new Uint8Array(size).fill(97)
    const full = { status: 507, body: { ok: false, error: 'no-room' } }
    limit('1000000')
    // While it is written beside the database, and in the database itself.
    expect(await put(text(3_000_000))).toEqual(full)
    limit(String(statSync(join(server.data, 'rotame.sqlite-wal')).size + 400_000))
    expect(await put(text(900_000))).toEqual(full)
    limit('unlimited')
    expect(await server.visitor().emitWithAck('conversation:start', start('πρώτο'))).toMatchObject({ ok: true })
    expect(await put(text(900_000))).toMatchObject({ status: 200 })
  },
)

/** Another process that takes the lock, and gives it back when its input ends. */
const holder = `
  const { openFile } = await import(process.argv[1])
  const handle = openFile(process.argv[2])
  handle.exec('BEGIN IMMEDIATE')
  console.log('held')
  process.stdin.on('end', () => handle.exec('ROLLBACK')).resume()`

test(
  'while another process holds the lock nothing is acknowledged, and afterwards all goes on',
  { timeout: 60_000 },
  async () => {
    const rig = await startRig()
    const visitor = rig.visitor()
    const asked = start('πρώτο')
    expect(await visitor.emitWithAck('conversation:start', asked)).toMatchObject({ ok: true })
    const other = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      holder,
      join(import.meta.dirname, 'sqlite.ts'),
      join(rig.data, 'rotame.sqlite'),
    ])
    await once(other.stdout, 'data')
    const sent = { conversation: asked.id, id: newId(), text: 'δεύτερο' }
    expect(await visitor.emitWithAck('message:send', sent)).toEqual({ ok: false, error: 'failed' })
    await until(async () => (await fetch(`${rig.url}/health`)).status === 503)
    expect(await visitor.emitWithAck('conversation:open', { after: 0 })).toMatchObject({
      messages: [{ text: 'πρώτο' }],
    })
    other.stdin.end()
    await once(other, 'exit')
    expect(await visitor.emitWithAck('message:send', sent)).toMatchObject({ ok: true, message: { seq: 2 } })
    await until(async () => (await fetch(`${rig.url}/health`)).status === 200)
    await rig.stop()
  },
)

test.skipIf(noStrace)(
  `what is acknowledged has been forced to disk before${noStrace}`,
  { timeout: 60_000 },
  async () => {
    const calls = 'pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg'
    const server = await startChild({ LOG_LEVEL: 'info' }, [
      'strace',
      '-f',
      '-y',
      '-s',
      '400',
      '-e',
      `trace=${calls}`,
      '-o',
      'trace',
    ])
    const visitor = server.visitor()
    const asked = start('πρώτο')
    await visitor.emitWithAck('conversation:start', asked)
    await visitor.emitWithAck('message:send', { conversation: asked.id, id: newId(), text: 'δεύτερο' })
    const lines = joined(server.read('trace').split('\n'))
    const isLog = (line: string) => line.includes('rotame.sqlite-wal>')
    const acknowledgements = lines.flatMap((line, at) =>
      !line.includes('<resumed>') &&
      /\b(write|writev|sendto|sendmsg)\(\d+<(TCP|socket)/.test(line) &&
      line.includes('{\\"ok\\":true')
        ? [at]
        : [],
    )
    expect(acknowledgements).toHaveLength(2)
    let from = lines.findLastIndex((line, at) => at < acknowledgements[0]! && line.includes('listening'))
    for (const acknowledged of acknowledgements) {
      const written = lines.findLastIndex(
        (line, at) => at < acknowledged && at > from && isLog(line) && line.includes('pwrite64('),
      )
      const synced = lines.findLastIndex(
        (line, at) => at < acknowledged && at > from && isLog(line) && /f(data)?sync\(.*= 0$/.test(line),
      )
      expect(written).toBeGreaterThan(from)
      expect(synced).toBeGreaterThan(written)
      from = acknowledged
    }
  },
)

/** A call during which another thread has called has two lines: what it began with is put before its end as well. */
function joined(lines: string[]): string[] {
  const begun = new Map<string, string>()
  return lines.map((line) => {
    const [thread = ''] = line.split(' ')
    const begin = / <unfinished \.\.\.>$/.exec(line)
    if (begin) begun.set(thread, line.slice(0, begin.index))
    const end = /<\.\.\. \w+ resumed>(.*)$/.exec(line)
    return end ? `${begun.get(thread)} <resumed>${end[1]}` : line
  })
}
