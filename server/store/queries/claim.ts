// Claims of people, and whose they are.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import type { Column } from '../tables/column.ts'
import { added, claim, type StoredClaim } from '../tables/claim.ts'
import type { Database } from '../tables/tables.ts'

/** What is left of a claim says that there was one. */
const nobodys = { named: null, email: null, wanted: null, by: null, reason: null, conversations: null } as const

export function claimQueries(db: Kysely<Database>) {
  return {
    claimColumns: claim.columns as Record<string, Column>,
    addClaim: prepareCounted((p: Slots<Pick<StoredClaim, (typeof added)[number]>>) =>
      db
        .insertInto('claim')
        .values(some(p, added))
        .onConflict((c) => c.column('id').doNothing()),
    ),
    claimById: prepare((p: Slots<{ id: string }>) => db.selectFrom('claim').selectAll().where('id', '=', p.id)),
    /** A person's, the latest first. */
    claimsOf: prepare((p: Slots<{ named: string }>) =>
      db.selectFrom('claim').selectAll().where('named', '=', p.named).orderBy('key', 'desc'),
    ),
    claimants: prepare(() => db.selectFrom('claim').select('named').distinct().where('named', 'is not', null)),
    claimByReference: prepare((p: Slots<{ reference: string }>) =>
      db.selectFrom('claim').selectAll().where('reference', '=', p.reference),
    ),
    openClaims: prepare(() =>
      db.selectFrom('claim').selectAll().where('state', '=', sql.lit('open')).orderBy('dueAt').orderBy('key'),
    ),
    endedClaims: prepare((p: Slots<{ limit: number }>) =>
      db
        .selectFrom('claim')
        .selectAll()
        .where('state', '!=', sql.lit('open'))
        .orderBy('doneAt', 'desc')
        .orderBy('key', 'desc')
        .limit(p.limit),
    ),
    /** Who is now called otherwise is the same person. */
    renameClaim: prepare((p: Slots<{ id: string; named: string; email: string }>) =>
      db.updateTable('claim').set({ named: p.named, email: p.email }).where('id', '=', p.id),
    ),
    /** Objections and their ends, the latest last. */
    objections: prepare((p: Slots<{ site: string }>) =>
      db
        .selectFrom('claim')
        .selectAll()
        .where('site', '=', p.site)
        .where('what', 'in', [sql.lit('object' as const), sql.lit('withdraw' as const)])
        .where('state', '=', sql.lit('done'))
        .where('named', 'is not', null)
        .orderBy('key'),
    ),
    /** Those that nothing stands in the way of and that were broken off. */
    claimsToGoOn: prepare((p: Slots<{ before: number }>) =>
      db
        .selectFrom('claim')
        .selectAll()
        .where('state', '=', sql.lit('open'))
        .where('doubt', 'is', null)
        .where('openedAt', '<', p.before)
        .orderBy('key'),
    ),
  }
}

/** What becomes of claims. */
export function claimEndQueries(db: Kysely<Database>) {
  return {
    /** The first of two that end it does. */
    endClaim: prepareCounted((p: Slots<Pick<StoredClaim, 'id' | 'state' | 'doneAt' | 'by' | 'reason'>>) =>
      db
        .updateTable('claim')
        .set(some(p, ['state', 'doneAt', 'by', 'reason']))
        .where('id', '=', p.id)
        .where('state', '=', sql.lit('open')),
    ),
    /** That somebody asked, and what became of it, stays; who, and what they and the team have said of it, does not. */
    forgetClaimsOf: prepareCounted((p: Slots<{ named: string }>) =>
      db.updateTable('claim').set(nobodys).where('named', '=', p.named),
    ),
    /** At one site: what they ask of another stands. */
    forgetClaimsAt: prepareCounted((p: Slots<{ named: string; site: string }>) =>
      db.updateTable('claim').set(nobodys).where('named', '=', p.named).where('site', '=', p.site),
    ),
    /** Mails about claims are of no conversation: they go once they have told what they had to. */
    toldMails: prepare((p: Slots<{ before: number }>) =>
      db
        .selectFrom('mail')
        .select('id')
        .where('conversation', 'is', null)
        // How often a code was mailed to an address counts for a day.
        .where((e) =>
          e.or([
            e('kind', '=', sql.lit('claim' as const)),
            e.and([e('kind', '=', sql.lit('data-code' as const)), e('queuedAt', '<', p.before)]),
          ]),
        )
        .where((e) => e.or([e('sentAt', 'is not', null), e('failedAt', 'is not', null)])),
    ),
    /**
     * Whose claims were, once that has been kept for as long as the record is; who objects is known for as long as they
     * do.
     */
    forgetOldClaims: prepareCounted((p: Slots<{ before: number }>) =>
      db
        .updateTable('claim')
        .set(nobodys)
        .where('doneAt', '<', p.before)
        .where('named', 'is not', null)
        .where('what', 'not in', [sql.lit('object' as const), sql.lit('withdraw' as const)]),
    ),
  }
}
