// The measure of a server that keeps nothing: bare Socket.IO that forwards what a visitor says to the agents and says so.

import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { openRedis } from '../../server/redis.ts'

const { PORT, REDIS_URL } = process.env
const log = { warn: console.error, info: console.error, error: console.error }
const redis = REDIS_URL ? openRedis(REDIS_URL, 'a relay of the bench', log) : null
const http = createServer()
const io = new Server(http, { serveClient: false, ...(redis && { adapter: redis.adapter }) })
const agents = io.of('/agent')
agents.on('connection', (socket) => void socket.join('agents'))
io.of('/visitor').on('connection', (socket) => {
  socket.on('message:send', (message: object, acknowledge: (answer: object) => void) => {
    agents.to('agents').emit('message:new', message)
    acknowledge({ ok: true })
  })
})
http.listen(Number(PORT), '127.0.0.1', () => console.log('"listening"'))
