// Sealing: what opens a mailbox is kept encrypted, under a key of the server's secret, and is of one place alone.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const version = 'v1.'
const ivLength = 12
const tagLength = 16

export interface Sealing {
  /** @param place what it belongs to: opened for another it is nothing */
  seal: (text: string, place: string) => string
  /** Null: it was sealed under another secret, for another place, or was changed. */
  open: (sealed: string, place: string) => string | null
}

/** AES-256-GCM. @param secret the server's own */
export function sealingOf(secret: string): Sealing {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'rotame mail consent', 32))
  return {
    seal(text, place) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return version + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url')
      if (!sealed.startsWith(version) || bytes.length < ivLength + tagLength) return null
      const [iv, tag] = [bytes.subarray(0, ivLength), bytes.subarray(ivLength, ivLength + tagLength)]
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
      decipher.setAAD(Buffer.from(place)).setAuthTag(tag)
      try {
        const text = decipher.update(bytes.subarray(ivLength + tagLength))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        // What GCM does not vouch for is no text of ours; why, it does not say.
        return null
      }
    },
  }
}
