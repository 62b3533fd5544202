// No listener, timer or hook of the server can end the process, and one that could is found.

import { expect, test } from 'vitest'
import { filesOfServer, unguarded, unguardedIn } from './callbacks.ts'

test('every listener, timer and hook of the server is guarded', () => {
  const files = filesOfServer()
  expect(files.length).toBeGreaterThan(60)
  expect(files.flatMap(unguardedIn)).toEqual([])
})

test.each([
  ["socket.on('connection', async (socket) => { await join(socket) })"],
  ["socket.on('connection', (socket) => join(socket))"],
  ['live.onTeam(() => void tell().catch(fault))'],
  ['setInterval(sweep, 1_000)'],
  ['const sweep = async () => {}; setInterval(sweep, 1_000)'],
  ['const sweep = () => clean(); setInterval(sweep, 1_000)'],
  ["setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 1_000)"],
  ['setTimeout(() => { try { kill() } catch {} ; kill() }, 1_000)'],
  ['process.nextTick(() => { if (!isThere) throw new Error("gone") })'],
  ['namespace.use((socket, next) => admit(socket).then(() => next()))'],
  ['void look()'],
  ['look().then(again)'],
  ['look().finally(again)'],
  ['async function look() {}; look()'],
  ['class A { async #look() {} start() { this.#look() } }'],
])('%s is found', (text) => {
  expect(unguarded('server/some.ts', text)).toHaveLength(1)
})

test.each([
  ["socket.on('connection', guarded(log, async (socket) => { await join(socket) }))"],
  ['const beat = guarded(log, async () => {}); setInterval(beat, 1_000); beat()'],
  ["client.on('error', () => {})"],
  ["client.on('error', () => (client = null))"],
  ['setTimeout(resolve, 100)'],
  ["const timer = setTimeout(() => reject(new Error('late')), 100)"],
  ['setTimeout(() => { try { kill() } catch {} }, 1_000)'],
  ['guarded(log, look)()'],
  ['look().catch(fault)'],
  ['look().then(again, fault)'],
  ["schema.createIndex('a').on('b')"],
  ["class A { async publish() {} tell() { this.live.publish('a') } }"],
])('%s is right', (text) => {
  expect(unguarded('server/some.ts', text)).toEqual([])
})
