// The network between browsers and servers: a TCP proxy that reads WebSocket frames, and cuts, holds and drops them.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Frame, Frames, type Packet } from './frames.ts'
import type { CutPoint, Numbers } from './plan.ts'

/** A browser's WebSocket, through to a server. */
export interface Link {
  /** The host name that the browser used: who it is. */
  host: string
  node: number
  client: Socket
  server: Socket
  /** What was asked and not answered, by its number. */
  asked: Map<number, Packet>
  isDead: boolean
}

/** What waits for the next frame that it fits; true when it has done something with the frame. */
interface Armed {
  fits: (passing: Passing) => boolean
  act: (passing: Passing) => void
  until: number
}

interface Passing extends Frame {
  link: Link
  from: 'client' | 'server'
  /** What an answer is an answer to. */
  question: Packet | undefined
  pass: () => void
}

interface Parts {
  numbers: Numbers
  /** Ports of the servers. */
  ports: number[]
  isUp: (node: number) => boolean
  /** Since when there is a server again, after there was none; ms since 1970. */
  upSince: () => number
  note: (text: string) => void
}

export type Proxy = Awaited<ReturnType<typeof openProxy>>

const isMessage = ({ said }: { said: Packet }) =>
  said.kind === 'asked' && /^(message:send|conversation:start)$/.test(said.event)
/** Visitors are told of one message, agents of all that came in a turn. */
const isNews = ({ event }: Packet) => event === 'message:new' || event === 'message:more'

