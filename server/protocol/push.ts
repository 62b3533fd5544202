// What calls agents who look elsewhere: by Web Push, on a device for as long as it is signed in, or by an open console.

import * as z from 'zod'
import { written } from './pieces.ts'
import { done, reply, request } from './request.ts'

/** What an agent is called for: what is theirs, what nobody has, what their team has, what they follow. */
export const callings = ['mine', 'queue', 'team', 'followed'] as const
export type Calling = (typeof callings)[number]

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** How an agent wants to be called. */
export const wishes = z.strictObject({
  tells: z.array(z.enum(callings)).max(callings.length),
  /** When they are not, on their own clock; past midnight where it ends before it begins. */
  quiet: z.strictObject({ from: timeOfDay, until: timeOfDay, zone: written.max(64) }).nullable(),
  /** Whether a call says who wrote and what: a locked phone shows it. */
  hasText: z.boolean(),
})
export type Wishes = z.infer<typeof wishes>

/** As a browser gives it; what is sent there is encrypted for the browser alone. */
export const subscription = z.strictObject({
  endpoint: z.url().max(1_000),
  p256dh: z.string().regex(/^[\w-]{87}$/),
  auth: z.string().regex(/^[\w-]{22}$/),
})
export type Subscription = z.infer<typeof subscription>

/** What the service worker is told, by the server so that nobody on the way can read it, or by an open console. */
export interface Call {
  title: string
  body: string
  /** Of the conversation: a later call of the same takes its place. */
  tag: string
  /** What opens it, from where the console is. */
  path: string
  locale: string
}

export const ofPush = {
  /** How they want to be called, and the key that a browser subscribes with; null: none is called by push. */
  'push:open': request(
    'staff',
    z.strictObject({}),
    reply<{ key: string | null; mayHaveText: boolean; wishes: Wishes }>(),
  ),
  /** Calls this device for as long as it is signed in. Refused `not-allowed` for a service that the owner has not. */
  'push:subscribe': request('staff', subscription, done),
  'push:unsubscribe': request('staff', z.strictObject({}), done),
  'push:wish': request('staff', wishes, done),
}
