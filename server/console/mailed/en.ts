// What has come by mail, in English.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  whole: 'The whole email',
  original: 'The original (.eml)',
  source: 'Source',
  gone: 'The original is no longer there.',
  left: 'Only in the original email:',
  why: {
    'wrong-type': 'a type we do not take',
    'too-big': 'too big',
    'too-many-files': 'too many',
    'no-room': 'there was no room',
    infected: 'infected',
    unscanned: 'could not be checked',
    empty: 'empty',
    smime: 'encrypted or signed with S/MIME: a mail program opens it, from the original',
    pgp: 'encrypted with PGP: whoever has the key opens it, from the original',
    outlook: 'Outlook’s own format: a mail program opens it, from the original',
    signature: 'a signature, which we do not check',
  },
  cc: 'Also sent to:',
  isNamed: 'Written by somebody in copy, not by the visitor.',
  notArrived: 'Did not arrive by email at:',
  unreachable: (address) => `Emails to ${address} do not arrive: nothing automatic is sent there.`,
  correct: 'Correct the email…',
  reachable: 'It is right',
  remote: (host) => `picture from ${host}, not loaded`,
  same: 'This is the same person',
  isSame: 'Another address of the visitor: what comes from it now is theirs.',
  copies: 'Copy the answer to:',
  heldBack: {
    limit:
      'No acknowledgement was sent: this address has had its share of automatic emails. Your replies leave as always.',
    bounced: 'No acknowledgement was sent: emails to this address do not arrive. Correct it, or say that it is right.',
    trap: 'No acknowledgement was sent: a field that nobody sees was filled in, perhaps by a program. If a person writes, reply as always.',
  },
}
