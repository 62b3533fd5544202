// What opens mailboxes without a password: as it is asked for, given, refreshed and gone.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import type { GoneWhy } from '../tables/consent.ts'
import type { Database } from '../tables/tables.ts'

export function consentQueries(db: Kysely<Database>) {
  const one = (p: Slots<{ id: string }>) => db.updateTable('consent').where('id', '=', p.id)
  /** As it was seen. */
  const seen = (p: Slots<{ id: string; revision: number }>) => one(p).where('revision', '=', p.revision)
  const next = { revision: sql<number>`revision + 1`, renewer: null, renewUntil: null }
  return {
    consent: prepare((p: Slots<{ id: string }>) => db.selectFrom('consent').selectAll().where('id', '=', p.id)),
    addConsent: prepare((p: Slots<{ id: string }>) =>
      db
        .insertInto('consent')
        .values({ id: p.id, revision: sql.lit(0) })
        .onConflict((c) => c.doNothing()),
    ),
    askConsent: prepare((p: Slots<{ id: string; asked: string; asking: string }>) =>
      one(p).set(some(p, ['asked', 'asking'])),
    ),
    /** Takes what was asked for, once. */
    takeAsked: prepareCounted((p: Slots<{ id: string; asked: string }>) =>
      one(p).where('asked', '=', p.asked).set({ asked: null, asking: null }),
    ),
    giveConsent: prepare((p: Slots<{ id: string; tokens: string; since: number }>) =>
      one(p).set({ ...some(p, ['tokens', 'since']), ...next, goneSince: null, goneWhy: null }),
    ),
    /** Lets one node refresh the tokens. */
    holdConsent: prepareCounted(
      (p: Slots<{ id: string; revision: number; renewer: string; now: number; renewUntil: number }>) =>
        seen(p)
          .set(some(p, ['renewer', 'renewUntil']))
          .where((e) => e.or([e('renewer', 'is', null), e('renewUntil', '<=', p.now)])),
    ),
    letGoConsent: prepare((p: Slots<{ id: string; renewer: string }>) =>
      one(p).where('renewer', '=', p.renewer).set({ renewer: null, renewUntil: null }),
    ),
    renewConsent: prepareCounted((p: Slots<{ id: string; revision: number; tokens: string }>) =>
      seen(p).set({ tokens: p.tokens, ...next }),
    ),
    /** That what was given opens nothing any more. */
    loseConsent: prepareCounted((p: Slots<{ id: string; revision: number; goneSince: number; goneWhy: GoneWhy }>) =>
      seen(p)
        .set({ ...some(p, ['goneSince', 'goneWhy']), ...next, tokens: null })
        .where('tokens', 'is not', null),
    ),
    endConsent: prepare((p: Slots<{ id: string }>) =>
      one(p).set({ ...next, tokens: null, since: null, goneSince: null, goneWhy: null, asked: null, asking: null }),
    ),
    /** When the latest mail of a site has come in. */
    lastArrival: prepare((p: Slots<{ site: string }>) =>
      db.selectFrom('arrival').select('at').where('site', '=', p.site).orderBy('key', 'desc').limit(1),
    ),
    ownerAddresses: prepare(() => db.selectFrom('user').select('email').where('role', '=', sql.lit('owner'))),
  }
}
