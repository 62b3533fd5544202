// Two processes behind nginx as nginx.conf sets it up: polling sticks, and a node that is killed loses nothing.

import { io, type Socket } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../protocol/conversation.ts'
import { startChild } from './child.ts'
import { makeDatabase, noPostgres, noRedis, startRedis } from './databases.ts'
import { noNginx, startNginx } from './nginx.ts'
import { context, newId, newSecret, next, origin, until } from './rig.ts'

const missing = noPostgres ?? noRedis ?? noNginx

test.skipIf(missing)(
  `behind nginx polling sticks to its node, and nodes killed one after the other lose nothing${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 120_000 },
  async () => {
    const database = await makeDatabase()
    const redis = await startRedis()
    onTestFinished(async () => {
      await redis.end()
      await database.drop()
    })
    const env = { DATABASE_URL: database.url, REDIS_URL: redis.url, ROTAME_SECRET: newSecret() }
    const nodes = await Promise.all([startChild(env), startChild(env)])
    const { url, stop } = await startNginx(nodes.map((node) => Number(new URL(node.url).port)))
    onTestFinished(stop)
    const sockets: Socket[] = []
    onTestFinished(() => sockets.forEach((socket) => socket.disconnect()))
    const visitor = (secret: string, transports: string[], to = url) => {
      const auth = { v: 1, site: 'oxzino', secret, locale: 'el' }
      const socket = io(`${to}/visitor`, {
        auth,
        extraHeaders: { origin },
        transports,
        forceNew: true,
        reconnectionDelay: 100,
        reconnectionDelayMax: 300,
      })
      sockets.push(socket)
      return socket
    }
    const secret = newSecret()
    const [polling, quick] = [visitor(secret, ['polling']), visitor(secret, ['websocket'])]
    const heard = next<{ message: Message }>(quick, 'message:new')
    await next(quick, 'connect')
    const { conversation } = await polling.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'με polling' },
      context,
    })
    expect((await heard).message.text).toBe('με polling')

    // Each node is killed in the middle of sending, one after the other, so whichever had the socket has gone.
    const wanted = Array.from({ length: 15 }, (_, at) => ({
      conversation: conversation.id as string,
      id: newId(),
      text: String(at),
    }))
    /** As the widget does it: one at a time, again under the same id until it is acknowledged. */
    const send = async (sent: (typeof wanted)[number]) => {
      for (;;) {
        const answer = (await quick
          .timeout(1_000)
          .emitWithAck('message:send', sent)
          .catch(() => null)) as { ok: boolean } | null
        if (answer?.ok) return
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    for (const [at, sent] of wanted.entries()) {
      const node = nodes[(at - 5) / 5]
      node?.kill()
      await send(sent)
      if (node) await startChild({ ...env, PORT: new URL(node.url).port })
    }
    await until(() => polling.connected)
    const { messages } = (await polling.emitWithAck('conversation:open', { after: 1 })) as { messages: Message[] }
    expect(messages.map(({ seq }) => seq)).toEqual(wanted.map((_, at) => at + 2))
    expect(messages.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
  },
)
