// WebSocket frames as they pass: their bytes, and what Socket.IO says in them.

/** What a frame means to a conversation. */
export interface Packet {
  kind: 'asked' | 'answered' | 'told' | 'other'
  /** The event that is asked or told. */
  event: string
  /** Joins a question and its answer. */
  ack: number | null
  body: unknown
}

export interface Frame {
  bytes: Buffer
  said: Packet
}

const other: Packet = { kind: 'other', event: '', ack: null, body: null }

/** Cuts a stream of bytes into frames; those of browsers are masked. */
export class Frames {
  #rest: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): Frame[] {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const frames: Frame[] = []
    for (;;) {
      const frame = this.#take()
      if (!frame) return frames
      frames.push(frame)
    }
  }

  #take(): Frame | null {
    const bytes = this.#rest
    if (bytes.length < 2) return null
    const short = bytes[1]! & 127
    const head = short === 126 ? 4 : short === 127 ? 10 : 2
    if (bytes.length < head) return null
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
    const isMasked = bytes[1]! >= 128
    const start = head + (isMasked ? 4 : 0)
    if (bytes.length < start + length) return null
    this.#rest = bytes.subarray(start + length)
    const isText = (bytes[0]! & 15) === 1
    return {
      bytes: bytes.subarray(0, start + length),
      said: isText ? saidIn(unmask(bytes, head, start, length, isMasked)) : other,
    }
  }
}

function unmask(bytes: Buffer, head: number, start: number, length: number, isMasked: boolean): string {
  const body = Buffer.from(bytes.subarray(start, start + length))
  if (isMasked) for (let at = 0; at < length; at++) body[at]! ^= bytes[head + (at & 3)]!
  return body.toString()
}

/** `42/visitor,7["message:send",{…}]` and `43/visitor,7[{…}]`. */
function saidIn(text: string): Packet {
  const parts = /^4([23])\/\w+,(\d*)(\[.*\])$/s.exec(text)
  if (!parts) return other
  const [, type, digits, json] = parts
  const list = JSON.parse(json!) as unknown[]
  const ack = digits === '' ? null : Number(digits)
  if (type === '3') return { kind: 'answered', event: '', ack, body: list[0] }
  return { kind: ack === null ? 'told' : 'asked', event: String(list[0]), ack, body: list[1] }
}
