// Teams: some of a site's agents under a name, to whom conversations are given as to a person.

import * as z from 'zod'
import { accountId, id, named, siteId } from './pieces.ts'
import { done, reply, request } from './request.ts'

export interface Team {
  /** Made by the browser of whoever made it. */
  id: string
  site: string
  name: string
  /** Ids of accounts. */
  members: readonly string[]
}

export const ofTeams = {
  /**
   * Keeps one under its id, in its whole; of two who change it the latest has it, and its site stays. Refused
   * `unknown-agent` where somebody of it does not answer at the site, `no-room` when there are too many.
   */
  'team:save': request(
    'owner',
    z.strictObject({ id, site: siteId, name: named, members: z.array(accountId).max(1_000) }),
    reply<{ team: Team }>(),
  ),
  /** What it had returns to the queue. Done where there is none as well. */
  'team:remove': request('owner', z.strictObject({ id }), done),
}
