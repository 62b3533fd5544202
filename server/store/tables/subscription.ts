// Subscriptions: the devices that agents are called on while the console is closed, and how each wants to be called.

import type { Wishes } from '../../protocol/push.ts'
import { instant, json, personal, plain, type RowOf, sealed, table, text } from './column.ts'

/** One a sign-in, with which it ends. */
export const subscription = table(
  { of: 'staff', kept: 'as long', row: ['endpoint'] },
  {
    session: plain(text),
    userId: personal(text),
    endpoint: personal(text),
    p256dh: sealed(text),
    auth: sealed(text),
    at: instant,
  },
)
export type StoredSubscription = RowOf<typeof subscription>

export const wish = table(
  { of: 'staff', kept: 'for good', row: ['userId'] },
  {
    userId: plain(text),
    wishes: sealed(json<Wishes>()),
  },
)
