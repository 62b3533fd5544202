// How what was said came, and by mail, of whom.

import type { RefusalCode } from './answer.ts'
import type { MailNode } from './mailTree.ts'

/**
 * What a mail is: its writer is proven to be who takes part; or to be who they say, and that is somebody else; or is
 * not; or a program has sent it by itself.
 */
export type MailStanding = 'proven' | 'other' | 'unproven' | 'automatic'

export interface Addressee {
  address: string
  name: string | null
}

/** Somebody besides the visitor whom mails of a conversation name, or who has answered one. */
export interface Party extends Addressee {
  /** Whether a mail of the visitor's or the team's was sent to them too. */
  isNamed: boolean
  /** Whether a mail of theirs has come that was proven to be theirs. */
  hasWritten: boolean
  /** Whether an agent has said that they are the visitor. */
  isVisitor: boolean
  /** Whether answers go to them too. */
  isCopied: boolean
}

export type Via =
  | {
      kind: 'mail'
      address: string
      name: string | null
      standing: MailStanding
      /** What of its form is shown; without it its text is all. */
      tree?: MailNode[]
      /** Who else it was sent to. */
      cc?: Addressee[]
      /** What came with it and is in the original alone. */
      left?: LeftOut[]
    }
  /** By the link of a ticket. */
  | { kind: 'reference' }

/**
 * What of a mail a mail program alone opens: it is encrypted, or signed around all of it (S/MIME, PGP), or wrapped by
 * Outlook (winmail.dat); or it is a signature, which we do not check.
 */
export const wrappings = ['smime', 'pgp', 'outlook', 'signature'] as const
export type Wrapping = (typeof wrappings)[number]

export interface LeftOut {
  name: string
  why: RefusalCode | Wrapping
}
