// Mails: those that failed, and the copy of a conversation that a visitor asks for.

/** To the team; and to the visitor. */
export type MailKind =
  'ticket-team' | 'overdue' | 'ticket-visitor' | 'ticket-reply' | 'continuity' | 'transcript-code' | 'transcript'

/** A mail that failed for good, as agents see it. */
export interface FailedMail {
  id: number
  kind: MailKind
  to: string
  at: number
  /** As the mail server said it, or why the mail cannot be drawn. */
  error: string
  /** Whether it is our own fault: the mail cannot be drawn. */
  isOurs: boolean
}

/** Sent there, or waiting for the code that was; or for an address. */
export type TranscriptAsked = { state: 'sent' | 'code'; email: string } | { state: 'address' }
