// Hours: when the site is open, what the team has said of it for now, and who is there.

import * as z from 'zod'
import { type Face, instant, type Localized, siteId } from './pieces.ts'

/** A window of open hours, half-open: [from, to), ms since the epoch. */
export type Window = readonly [from: number, to: number]

/**
 * What an agent has said of a site's hours for now; it ends by itself. The windows have it in them: this is for the
 * words.
 */
export interface Override {
  /** Closed early, open longer, or a break. */
  kind: 'closed' | 'open' | 'away'
  until: number
}

/** A site's hours as its agents see them. */
export interface SiteHours {
  site: string
  /** IANA zone of the hours. */
  zone: string
  windows: Window[]
  override: (Override & { by: Face }) | null
}

/** Closes until the next opening, opens until an instant, makes a break until then, or puts the usual hours back. */
export const hoursOverride = z.discriminatedUnion('kind', [
  z.strictObject({ site: siteId, kind: z.enum(['closed', 'usual']) }),
  z.strictObject({ site: siteId, kind: z.enum(['open', 'away']), until: instant }),
])
export type HoursOverride = z.infer<typeof hoursOverride>

/** A phone or a mailbox, with its own hours. */
export interface ReachedBy {
  kind: 'phone' | 'email'
  /** What is dialled or written to. */
  to: string
  /** What people read. */
  shown: string
  /** IANA zone of its hours. */
  zone: string
  windows: Window[]
  /** Milliseconds in which the first plan's mails are answered; null for a phone. */
  answer: number | null
}

/**
 * `GET /availability/SITE`: everything a panel needs to open, besides articles. The product's clock is in the header
 * `rotame-time` (ms), so that the body can be cached by its ETag.
 */
export interface Availability {
  site: {
    id: string
    name: string
    locales: string[]
    /** CSS declarations for light and dark that replace the built-in accent; null when it is the built-in one. */
    theme: { light: string; dark: string } | null
    logo: string | null
    /** The notice of what is kept, in the language that the browser asks for. */
    privacyUrl: string
    /** What may be attached; null: nothing. */
    files: { maxSize: number } | null
    /** Categories of the form for a problem, by id: a word, or one a locale. */
    categories: Record<string, Localized>
  }
  /** IANA zone of the hours. */
  zone: string
  /** The open windows of the coming weeks, and the next one after. */
  windows: Window[]
  /** What the team has said of these hours; null when they are as usual. */
  override: Override | null
  /** The other ways to reach the site's people. */
  channels: ReachedBy[]
  /** Who is present now; empty when nobody is. */
  team: Face[]
  /** Whether an answer by mail can be promised now. */
  mail: boolean
  /** Milliseconds in which the first plan's messages are answered. */
  answers: { chat: number; ticket: number; email: number }
}
