// How many pixels a picture has, by its own header: a few bytes of it may take a browser gigabytes to draw.

/** As many as may be drawn: 200 MB once unpacked. A telephone's camera makes 12 million, a very good one 50. */
const most = 50_000_000

/** Whether a browser may draw a picture. @param bytes how it begins: of our stored pieces, the first */
export function isDrawable(type: string, bytes: Buffer): boolean {
  const read = readers[type]
  try {
    const size = read?.(bytes)
    return Boolean(size && size.width * size.height <= most)
  } catch (error) {
    // It ends before its size, or lies about where that is.
    if (error instanceof RangeError) return false
    throw error
  }
}

interface Size {
  width: number
  height: number
}

const readers: Record<string, (bytes: Buffer) => Size | null> = {
  // PNG, 11.2.1: the header is the first chunk.
  'image/png': (bytes) =>
    bytes.toString('latin1', 12, 16) === 'IHDR'
      ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
      : null,
  'image/jpeg': jpeg,
  'image/gif': gif,
  'image/webp': webp,
}

/** ITU T.81, B.1: segments up to the one that begins a frame; a decoder takes no second one. */
function jpeg(bytes: Buffer): Size | null {
  let at = 2
  for (;;) {
    if (bytes.readUInt8(at++) !== 0xff) return null
    let marker = bytes.readUInt8(at++)
    while (marker === 0xff) marker = bytes.readUInt8(at++)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: bytes.readUInt16BE(at + 3), width: bytes.readUInt16BE(at + 5) }
    // Scans and the end come after the frame; these alone have no length.
    if (marker === 0xda || marker === 0xd9) return null
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
    if (!isBare) at += bytes.readUInt16BE(at)
  }
}

/** GIF89a, 18 and 20: a first frame that is larger than the screen makes the screen larger. */
function gif(bytes: Buffer): Size | null {
  const tableOf = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let at = 13 + tableOf(bytes.readUInt8(10))
  for (;;) {
    const block = bytes.readUInt8(at)
    if (block === 0x2c) {
      const [left, top, width, height] = [1, 3, 5, 7].map((offset) => bytes.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
        number,
      ]
      return {
        width: Math.max(bytes.readUInt16LE(6), left + width),
        height: Math.max(bytes.readUInt16LE(8), top + height),
      }
    }
    if (block !== 0x21) return null
    at += 2
    for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) at += length + 1
    at++
  }
}

/** RFC 9649, 2.5 to 2.7. */
function webp(bytes: Buffer): Size | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    default:
      return null
  }
}
