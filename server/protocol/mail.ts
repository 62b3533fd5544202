// Mails: those that failed, and the copy of a conversation that a visitor asks for.

import type { Attachment } from './files.ts'

/** To an account of the team, about itself. */
export const toStaff = ['invitation', 'password-reset', 'credential'] as const

/** What has become of what lets somebody of the team in. */
export type CredentialChange =
  | 'password-changed'
  | 'password-reset'
  | 'second-factor-made'
  | 'second-factor-reset'
  | 'passkey-added'
  | 'passkey-removed'

/** To the team; and to the visitor. */
export type MailKind =
  | 'ticket-team'
  | 'overdue'
  | 'answered'
  | 'ticket-visitor'
  | 'ticket-reply'
  | 'continuity'
  | 'closing'
  | 'transcript-code'
  | 'transcript'
  | 'request-code'
  | 'data-code'
  | 'claim'
  | 'mailbox-gone'
  | (typeof toStaff)[number]

/** A mail that failed for good, as agents see it. */
export interface FailedMail {
  id: number
  kind: MailKind
  to: string
  /** The seq of the message that it brings; null: it brings none. */
  seq: number | null
  at: number
  /** As the mail server said it, or why the mail cannot be drawn. */
  error: string
  /** Whether it is our own fault: the mail cannot be drawn. */
  isOurs: boolean
}

/** Sent there, or waiting for the code that was; or for an address. */
export type TranscriptAsked = { state: 'sent' | 'code'; email: string } | { state: 'address' }

/** A mail that has come in, as agents see all of it. */
export interface WholeMail {
  subject: string
  /** What it quotes and is signed with. */
  rest: string
  /** As it came; null: it is not kept any more. */
  original: Attachment | null
}

/** A mail that belongs to nothing, or that no reader makes sense of. */
export interface StrayMail {
  id: number
  /** Null: it does not say. */
  from: string | null
  subject: string
  isUnreadable: boolean
  at: number
  original: Attachment | null
}

/** That a mailbox cannot be read. */
export interface InboxTrouble {
  since: number
  /** What is wrong and what to do, for who runs the server. */
  why: string
  /** Whether an owner has to consent (anew) that it is read. */
  needsConsent?: true
}

/** How mail comes in to a site. */
export interface MailIn {
  site: string
  /** What is wrong with its mailbox; null: nothing. */
  trouble: InboxTrouble | null
  /** How many mails belong to nothing and wait for somebody to look. */
  strays: number
}
