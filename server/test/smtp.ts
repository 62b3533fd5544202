// A mail server that misbehaves as it is told, for tests: what it was given, and what it took.

import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { freePort } from './ports.ts'

/** Where in the talk something is said instead of what is usual; `sent` is after the message's last dot. */
export type Step = 'connect' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'sent'
/**
 * What happens there: a reply, silence, the line cut before an answer or in the middle of the message, or an answer
 * that comes late.
 */
export type Fault =
  | { step: Step; reply: string }
  | { step: Step; hang: true }
  | { step: Step; drop: true }
  | { step: 'DATA'; dropAfter: number }
  | { step: Step; late: number }

export interface Taken {
  messageId: string
  parsed: ParsedMail
  source: string
  at: number
  /** What its sender calls itself. */
  client: string
  /** When its sender was told that it was taken, ms since 1970; null: it was not. */
  answeredAt: number | null
}

/** @param given asked at each step of each connection's mail, in order, what is to go wrong there; null: nothing */
export async function startSmtp(given: (step: Step, attempt: number) => Fault | null = () => null) {
  const port = await freePort()
  let fault = given
  const sockets = new Set<Socket>()
  const taken: Taken[] = []
  const attempts: string[] = []
  let connections = 0
  let busiest = 0

  const talk = (socket: Socket) => {
    let buffer = ''
    let isData = false
    let received = 0
    let attempt = 0
    let client = ''
    const say = (line: string) => void (socket.writable && socket.write(`${line}\r\n`))
    /**
     * Says what is usual, or does what goes wrong; true when the talk goes on. @param said called with what is usual
     * once it is said
     */
    const act = (found: Fault | null, usual: string, said = () => {}): boolean => {
      const sayUsual = () => {
        if (socket.writable) said()
        say(usual)
      }
      if (!found || 'dropAfter' in found) return (sayUsual(), true)
      if ('reply' in found) return (say(found.reply), /^[23]/.test(found.reply))
      if ('drop' in found) return (socket.destroy(), false)
      if ('late' in found) return (setTimeout(sayUsual, found.late), true)
      return false
    }
    const go = (step: Step, usual: string): boolean => act(fault(step, attempt), usual)
    const take = async (source: string) => {
      const found = fault('sent', attempt)
      const parsed = await simpleParser(source)
      const messageId = parsed.messageId ?? ''
      const mail: Taken = { messageId, parsed, source, at: Date.now(), client, answeredAt: null }
      if (!found || !('reply' in found)) taken.push(mail)
      act(found, '250 taken', () => (mail.answeredAt = Date.now()))
    }
    const onLine = (line: string) => {
      const word = line.slice(0, 4).toUpperCase()
      if (word === 'EHLO' || word === 'HELO') {
        client = line.slice(5).trim()
        return void go('EHLO', '250 test')
      }
      if (word === 'MAIL') {
        attempt = attempts.push(line)
        return void go('MAIL', '250 ok')
      }
      if (word === 'RCPT') return void go('RCPT', '250 ok')
      if (word === 'DATA') {
        isData = go('DATA', '354 go on')
        return
      }
      if (word === 'QUIT') return void (say('221 bye'), socket.end())
      say('250 ok')
    }
    const onChunk = (chunk: Buffer) => {
      buffer += chunk.toString('latin1')
      for (;;) {
        if (isData) {
          received += chunk.length
          const found = fault('DATA', attempt)
          if (found && 'dropAfter' in found && received >= found.dropAfter) return void socket.destroy()
          const end = buffer.indexOf('\r\n.\r\n')
          if (end < 0) return
          const source = Buffer.from(buffer.slice(0, end + 2), 'latin1').toString()
          buffer = buffer.slice(end + 5)
          isData = false
          received = 0
          void take(source)
          continue
        }
        const end = buffer.indexOf('\r\n')
        if (end < 0) return
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        onLine(line)
      }
    }
    sockets.add(socket)
    connections++
    busiest = Math.max(busiest, sockets.size)
    socket.on('data', onChunk)
    socket.on('error', () => {}) // Cut from either side.
    socket.on('close', () => sockets.delete(socket))
    go('connect', '220 test')
  }
  let server = createServer(talk)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  /** Cuts every line: the next mail comes over a new one. */
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const stop = async () => {
    cut()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    taken,
    /** Every MAIL FROM that was heard. */
    attempts,
    get connections() {
      return connections
    },
    get busiest() {
      return busiest
    },
    fault: (next: typeof given) => void (fault = next),
    cut,
    stop,
    async start() {
      server = createServer(talk)
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}
