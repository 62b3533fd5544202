// A body as it leaves: compressed once for each encoding, when that is first asked for, and kept.

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync, constants, gzip } from 'node:zlib'

export const encodings = ['br', 'gzip'] as const
export type Encoding = (typeof encodings)[number]
/**
 * What is sent again and again is worth compressing well; what is sent once is not; pictures are compressed already.
 */
type Packing = 'best' | 'quick' | 'none'

/** Bytes of their own: a few, cut from what node takes 64 kB at a time for, would hold on to all of it. */
function ownBytes(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Bytes below which nothing is gained. */
const least = 200
/**
 * Bytes up to which brotli's best takes less than 0.2 s, off the server's own thread; above them, what is nearly as
 * good.
 */
const mostForBest = 65_536
const mostForBetter = 131_072
/** Bytes up to which each of brotli's modes is tried: which is best cannot be told beforehand. */
const mostForModes = 4_096
const everyMode = [constants.BROTLI_MODE_GENERIC, constants.BROTLI_MODE_TEXT, constants.BROTLI_MODE_FONT]

export class Body {
  /** Null: it is made of what it was compressed to. */
  readonly #whole: Buffer | null
  readonly #br: Buffer | null
  readonly #length: number
  /** Of the whole: tags of the others are made from it. */
  readonly #tag: string
  readonly #packing: Packing
  readonly #packed: Partial<Record<Encoding, Promise<Buffer>>>

  /** @param packed what was compressed beforehand; with brotli's, the whole is not kept: few ask for it */
  constructor(whole: string | Buffer, packing: Packing = 'best', packed: Partial<Record<Encoding, Buffer>> = {}) {
    const bytes = Buffer.from(whole)
    this.#length = bytes.length
    this.#br = packed.br ? ownBytes(packed.br) : null
    this.#whole = packed.br ? null : ownBytes(bytes)
    this.#tag = createHash('sha256').update(whole).digest('base64url').slice(0, 6)
    this.#packing = packing
    this.#packed = Object.fromEntries(
      Object.entries(packed).map(([name, bytes]) => [
        name,
        Promise.resolve(name === 'br' ? this.#br! : ownBytes(bytes)),
      ]),
    )
  }

  get whole(): Buffer {
    return this.#whole ?? brotliDecompressSync(this.#br!)
  }

  /** Differs by encoding (RFC 9110, section 8.8.3.3). */
  etag(encoding: Encoding | null): string {
    return encoding === null ? `"${this.#tag}"` : `"${this.#tag}${encoding[0]}"`
  }

  /** Whether it has smaller forms. */
  get isPackable(): boolean {
    return this.#packing !== 'none' && this.#length >= least
  }

  /** The bytes in an encoding. */
  as(encoding: Encoding | null): Buffer | Promise<Buffer> {
    return encoding === null ? this.whole : (this.#packed[encoding] ??= this.#pack(encoding).then(ownBytes))
  }

  async #pack(encoding: Encoding): Promise<Buffer> {
    if (encoding === 'gzip') return zip(this.whole, { level: this.#packing === 'best' ? 9 : 6 })
    const length = this.#length
    const best = length > mostForBetter ? 9 : length > mostForBest ? 10 : 11
    const quality = this.#packing === 'best' ? best : 4
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE } = constants
    const modes = length > mostForModes ? [constants.BROTLI_MODE_GENERIC] : everyMode
    const packed = await Promise.all(
      modes.map((mode) =>
        brotli(this.whole, {
          params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: length, [BROTLI_PARAM_MODE]: mode },
        }),
      ),
    )
    return packed.reduce((least, each) => (each.length < least.length ? each : least))
  }
}

/** A body of JSON, and of what. */
export type Json<T extends object> = Body & { readonly json?: T }

export const json = <T extends object>(value: T, packing?: Packing): Json<T> => new Body(JSON.stringify(value), packing)