export async function openProxy({ numbers, ports, isUp, upSince, note }: Parts) {
  const links = new Set<Link>()
  const dead = new Set<Link>()
  const plain = new Set<Socket>()
  const pins = new Map<string, number>()
  let armed: Armed[] = []
  /** Who has lost the line, and when. */
  const lost = new Map<string, number>()
  /** How long after a server was there again those who had lost the line with the last one said something, ms. */
  const backs: number[] = []
  let cuts = 0

  const nodeFor = (host: string, isFree: boolean): number => {
    const up = ports.map((_, node) => node).filter(isUp)
    const pinned = pins.get(host)
    if (pinned !== undefined && up.includes(pinned)) return pinned
    if (up.length === 0) return 0
    // Long polling sticks to one server, as behind a real proxy, and so does the WebSocket that takes its place; others
    // go anywhere.
    return isFree ? numbers.pick(up) : up[host.length % up.length]!
  }

  const server = createServer((client) => {
    client.on('error', () => client.destroy())
    let head = Buffer.alloc(0)
    const onHead = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      if (!head.includes('\r\n\r\n')) return
      client.off('data', onHead)
      client.pause()
      const text = head.toString('latin1')
      const host = /^host: ([^:\r]+)/im.exec(text)?.[1] ?? ''
      const isSocket = /^upgrade: websocket/im.test(text)
      const node = nodeFor(host, isSocket && !/[?&]sid=/.test(text))
      const upstream = connect(ports[node]!, '127.0.0.1')
      upstream.setNoDelay(true)
      client.setNoDelay(true)
      upstream.on('error', () => client.destroy())
      upstream.write(head)
      if (isSocket) join({ host, node, client, server: upstream, asked: new Map(), isDead: false })
      else {
        plain.add(client)
        client.pipe(upstream).pipe(client)
        client.on('close', () => {
          plain.delete(client)
          upstream.destroy()
        })
        upstream.on('close', () => client.destroy())
      }
      client.resume()
    }
    client.on('data', onHead)
  })

  const join = (link: Link) => {
    links.add(link)
    const fromClient = new Frames()
    const fromServer = new Frames()
    let isOpen = false
    link.client.on('data', (chunk: Buffer) => {
      for (const frame of fromClient.push(chunk)) weigh(link, 'client', frame)
    })
    let answer = Buffer.alloc(0)
    link.server.on('data', (chunk: Buffer) => {
      if (isOpen) return fromServer.push(chunk).forEach((frame) => weigh(link, 'server', frame))
      answer = Buffer.concat([answer, chunk])
      const end = answer.indexOf('\r\n\r\n')
      if (end < 0) return
      isOpen = true
      link.client.write(answer.subarray(0, end + 4))
      for (const frame of fromServer.push(answer.subarray(end + 4))) weigh(link, 'server', frame)
    })
    const end = () => {
      // Nobody tells the ends of a dead link.
      if (link.isDead) return
      links.delete(link)
      lost.set(link.host, Date.now())
      link.client.destroy()
      link.server.destroy()
    }
    link.client.on('close', end)
    link.server.on('close', end)
  }

  const weigh = (link: Link, from: 'client' | 'server', frame: Frame) => {
    if (link.isDead || !links.has(link)) return
    const { said } = frame
    if (from === 'client' && said.kind === 'asked') {
      link.asked.set(said.ack!, said)
      if ((lost.get(link.host) ?? Infinity) < upSince()) backs.push(Date.now() - upSince())
      lost.delete(link.host)
    }
    const question = from === 'server' && said.kind === 'answered' ? link.asked.get(said.ack!) : undefined
    if (question) link.asked.delete(said.ack!)
    const pass = () => {
      if (link.isDead || !links.has(link)) return
      ;(from === 'client' ? link.server : link.client).write(frame.bytes)
    }
    const passing: Passing = { ...frame, link, from, question, pass }
    const now = Date.now()
    const found = armed.find((each) => each.until > now && each.fits(passing))
    if (!found) return pass()
    armed = armed.filter((each) => each !== found && each.until > now)
    found.act(passing)
  }

  /** Breaks a connection as networks do: now with a word, now without. */
  const cut = (link: Link, why: string) => {
    if (!links.delete(link)) return
    cuts++
    note(`cut ${link.host} at node ${link.node}: ${why}`)
    if (numbers.next() < 0.5) link.client.resetAndDestroy()
    else link.client.end()
    // What was passed on before it is still on its way.
    link.server.end()
  }

  const fitsOf: Record<CutPoint, (passing: Passing) => boolean> = {
    'before-send': isMessage,
    'after-send': isMessage,
    'half-frame': isMessage,
    'before-ack': ({ question }) => !!question && isMessage({ said: question }),
    'after-ack': ({ question }) => !!question && isMessage({ said: question }),
    'before-new': ({ said }) => isNews(said),
    'after-new': ({ said }) => isNews(said),
    'catching-up': ({ question }) => question?.event.endsWith(':open') ?? false,
    idle: () => true,
  }
  const actOf = (point: CutPoint) => (passing: Passing) => {
    const { link, from, bytes } = passing
    if (point.startsWith('after')) passing.pass()
    if (point === 'half-frame')
      (from === 'client' ? link.server : link.client).write(bytes.subarray(0, bytes.length >> 1))
    cut(link, point)
  }
  const arm = (fits: Armed['fits'], act: Armed['act'], withinMs = 4_000) =>
    void armed.push({ fits, act, until: Date.now() + withinMs })
  const isAck = fitsOf['before-ack']

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const other = createServer((socket) => server.emit('connection', socket))
  await new Promise<void>((resolve) => other.once('error', () => resolve()).listen(port, '::1', resolve))
  return {
    port,
    cuts: () => cuts,
    backs,
    links: () => [...links],
    /** @param who may be hit, by this and the next two */
    cutAt: (point: CutPoint, who: (host: string) => boolean) =>
      arm((passing) => who(passing.link.host) && fitsOf[point](passing), actOf(point)),
    delayAck: (by: number, who: (host: string) => boolean) =>
      arm(
        (passing) => who(passing.link.host) && isAck(passing),
        ({ pass, link }) => {
          note(`acknowledgement to ${link.host} held for ${by} ms`)
          setTimeout(pass, by)
        },
      ),
    dropAck: (who: (host: string) => boolean) =>
      arm(
        (passing) => who(passing.link.host) && isAck(passing),
        ({ link }) => note(`acknowledgement to ${link.host} dropped`),
      ),
    /** Somebody is not told of a message. */
    miss: () =>
      arm(
        ({ said }) => isNews(said),
        ({ link }) => note(`${link.host} misses a message`),
      ),
    /** An agent is not told of a certain message, nor of what it has changed. */
    missAll(text: string, host: string) {
      const fits =
        (event: string) =>
        ({ said, link }: Passing) =>
          (event === '' ? isNews(said) : said.event === event) &&
          link.host === host &&
          JSON.stringify(said.body).includes(text)
      for (const event of ['', 'conversation:changed'])
        arm(fits(event), ({ link }) => note(`${link.host} misses ${event || 'a message'}`), 10_000)
    },
    /** Lets a link carry nothing more, and tells nobody. */
    kill(link: Link) {
      note(`the socket of ${link.host} is dead`)
      link.isDead = true
      links.delete(link)
      dead.add(link)
    },
    /** Sends a browser's next sockets to a server, and those it has now. */
    pin(host: string, node: number) {
      pins.set(host, node)
      for (const link of links) if (link.host === host && link.node !== node) cut(link, 'to move')
      // Whoever has not noticed yet that its line is dead comes at once.
      for (const link of dead) if (link.host === host) link.client.destroy()
    },
    /** From now on everything passes. */
    calm() {
      armed = []
    },
    close() {
      for (const { client, server } of [...links, ...dead]) {
        client.destroy()
        server.destroy()
      }
      for (const socket of plain) socket.destroy()
      server.close()
      other.close()
    },
  }
}
