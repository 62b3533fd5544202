// The measure of a server that keeps nothing: bare Socket.IO that forwards what a visitor says to the agents and says
// so.
// With KEEP, a file, it is the measure of the least that keeps: each message is a row, committed to disk with all of
// its turn before anyone is told. Nothing is parsed, counted, limited or numbered.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { openRedis } from '../../server/live/redis.ts'

const { PORT, REDIS_URL, KEEP } = process.env
const log = { warn: console.error, info: console.error, error: console.error }
const redis = REDIS_URL ? openRedis(REDIS_URL, 'a relay of the bench', log) : null
const http = createServer()
const io = new Server(http, { serveClient: false, ...(redis && { adapter: redis.adapter }) })
const agents = io.of('/agent')
agents.on('connection', (socket) => void socket.join('agents'))
type Tell = () => void
const keep = KEEP === undefined ? (_: Message, tell: Tell) => tell() : openKeeper(KEEP)
interface Message {
  conversation: string
  id: string
  text: string
}
io.of('/visitor').on('connection', (socket) => {
  socket.on('message:send', (message: Message, acknowledge: (answer: object) => void) =>
    keep(message, () => {
      agents.to('agents').emit('message:new', message)
      acknowledge({ ok: true })
    }),
  )
})
http.listen(Number(PORT), '127.0.0.1', () => console.log('"listening"'))

function openKeeper(file: string) {
  const db = new Sqlite(file)
  for (const each of ['journal_mode = WAL', 'synchronous = FULL', 'wal_autocheckpoint = 8000']) db.pragma(each)
  db.exec(
    'create table message (conversation text not null, id text not null, text text not null, at integer not null, unique (conversation, id))',
  )
  const [begin, add, commit] = [
    'begin immediate',
    'insert into message values (?, ?, ?, ?) on conflict do nothing',
    'commit',
  ].map((sql) => db.prepare(sql))
  let waiting: { said: Message; tell: Tell }[] = []
  const run = () => {
    const batch = waiting
    waiting = []
    begin!.run()
    for (const { said } of batch) add!.run(said.conversation, said.id, said.text, Date.now())
    commit!.run()
    for (const { tell } of batch) tell()
  }
  return (said: Message, tell: Tell) => {
    if (waiting.push({ said, tell }) === 1) setImmediate(run)
  }
}
