// Mails that have come in, and the mailboxes that they are read from.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { type Arrival, arrived, type Outcome } from '../tables/arrival.ts'
import type { Database } from '../tables/tables.ts'

export function arrivalQueries(db: Kysely<Database>) {
  return {
    arrival: prepare((p: Slots<Pick<Arrival, 'site' | 'digest'>>) =>
      db.selectFrom('arrival').selectAll().where('site', '=', p.site).where('digest', '=', p.digest),
    ),
    /** Notes what became of a mail; of a mail that is known, nothing. */
    addArrival: prepareCounted((p: Slots<Pick<Arrival, (typeof arrived)[number]>>) =>
      db
        .insertInto('arrival')
        .values(some(p, arrived))
        .onConflict((c) => c.columns(['site', 'digest']).doNothing()),
    ),
    /** What became a message or a note of a conversation. */
    arrivalOfWriting: prepare((p: Slots<{ conversation: number; writing: string }>) =>
      db.selectFrom('arrival').selectAll().where('conversation', '=', p.conversation).where('writing', '=', p.writing),
    ),
    /** The conversation of a mail that we have sent, and its site. */
    mailSentAs: prepare((p: Slots<{ messageId: string }>) =>
      db
        .selectFrom('mail as m')
        .leftJoin('conversation as c', 'c.key', 'm.conversation')
        .select(['m.id', 'm.to', 'm.kind', 'm.facts', 'c.id as conversation', 'c.site'])
        .where('m.messageId', '=', p.messageId),
    ),
    /** A mail that came in before, which is answered: somebody may answer their own. */
    arrivedAs: prepare((p: Slots<{ site: string; messageId: string }>) =>
      db
        .selectFrom('arrival as a')
        .innerJoin('conversation as c', 'c.key', 'a.conversation')
        .select(['c.id as conversation', 'c.key', 'a.writing'])
        .where('a.site', '=', p.site)
        .where('a.messageId', '=', p.messageId)
        .where('a.outcome', 'in', [sql.lit<Outcome>('answer'), sql.lit<Outcome>('request')]),
    ),
    arrivalWith: prepare((p: Slots<{ messageId: string }>) =>
      db.selectFrom('arrival').select('key').where('messageId', '=', p.messageId),
    ),
    /** How many requests one sender has opened by mail since an instant. */
    requestsByMail: prepare((p: Slots<{ site: string; sender: string; since: number }>) =>
      db
        .selectFrom('arrival')
        .select(sql<number>`count(*)`.as('n'))
        .where('site', '=', p.site)
        .where('sender', '=', p.sender)
        .where('outcome', '=', sql.lit('request'))
        .where('at', '>', p.since),
    ),
  }
}

/** Mails that belong to nothing. */
export function strayMailQueries(db: Kysely<Database>) {
  /** What the team has to look at. */
  const strays = () =>
    db
      .selectFrom('arrival')
      .where('outcome', 'in', [sql.lit<Outcome>('stray'), sql.lit<Outcome>('unreadable'), sql.lit<Outcome>('too-big')])
      .where('conversation', 'is', null)
      .where('settledAt', 'is', null)
      .where('restrictedAt', 'is', null)
  return {
    strayMails: prepare((p: Slots<{ site: string; limit: number }>) =>
      strays().selectAll().where('site', '=', p.site).orderBy('key', 'desc').limit(p.limit),
    ),
    countStrayMails: prepare((p: Slots<{ site: string }>) =>
      strays()
        .select(sql<number>`count(*)`.as('n'))
        .where('site', '=', p.site),
    ),
    settleArrival: prepare((p: Slots<{ site: string; key: number; at: number }>) =>
      db.updateTable('arrival').set({ settledAt: p.at }).where('site', '=', p.site).where('key', '=', p.key),
    ),
  }
}

/** Mailboxes, by the node that holds each. */
export function inboxQueries(db: Kysely<Database>) {
  /** Of the node that holds it. */
  const held = (p: Slots<{ id: string; holder: string }>) =>
    db.updateTable('inbox').where('id', '=', p.id).where('holder', '=', p.holder)
  return {
    inbox: prepare((p: Slots<{ id: string }>) => db.selectFrom('inbox').selectAll().where('id', '=', p.id)),
    addInbox: prepare((p: Slots<{ id: string }>) =>
      db
        .insertInto('inbox')
        .values({ id: p.id, lastUid: sql.lit(0) })
        .onConflict((c) => c.doNothing()),
    ),
    /** Takes a mailbox, or goes on holding it; nothing is changed while another node holds it. */
    holdInbox: prepareCounted((p: Slots<{ id: string; holder: string; now: number; leaseUntil: number }>) =>
      db
        .updateTable('inbox')
        .set(some(p, ['holder', 'leaseUntil']))
        .where('id', '=', p.id)
        .where((e) => e.or([e('holder', 'is', null), e('holder', '=', p.holder), e('leaseUntil', '<=', p.now)])),
    ),
    letGoInbox: prepare((p: Slots<{ id: string; holder: string }>) => held(p).set({ holder: null, leaseUntil: null })),
    /** Up to where a mailbox is read, by the node that holds it. */
    noteRead: prepareCounted(
      (p: Slots<{ id: string; holder: string; uidValidity: string; lastUid: number; readAt: number }>) =>
        held(p).set({ ...some(p, ['uidValidity', 'lastUid', 'readAt']), troubleSince: null, trouble: null }),
    ),
    /** That old mails of a mailbox are to be taken: what was asked for before begins anew. */
    askForOld: prepareCounted((p: Slots<{ id: string; since: number }>) =>
      db
        .updateTable('inbox')
        .set({ oldSince: p.since, oldUntil: null, oldUid: null, oldLeft: null })
        .where('id', '=', p.id),
    ),
    /** Up to where old mails are taken, by the node that holds the mailbox. */
    noteOld: prepareCounted(
      (
        p: Slots<
          { id: string; holder: string; oldSince: number | null } & Record<'oldUntil' | 'oldUid' | 'oldLeft', number>
        >,
      ) => held(p).set(some(p, ['oldSince', 'oldUntil', 'oldUid', 'oldLeft'])),
    ),
    noteTrouble: prepare((p: Slots<{ id: string; at: number; trouble: string }>) =>
      db
        .updateTable('inbox')
        .set({ troubleSince: sql<number>`coalesce(${sql.ref('troubleSince')}, ${p.at})`, trouble: p.trouble })
        .where('id', '=', p.id),
    ),
  }
}
