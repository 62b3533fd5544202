// A client that writes Socket.IO's frames by hand into a bare TCP connection: so cheap that it is not what is measured,
// and able to do what no client of ours would, such as to stop reading.

import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

export interface Wire {
  /** What follows the name of the event is JSON already. @returns the number under which `heard` is told the answer */
  emit: (event: string, json: string) => number
  tcp: Socket
  /** Resolves when it is closed: with the code and reason of the server's close frame, or null. */
  closed: Promise<CloseFrame | null>
}
interface CloseFrame {
  code: number
  reason: string
}

/** @param heard told the number of an answer, or null for what the server says by itself, and the whole packet */
export type Heard = (answered: number | null, packet: string) => void

/** Opens a namespace; resolves when the server has let it in. */
export function openWire({
  port,
  namespace,
  auth,
  headers,
  heard,
}: {
  port: number
  namespace: string
  auth: object
  headers: Record<string, string>
  heard: Heard
}): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const tcp = connect({ port, host: '127.0.0.1', noDelay: true })
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const key = randomBytes(16).toString('base64')
    tcp.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${lines.join('')}\r\n`,
    )
    const prefix = `/${namespace},`
    let last = 0
    const emit = (event: string, json: string) => {
      tcp.write(frame(`42${prefix}${++last}["${event}",${json}]`))
      return last
    }
    let said: CloseFrame | null = null
    const closed = new Promise<CloseFrame | null>((gone) => tcp.once('close', () => gone(said)))
    const end = (bytes: Buffer) => {
      // Socket.IO's own close has no reason.
      if (bytes.length >= 2) said = { code: bytes.readUInt16BE(0), reason: bytes.toString('utf8', 2) }
      // What waits to be written nobody reads any more, and a server waits half a minute for its end.
      tcp.destroy()
    }
    const hear = (packet: string) => {
      if (packet === '2') return void tcp.write(frame('3'))
      if (packet.startsWith('0')) return void tcp.write(frame(`40${prefix}${JSON.stringify(auth)}`))
      if (packet.startsWith('40')) return resolve({ emit, tcp, closed })
      if (packet.startsWith('44')) return reject(new Error(packet))
      heard(packet.startsWith('43') ? Number.parseInt(packet.slice(2 + prefix.length)) : null, packet)
    }
    let rest: Buffer | null = null
    let isOpen = false
    tcp.on('data', (chunk: Buffer) => {
      rest = rest ? Buffer.concat([rest, chunk]) : chunk
      if (!isOpen) {
        const end = rest.indexOf('\r\n\r\n')
        if (end < 0) return
        isOpen = true
        rest = rest.subarray(end + 4)
      }
      rest = read(rest, hear, end)
    })
    tcp.on('error', reject).on('close', () => reject(new Error('closed')))
  })
}

/** A masked text frame, as browsers send them (RFC 6455, section 5.3). */
export function frame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + 4 + length)
  bytes[0] = 0x81
  bytes[1] = 0x80 | (head === 2 ? length : head === 4 ? 126 : 127)
  if (head === 4) bytes.writeUInt16BE(length, 2)
  if (head === 10) bytes.writeBigUInt64BE(BigInt(length), 2)
  bytes.fill(mask, head, head + 4)
  bytes.write(text, head + 4)
  for (let at = head + 4; at < bytes.length; at++) bytes[at]! ^= mask
  return bytes
}
const mask = 0x5a

/** Reads whole frames: texts, and the one that closes. @returns what is left of the last one, or null */
function read(bytes: Buffer, hear: (text: string) => void, end: (said: Buffer) => void): Buffer | null {
  let at = 0
  while (bytes.length - at >= 2) {
    const short = bytes[at + 1]! & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (bytes.length - at < head) break
    const length =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
    if (bytes.length - at < head + length) break
    const kind = bytes[at]! & 0x0f
    if (kind === 1) hear(bytes.toString('utf8', at + head, at + head + length))
    if (kind === 8) end(bytes.subarray(at + head, at + head + length))
    at += head + length
  }
  return at === bytes.length ? null : bytes.subarray(at)
}
