// Wrapping: what came with a mail and nobody but a mail program opens, for the agent to be told so.

import type { Wrapping } from '../../protocol/via.ts'

/** Where Outlook's own format begins (MS-OXTNEF, 2.1.3.1). */
const tnef = Buffer.from([0x78, 0x9f, 0x3e, 0x22])

/** The part of a PGP mail that says no more than that it is one (RFC 3156, 4). */
export const isControl = ({ mimeType }: { mimeType: string }): boolean => mimeType === 'application/pgp-encrypted'

/** @param isEncrypted whether the mail is one of PGP */
export function wrappingOf(
  { type, name, bytes }: { type: string; name: string; bytes: Buffer },
  isEncrypted: boolean,
): Wrapping | null {
  if (/^application\/(x-)?pkcs7-mime$/.test(type) || /\.p7m$/i.test(name)) return 'smime'
  if (/^application\/((x-)?pkcs7|pgp)-signature$/.test(type) || /\.p7s$/i.test(name)) return 'signature'
  if (/^application\/(vnd\.)?ms-tnef$/.test(type) || bytes.subarray(0, tnef.length).equals(tnef)) return 'outlook'
  return isEncrypted && bytes.subarray(0, 100).includes('-----BEGIN PGP MESSAGE-----') ? 'pgp' : null
}
