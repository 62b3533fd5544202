// Views: a list with a filter, kept under a name; an agent's own, or the team's.

import * as z from 'zod'
import { id, named, written } from './pieces.ts'
import { done, reply, request } from './request.ts'

export interface View {
  /** Made by the browser of whoever saved it. */
  id: string
  name: string
  /** For everyone; else for whoever saved it alone. */
  isShared: boolean
  /** The list, by its route in the console. */
  page: string
  /** As the console's address has it: `tag=vip&kind=chat`. */
  filter: string
}

export const ofViews = {
  /** The shared ones and one's own, in the order in which they were made. */
  'views:open': request('staff', z.strictObject({}), reply<{ views: View[] }>()),
  /**
   * Keeps one under its id, in its whole; of two who change it the latest has it. One for everyone is an owner's to
   * make, change and remove: refused `not-allowed`; `no-room` when there are too many.
   */
  'view:save': request(
    'staff',
    z.strictObject({ id, name: named, isShared: z.boolean(), page: written.max(20), filter: written.max(600) }),
    reply<{ view: View }>(),
  ),
  /** Done where there is none as well. */
  'view:remove': request('staff', z.strictObject({ id }), done),
}
