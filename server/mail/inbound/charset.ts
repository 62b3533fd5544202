// Charsets that a mail does not name, or names wrongly: what was read as Latin and is something else is read anew.

const latin = new TextDecoder('windows-1252')
/** What windows-1252 has between 0x80 and 0x9f; the five it has not are read as they are. */
const upper = new Map(
  [...latin.decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at))].map(
    (sign, at) => [sign, 0x80 + at] as const,
  ),
)
const utf8 = new TextDecoder('utf-8', { fatal: true })
const greek = new TextDecoder('windows-1253')
/** So many letters at least, and so many for each of the English alphabet, are Greek: no Latin tongue has them. */
const fewest = 4
const share = 2

/**
 * A text as it was written, where it is UTF-8, or Greek of one byte a letter, that nobody has said to be so: programs
 * then read Latin. Anything else stays as it is.
 */
export function readAnew(text: string): string {
  if (!/[\u0080-\u00FF]/.test(text)) return text
  const bytes = bytesOf(text)
  if (!bytes) return text
  try {
    return utf8.decode(bytes)
  } catch {
    const accented = text.match(/[\u00B8-\u00FF]/g)?.length ?? 0
    const plain = text.match(/[A-Za-z]/g)?.length ?? 0
    return accented >= fewest && accented >= share * plain ? greek.decode(bytes) : text
  }
}

/** A mail whose head is in UTF-8, as it is to be (RFC 6532); one in other bytes is read line by line. */
export function readHead(source: Buffer): Buffer {
  const before = (bytes: Buffer, gap: string) => {
    const at = bytes.indexOf(gap)
    return at < 0 ? bytes : bytes.subarray(0, at)
  }
  const head = before(before(source, '\r\n\r\n'), '\n\n')
  try {
    utf8.decode(head)
    return source
  } catch {
    const read = (line: string) => {
      const [name = ''] = /^[!-9;-~]+:/.exec(line) ?? []
      return name + readAnew(line.slice(name.length))
    }
    const lines = latin.decode(head).split('\n').map(read)
    return Buffer.concat([Buffer.from(lines.join('\n')), source.subarray(head.length)])
  }
}

/** As windows-1252 writes it; null: it cannot. */
function bytesOf(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const byte = code <= 0xff ? code : upper.get(text[at]!)
    if (byte === undefined) return null
    bytes[at] = byte
  }
  return bytes
}
