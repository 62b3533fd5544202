// Every statement of ours, built once.

import { type Kysely, type Selectable, sql } from 'kysely'
import { limits } from '../limits.ts'
import type { MailKind } from '../protocol/mail.ts'
import { prepare, prepareCounted, type Reserved } from './query.ts'
import type {
  ConversationTable,
  Database,
  FeedbackTable,
  FileTable,
  MailTable,
  MessageTable,
  NoteTable,
  OverrideTable,
  PulseTable,
  SearchTable,
  TicketTable,
  TranscriptCodeTable,
} from './schema.ts'

export type ConversationRow = Selectable<ConversationTable>
export type MessageRow = Selectable<MessageTable>
export type NoteRow = Selectable<NoteTable>
export type TicketRow = Selectable<TicketTable>
export type MailRow = Selectable<MailTable>
/** A mail as it is queued: to whom, and what it is drawn from. */
export type MailDraft = Pick<MailRow, 'messageId' | 'kind' | 'to' | 'from' | 'replyTo' | 'headers' | 'queuedAt'> & {
  facts: string
}
/** Mails that are in no thread: a copy stands alone, and that answers are overdue is to be seen, not found at its end. */
const mailsAlone: MailKind[] = ['transcript', 'transcript-code', 'overdue']
/** Whose an address is, however it is spelled, and at whose mail server. */
export interface Mailbox {
  mailbox: string
  domain: string
}
/** When a mail that is not drawn yet is due: never. */
const undrawn = 8.64e15
export type FileRow = Selectable<FileTable>
export type OverrideRow = Selectable<OverrideTable>

/** A conversation in which replies wait to be mailed. */
export type UnmailedRow = Pick<ConversationRow, 'key' | 'site'> & { unmailedSince: number; secretHash: string }

/** A conversation with what every list shows: its last message, its ticket, whose it is. */
export type ListedRow = ConversationRow & {
  secretHash: string
  lastAuthor: MessageRow['author'] | null
  lastText: string | null
  /** `files` of that message. */
  lastFiles: string | null
  lastAt: number | null
  unread: number
  /** Mails that failed for good and that nobody has settled. */
  failedMails: number
  noteCount: number
  heldBack: TicketRow['heldBack']
  reference: string | null
  ticketEmail: string | null
  topic: string | null
  ticketState: TicketRow['state'] | null
  openedAt: number | null
  answerBy: number | null
}

/** As much of a conversation as it takes to go on in it. */
export type BriefRow = Pick<
  ConversationRow,
  'key' | 'id' | 'site' | 'state' | 'lastSeq' | 'readByAgent' | 'readByVisitor' | 'revision' | 'waitingSince' | 'sub'
>

/** One who waits in a queue. */
export type QueuedRow = Pick<ConversationRow, 'key' | 'id' | 'site' | 'email'> & { dueAt: number; secretHash: string }

export type Queries = ReturnType<typeof buildQueries>

/** Compiles all statements for the dialect of `db`. @param reserved what the writer's batch has reserved */
export function buildQueries(db: Kysely<Database>, reserved: Reserved) {
  return {
    ...conversationQueries(db, reserved),
    ...listQueries(db),
    ...ticketQueries(db),
    ...mailQueries(db),
    ...searchQueries(db),
    ...overrideQueries(db),
    ...dueQueries(db),
    ...fileQueries(db),
  }
}

function conversationQueries(db: Kysely<Database>, reserved: Reserved) {
  const reserve = prepare((p: { site: string; count: number }) =>
    db
      .updateTable('site')
      .set({ revision: sql`revision + ${p.count}` })
      .where('id', '=', p.site)
      .returning('revision'),
  )
  return {
    addSite: prepare((p: { id: string }) =>
      db
        .insertInto('site')
        .values({ id: p.id, revision: 0, overdueToldAt: null })
        .onConflict((c) => c.doNothing()),
    ),
    /** The next number of a site's counter, in a write only: greater than all that are committed, which may leave some out. */
    nextRevision: ({ site }: { site: string }) => reserved.next(site, reserve),
    revision: prepare((p: { site: string }) => db.selectFrom('site').select('revision').where('id', '=', p.site)),
    addVisitor: prepare((p: { site: string; secretHash: string; createdAt: number }) =>
      db
        .insertInto('visitor')
        .values({ site: p.site, secretHash: p.secretHash, createdAt: p.createdAt })
        .returning('key'),
    ),
    visitor: prepare((p: { site: string; secretHash: string }) =>
      db.selectFrom('visitor').select('key').where('site', '=', p.site).where('secretHash', '=', p.secretHash),
    ),
    conversation: prepare((p: { id: string }) => db.selectFrom('conversation').selectAll().where('id', '=', p.id)),
    briefConversation: prepare((p: { id: string }) =>
      db
        .selectFrom('conversation as c')
        .select([
          'c.key',
          'c.id',
          'c.site',
          'c.state',
          'c.lastSeq',
          'c.readByAgent',
          'c.readByVisitor',
          'c.revision',
          'c.waitingSince',
          'c.sub',
        ])
        .select((e) =>
          e.selectFrom('visitor as v').select('v.secretHash').whereRef('v.key', '=', 'c.visitor').as('secretHash'),
        )
        .where('c.id', '=', p.id),
    ),
    conversationByKey: prepare((p: { key: number }) =>
      db.selectFrom('conversation').selectAll().where('key', '=', p.key),
    ),
    /** Who has open conversations. */
    assignees: prepare(() =>
      db
        .selectFrom('conversation')
        .select('assignee')
        .distinct()
        .where('state', '=', sql.lit('open'))
        .where('assignee', 'is not', null)
        .$castTo<{ assignee: string }>(),
    ),
    assignedTo: prepare((p: { assignee: string }) =>
      db
        .selectFrom('conversation')
        .select('id')
        .where('state', '=', sql.lit('open'))
        .where('assignee', '=', p.assignee)
        .orderBy('key'),
    ),
    /** The chat that a visitor has going on, among those of `sub` and of nobody; a ticket is not one. */
    openConversation: prepare((p: { visitor: number; sub: string | null }) =>
      db
        .selectFrom('conversation')
        .selectAll()
        .where('visitor', '=', p.visitor)
        .where(isOf('sub', p.sub))
        .where((e) =>
          e.not(
            e.exists(e.selectFrom('ticket').select('conversation').whereRef('conversation', '=', 'conversation.key')),
          ),
        )
        .where('state', '=', sql.lit('open'))
        .orderBy('key', 'desc')
        .limit(sql.lit(1)),
    ),
    addConversation: prepare((p: Omit<ConversationRow, 'key' | 'mailedSeq' | 'unmailedSince'>) =>
      db
        .insertInto('conversation')
        .values({
          id: p.id,
          site: p.site,
          visitor: p.visitor,
          state: p.state,
          assignee: p.assignee,
          assigneeName: p.assigneeName,
          lastSeq: p.lastSeq,
          readByAgent: p.readByAgent,
          readByVisitor: p.readByVisitor,
          revision: p.revision,
          startedAt: p.startedAt,
          closedAt: p.closedAt,
          waitingSince: p.waitingSince,
          target: p.target,
          dueAt: p.dueAt,
          dueSince: p.dueSince,
          dueWithin: p.dueWithin,
          spent: p.spent,
          overdueAt: p.overdueAt,
          takenAt: p.takenAt,
          takenAfter: p.takenAfter,
          name: p.name,
          sub: p.sub,
          email: p.email,
          locale: p.locale,
          plan: p.plan,
          context: p.context,
        })
        .returningAll(),
    ),
    changeConversation: prepare((p: ConversationRow) =>
      db
        .updateTable('conversation')
        .set({
          state: p.state,
          assignee: p.assignee,
          assigneeName: p.assigneeName,
          lastSeq: p.lastSeq,
          readByAgent: p.readByAgent,
          readByVisitor: p.readByVisitor,
          revision: p.revision,
          closedAt: p.closedAt,
          waitingSince: p.waitingSince,
          target: p.target,
          dueAt: p.dueAt,
          dueSince: p.dueSince,
          dueWithin: p.dueWithin,
          spent: p.spent,
          overdueAt: p.overdueAt,
          takenAt: p.takenAt,
          takenAfter: p.takenAfter,
          name: p.name,
          sub: p.sub,
          email: p.email,
          plan: p.plan,
        })
        .where('key', '=', p.key),
    ),
    /** What every message changes, and nothing that is in an index besides. */
    advanceConversation: prepare(
      (p: Pick<BriefRow, 'key' | 'lastSeq' | 'readByAgent' | 'readByVisitor' | 'revision'>) =>
        db
          .updateTable('conversation')
          .set({ lastSeq: p.lastSeq, readByAgent: p.readByAgent, readByVisitor: p.readByVisitor, revision: p.revision })
          .where('key', '=', p.key),
    ),
    addMessage: prepare((p: MessageRow) =>
      db.insertInto('message').values({
        conversation: p.conversation,
        seq: p.seq,
        id: p.id,
        author: p.author,
        byId: p.byId,
        byName: p.byName,
        text: p.text,
        article: p.article,
        system: p.system,
        files: p.files,
        report: p.report,
        at: p.at,
      }),
    ),
    /** Adds words alone; changes nothing when their author has sent a message with this id already. */
    addWords: prepareCounted((p: Pick<MessageRow, 'conversation' | 'seq' | 'id' | 'author' | 'text' | 'at'>) =>
      db
        .insertInto('message')
        .values({ conversation: p.conversation, seq: p.seq, id: p.id, author: p.author, text: p.text, at: p.at })
        .onConflict((c) => c.doNothing()),
    ),
    addNote: prepare((p: Omit<NoteRow, 'key'>) =>
      db.insertInto('note').values({
        conversation: p.conversation,
        id: p.id,
        after: p.after,
        byId: p.byId,
        byName: p.byName,
        text: p.text,
        at: p.at,
      }),
    ),
    note: prepare((p: { conversation: number; byId: string; id: string }) =>
      db
        .selectFrom('note')
        .selectAll()
        .where('conversation', '=', p.conversation)
        .where('byId', '=', p.byId)
        .where('id', '=', p.id),
    ),
    notes: prepare((p: { conversation: number }) =>
      db.selectFrom('note').selectAll().where('conversation', '=', p.conversation).orderBy('key'),
    ),
    message: prepare((p: { conversation: number; author: MessageRow['author']; id: string }) =>
      db
        .selectFrom('message')
        .selectAll()
        .where('conversation', '=', p.conversation)
        .where('author', '=', p.author)
        .where('id', '=', p.id),
    ),
    messagesAfter: prepare((p: { conversation: number; after: number; limit: number }) =>
      db
        .selectFrom('message')
        .selectAll()
        .where('conversation', '=', p.conversation)
        .where('seq', '>', p.after)
        .orderBy('seq')
        .limit(p.limit),
    ),
    lastFromVisitor: prepare((p: { conversation: number }) =>
      db
        .selectFrom('message')
        .select('text')
        .where('conversation', '=', p.conversation)
        .where('author', '=', sql.lit('visitor'))
        .orderBy('seq', 'desc')
        .limit(sql.lit(1)),
    ),
    /** Agents' messages after a `seq`, in order. */
    repliesAfter: prepare((p: { conversation: number; after: number }) =>
      db
        .selectFrom('message')
        .selectAll()
        .where('conversation', '=', p.conversation)
        .where('author', '=', sql.lit('agent'))
        .where('seq', '>', p.after)
        .orderBy('seq'),
    ),
    /** That a reply is neither mailed nor read yet. */
    awaitMailing: prepare((p: { key: number; at: number }) =>
      db
        .updateTable('conversation')
        .set({ unmailedSince: p.at })
        .where('key', '=', p.key)
        .where('unmailedSince', 'is', null),
    ),
    /** That replies up to a `seq` are mailed, or read. */
    noteMailed: prepare((p: { key: number; upTo: number }) =>
      db.updateTable('conversation').set({ mailedSeq: p.upTo, unmailedSince: null }).where('key', '=', p.key),
    ),
    /** Conversations with replies that wait since between two instants, and somewhere to mail them to. */
    unmailed: prepare((p: { from: number; until: number; limit: number }) =>
      db
        .selectFrom('conversation as c')
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .select(['c.key', 'c.site', 'c.unmailedSince', 'v.secretHash'])
        .where('c.unmailedSince', '>', p.from)
        .where('c.unmailedSince', '<=', p.until)
        .where((e) =>
          e.or([e('t.email', 'is not', null), e.and([e('c.sub', 'is not', null), e('c.email', 'is not', null)])]),
        )
        .orderBy('c.unmailedSince')
        .limit(p.limit)
        .$castTo<UnmailedRow>(),
    ),
    putFeedback: prepare((p: Selectable<FeedbackTable>) =>
      db
        .insertInto('feedback')
        .values({
          site: p.site,
          id: p.id,
          article: p.article,
          locale: p.locale,
          helped: p.helped,
          missing: p.missing,
          at: p.at,
        })
        .onConflict((c) => c.columns(['site', 'id']).doUpdateSet({ helped: p.helped, missing: p.missing, at: p.at })),
    ),
    putPulse: prepare((p: PulseTable) =>
      db
        .insertInto('pulse')
        .values({ node: p.node, at: p.at })
        .onConflict((c) => c.column('node').doUpdateSet({ at: p.at })),
    ),
    forgetPulses: prepare((p: { before: number }) => db.deleteFrom('pulse').where('at', '<', p.before)),
  }
}

/** SQLite plans a join again for each value that it is given, unless the value is computed. */
const constant = <T>(value: T, type: 'text' | 'bigint') => sql<T>`cast(${value} as ${sql.raw(type)})`
/** Of somebody or of nobody; of all, for a guest, who proves to be no one else. */
const isOf = (column: string, sub: string | null) =>
  sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} = coalesce(cast(${sub} as text), ${sql.ref(column)}))`

/** Conversations as lists show them. */
function listQueries(db: Kysely<Database>) {
  const listed = () =>
    db
      .selectFrom('conversation as c')
      .innerJoin('visitor as v', 'v.key', 'c.visitor')
      .leftJoin('message as m', (join) =>
        join
          .onRef('m.conversation', '=', 'c.key')
          // What somebody said, not what the system noted after it.
          .on('m.seq', '=', (e) =>
            e
              .selectFrom('message as l')
              .select((x) => x.fn.max('l.seq').as('seq'))
              .whereRef('l.conversation', '=', 'c.key')
              .where('l.author', '!=', sql.lit('system')),
          ),
      )
      .leftJoin('ticket as t', 't.conversation', 'c.key')
      .selectAll('c')
      .select([
        'v.secretHash',
        'm.author as lastAuthor',
        'm.text as lastText',
        'm.files as lastFiles',
        'm.at as lastAt',
        't.reference',
        't.email as ticketEmail',
        't.topic',
        't.state as ticketState',
        't.openedAt',
        't.answerBy',
        't.heldBack',
      ])
      .select((e) =>
        e
          .selectFrom('message as u')
          .select(sql<number>`count(*)`.as('n'))
          .whereRef('u.conversation', '=', 'c.key')
          .whereRef('u.seq', '>', 'c.readByAgent')
          .where('u.author', '=', sql.lit('visitor'))
          .as('unread'),
      )
      .select((e) =>
        e
          .selectFrom('mail as f')
          .select(sql<number>`count(*)`.as('n'))
          .whereRef('f.conversation', '=', 'c.key')
          .where('f.failedAt', 'is not', null)
          .where('f.settledAt', 'is', null)
          .as('failedMails'),
      )
      .select((e) =>
        e
          .selectFrom('note as n')
          .select(sql<number>`count(*)`.as('n'))
          .whereRef('n.conversation', '=', 'c.key')
          .as('noteCount'),
      )
      .$castTo<ListedRow>()
  return {
    listedConversation: prepare((p: { id: string }) => listed().where('c.id', '=', constant(p.id, 'text'))),
    listedTicket: prepare((p: { reference: string }) =>
      listed().where('t.reference', '=', constant(p.reference, 'text')),
    ),
    /** The visitor's latest, open or closed, among those of `sub` and of nobody. */
    latestConversation: prepare((p: { visitor: number; sub: string | null }) =>
      listed()
        .where('c.visitor', '=', constant(p.visitor, 'bigint'))
        .where(isOf('c.sub', p.sub))
        .orderBy('c.key', 'desc')
        .limit(sql.lit(1)),
    ),
    /** The latest of each whom `limits.atOnce` visitors of a site have proved to be, by the hashes of their secrets; latest first. */
    latestOf: prepare((p: { site: string } & Record<number, string>) =>
      db
        .selectFrom('visitor as v')
        .innerJoin('conversation as c', (join) =>
          join.on('c.key', 'in', (e) =>
            e
              .selectFrom('conversation as l')
              .select((x) => x.fn.max('l.key').as('key'))
              .whereRef('l.visitor', '=', 'v.key')
              .groupBy('l.sub'),
          ),
        )
        .select(['c.id', 'c.lastSeq', 'c.sub', 'v.secretHash'])
        .where('v.site', '=', constant(p.site, 'text'))
        .where(
          'v.secretHash',
          'in',
          Array.from({ length: limits.atOnce }, (_, at) => p[at]!),
        )
        .orderBy('c.key', 'desc'),
    ),
    /** What an agent's screen needs at first: all that is open, or has a mail that did not arrive; by an index of these. */
    openConversations: prepare((p: { site: string; after: number; limit: number }) =>
      listed()
        .where('c.key', 'in', (e) =>
          e
            .selectFrom('conversation as o')
            .select('o.key')
            .where('o.site', '=', p.site)
            .where('o.state', '=', sql.lit('open'))
            .union(
              e
                .selectFrom('mail as f')
                .select((x) => x.ref('f.conversation').$notNull().as('key'))
                .where('f.failedAt', 'is not', null)
                .where('f.settledAt', 'is', null),
            ),
        )
        .where('c.site', '=', p.site)
        .where('c.revision', '>', p.after)
        .orderBy('c.revision')
        .limit(p.limit),
    ),
    /** How many of a site's conversations have their latest change in a part of its numbers, and the sum of these. */
    changes: prepare((p: { site: string; after: number; upTo: number }) =>
      db
        .selectFrom('conversation')
        .select([
          sql<number>`count(*)`.as('count'),
          sql<number>`cast(coalesce(sum(${sql.ref('revision')}), 0) as bigint)`.as('sum'),
        ])
        .where('site', '=', p.site)
        .where('revision', '>', p.after)
        .where('revision', '<=', p.upTo),
    ),
    changedConversations: prepare((p: { site: string; after: number; limit: number }) =>
      listed().where('c.site', '=', p.site).where('c.revision', '>', p.after).orderBy('c.revision').limit(p.limit),
    ),
  }
}

function ticketQueries(db: Kysely<Database>) {
  return {
    ticket: prepare((p: { conversation: number }) =>
      db.selectFrom('ticket').selectAll().where('conversation', '=', p.conversation),
    ),
    ticketByReference: prepare((p: { reference: string }) =>
      db.selectFrom('ticket').selectAll().where('reference', '=', p.reference),
    ),
    addTicket: prepare((p: Omit<TicketRow, 'heldBack'>) =>
      db.insertInto('ticket').values({
        conversation: p.conversation,
        reference: p.reference,
        email: p.email,
        topic: p.topic,
        state: p.state,
        openedAt: p.openedAt,
        answerBy: p.answerBy,
      }),
    ),
    /** What its visitor is told of a ticket that is to be answered. */
    promiseTicket: prepare((p: { conversation: number; answerBy: number }) =>
      db.updateTable('ticket').set({ state: 'open', answerBy: p.answerBy }).where('conversation', '=', p.conversation),
    ),
    /** How many tickets a visitor has made since an instant, and when the latest. */
    ticketsOfVisitor: prepare((p: { visitor: number; since: number }) =>
      db
        .selectFrom('ticket as t')
        .innerJoin('conversation as c', 'c.key', 't.conversation')
        .select([sql<number>`count(*)`.as('n'), sql<number | null>`max(${sql.ref('t.openedAt')})`.as('latest')])
        .where('c.visitor', '=', p.visitor)
        .where('t.openedAt', '>', p.since),
    ),
    noteHeldBack: prepare((p: { conversation: number; why: NonNullable<TicketRow['heldBack']> }) =>
      db.updateTable('ticket').set({ heldBack: p.why }).where('conversation', '=', p.conversation),
    ),
    changeTicketState: prepare((p: { conversation: number; state: TicketRow['state'] }) =>
      db.updateTable('ticket').set({ state: p.state }).where('conversation', '=', p.conversation),
    ),
  }
}

function mailQueries(db: Kysely<Database>) {
  const waiting = () => db.selectFrom('mail').where('sentAt', 'is', null).where('failedAt', 'is', null)
  const kind = (name: MailKind) => sql.lit<MailKind>(name)
  const alone = mailsAlone.map(kind)
  const automatic = (p: { since: number }) =>
    db
      .selectFrom('mail')
      .select(sql<number>`count(*)`.as('n'))
      .where('kind', 'in', [kind('ticket-visitor'), kind('transcript-code'), kind('transcript')])
      .where('queuedAt', '>', p.since)
  /** Of the mails of a conversation to one address that wait, the first, so that a thread is read in order. */
  const first = () =>
    db
      .selectFrom('mail as m')
      .where('m.sentAt', 'is', null)
      .where('m.failedAt', 'is', null)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('mail as before')
              .select('before.id')
              .whereRef('before.conversation', '=', 'm.conversation')
              .whereRef('before.id', '<', 'm.id')
              .whereRef('before.to', '=', 'm.to')
              .where('before.sentAt', 'is', null)
              .where('before.failedAt', 'is', null),
          ),
        ),
      )
  return {
    addMail: prepare((p: MailDraft & Mailbox & { conversation: number }) =>
      db.insertInto('mail').values({
        messageId: p.messageId,
        conversation: p.conversation,
        kind: p.kind,
        to: p.to,
        mailbox: p.mailbox,
        domain: p.domain,
        from: p.from,
        replyTo: p.replyTo,
        facts: p.facts,
        subject: sql.lit(''),
        text: sql.lit(''),
        html: sql.lit(''),
        headers: p.headers,
        queuedAt: p.queuedAt,
        dueAt: sql.lit(undrawn),
        attempts: sql.lit(0),
      }),
    ),
    /** Mails that wait to be drawn, oldest first. */
    undrawnMails: prepare((p: { limit: number }) =>
      waiting().selectAll().where('dueAt', '=', sql.lit(undrawn)).orderBy('id').limit(p.limit),
    ),
    /** What a mail says, and it is due; the first of two nodes that draw it does. */
    mailDrawn: prepare((p: Pick<MailRow, 'id' | 'subject' | 'text' | 'html' | 'headers' | 'files' | 'dueAt'>) =>
      db
        .updateTable('mail')
        .set({ subject: p.subject, text: p.text, html: p.html, headers: p.headers, files: p.files, dueAt: p.dueAt })
        .where('id', '=', p.id)
        .where('dueAt', '=', sql.lit(undrawn)),
    ),
    /** That a mail cannot be drawn; gives nothing when another node has drawn it, or has said so. */
    mailUndrawable: prepare((p: { id: number; failedAt: number; error: string }) =>
      db
        .updateTable('mail')
        .set({ failedAt: p.failedAt, error: p.error, fault: sql.lit('drawing') })
        .where('id', '=', p.id)
        .where('dueAt', '=', sql.lit(undrawn))
        .where('failedAt', 'is', null)
        .returning('conversation'),
    ),
    mail: prepare((p: { messageId: string }) =>
      db.selectFrom('mail').select(['id', 'to']).where('messageId', '=', p.messageId),
    ),
    /** The mails of a conversation in one of its threads before one of them, oldest first. */
    mailsBefore: prepare((p: { kind: MailKind; conversation: number; to: string; id: number }) =>
      db
        .selectFrom('mail')
        .select(['messageId', 'subject'])
        .where('conversation', '=', p.conversation)
        .where('to', '=', p.to)
        .where('id', '<', p.id)
        .where('kind', 'not in', alone)
        .where(sql`cast(${p.kind} as text)`, 'not in', alone)
        .orderBy('id'),
    ),
    /** A conversation's mails that failed for good and that nobody has settled. */
    failedMails: prepare((p: { conversation: number }) =>
      db
        .selectFrom('mail')
        .select(['id', 'kind', 'to', 'failedAt', 'error', 'fault'])
        .where('conversation', '=', p.conversation)
        .where('failedAt', 'is not', null)
        .where('settledAt', 'is', null)
        .orderBy('id'),
    ),
    /** The outbox's depth, and since when its oldest mail waits. */
    mailsWaiting: prepare(() =>
      waiting().select([sql<number>`count(*)`.as('n'), sql<number | null>`min(${sql.ref('queuedAt')})`.as('since')]),
    ),
    /** Since when the mail server has taken nothing though there was something; null when it has. */
    mailTroubleSince: prepare(() =>
      db
        .selectFrom('mail')
        .select(sql<number | null>`min(${sql.ref('queuedAt')})`.as('at'))
        .where('sentAt', 'is', null)
        .where('fault', '=', sql.lit('server'))
        .where('queuedAt', '>', (e) =>
          e
            .selectFrom('mail as m')
            .select(sql<number>`coalesce(max(${sql.ref('m.sentAt')}), 0)`.as('at'))
            .where('m.sentAt', 'is not', null),
        ),
    ),
    /** How many automatic mails were queued since an instant for a mailbox; and for all of a domain. */
    automaticMailsTo: prepare((p: { mailbox: string; since: number }) => automatic(p).where('mailbox', '=', p.mailbox)),
    automaticMailsAt: prepare((p: { domain: string; since: number }) => automatic(p).where('domain', '=', p.domain)),
    /** Mails whose holder has said nothing for a whole lease. */
    silentMails: prepare((p: { now: number }) =>
      waiting().select(['id', 'leaseUntil']).where('leaseUntil', '<=', p.now).$narrowType<{ leaseUntil: number }>(),
    ),
    /** Takes a mail from a holder that is still silent. */
    freeMail: prepare((p: { id: number; leaseUntil: number }) =>
      db.updateTable('mail').set({ leaseUntil: null }).where('id', '=', p.id).where('leaseUntil', '=', p.leaseUntil),
    ),
    /** Takes mails that are due and that nobody holds, for as long as the lease runs. */
    leaseMails: prepare((p: { now: number; leaseUntil: number; limit: number }) =>
      db
        .updateTable('mail')
        .set({ leaseUntil: p.leaseUntil, attempts: sql`attempts + 1` })
        .where(
          'id',
          'in',
          first()
            .select('m.id')
            .where('m.dueAt', '<=', p.now)
            .where('m.leaseUntil', 'is', null)
            .orderBy('m.dueAt')
            .orderBy('m.id')
            .limit(p.limit),
        )
        .returningAll(),
    ),
    /** Goes on holding a mail; gives nothing when another node holds it by now, under a later attempt. */
    renewMail: prepare((p: { id: number; attempts: number; leaseUntil: number }) =>
      db
        .updateTable('mail')
        .set({ leaseUntil: p.leaseUntil })
        .where('id', '=', p.id)
        .where('attempts', '=', p.attempts)
        .where('sentAt', 'is', null)
        .returning('id'),
    ),
    /** The server has it: true whoever holds the lease by now. */
    mailSent: prepare((p: { id: number; sentAt: number }) =>
      db
        .updateTable('mail')
        .set({ sentAt: p.sentAt, failedAt: null, leaseUntil: null, error: null, fault: null })
        .where('id', '=', p.id),
    ),
    mailDelayed: prepare((p: { id: number; attempts: number; dueAt: number; error: string; fault: MailRow['fault'] }) =>
      db
        .updateTable('mail')
        .set({ dueAt: p.dueAt, leaseUntil: null, error: p.error, fault: p.fault })
        .where('id', '=', p.id)
        .where('attempts', '=', p.attempts)
        .where('sentAt', 'is', null),
    ),
    mailFailed: prepare(
      (p: { id: number; attempts: number; failedAt: number; error: string; fault: MailRow['fault'] }) =>
        db
          .updateTable('mail')
          .set({ failedAt: p.failedAt, leaseUntil: null, error: p.error, fault: p.fault })
          .where('id', '=', p.id)
          .where('attempts', '=', p.attempts)
          .where('sentAt', 'is', null)
          .returning('conversation'),
    ),
    /** The server takes mail again: what waited for that is due now. */
    hastenMails: prepare((p: { now: number }) =>
      db
        .updateTable('mail')
        .set({ dueAt: p.now })
        .where('sentAt', 'is', null)
        .where('failedAt', 'is', null)
        .where('fault', '=', sql.lit('server'))
        .where('leaseUntil', 'is', null)
        .where('dueAt', '>', p.now),
    ),
    /** What failed for good is due again, or to be drawn again, under the Message-ID it had. */
    sendMailAgain: prepare((p: { conversation: number; id: number; now: number }) =>
      db
        .updateTable('mail')
        .set({
          failedAt: null,
          settledAt: null,
          attempts: 0,
          dueAt: sql<number>`case when fault = 'drawing' then ${sql.lit(undrawn)} else ${p.now} end`,
          error: null,
          fault: null,
        })
        .where('conversation', '=', p.conversation)
        .where('id', '=', p.id)
        .where('failedAt', 'is not', null),
    ),
    settleMail: prepare((p: { conversation: number; id: number; at: number }) =>
      db
        .updateTable('mail')
        .set({ settledAt: p.at })
        .where('conversation', '=', p.conversation)
        .where('id', '=', p.id)
        .where('failedAt', 'is not', null),
    ),
    /** When the outbox is to be looked into next. */
    nextMailAt: prepare(() =>
      first().select(
        sql<
          number | null
        >`min(case when ${sql.ref('m.leaseUntil')} > ${sql.ref('m.dueAt')} then ${sql.ref('m.leaseUntil')} else ${sql.ref('m.dueAt')} end)`.as(
          'at',
        ),
      ),
    ),
    transcriptCode: prepare((p: { conversation: number }) =>
      db.selectFrom('transcriptCode').selectAll().where('conversation', '=', p.conversation),
    ),
    putTranscriptCode: prepare((p: Selectable<TranscriptCodeTable>) =>
      db
        .insertInto('transcriptCode')
        .values({
          conversation: p.conversation,
          email: p.email,
          hash: p.hash,
          expiresAt: p.expiresAt,
          triesLeft: p.triesLeft,
        })
        .onConflict((c) =>
          c
            .column('conversation')
            .doUpdateSet({ email: p.email, hash: p.hash, expiresAt: p.expiresAt, triesLeft: p.triesLeft }),
        ),
    ),
    spendTranscriptTry: prepare((p: { conversation: number }) =>
      db
        .updateTable('transcriptCode')
        .set({ triesLeft: sql`${sql.ref('triesLeft')} - 1` })
        .where('conversation', '=', p.conversation),
    ),
    dropTranscriptCode: prepare((p: { conversation: number }) =>
      db.deleteFrom('transcriptCode').where('conversation', '=', p.conversation),
    ),
  }
}

function searchQueries(db: Kysely<Database>) {
  return {
    countSearch: prepare((p: Selectable<SearchTable>) =>
      db
        .insertInto('search')
        .values({
          site: p.site,
          locale: p.locale,
          key: p.key,
          opened: p.opened,
          query: p.query,
          total: p.total,
          unsure: p.unsure,
          asked: p.asked,
          at: p.at,
        })
        .onConflict((c) =>
          c.columns(['site', 'locale', 'key', 'opened']).doUpdateSet((eb) => ({
            query: eb.ref('excluded.query'),
            total: eb('search.total', '+', eb.ref('excluded.total')),
            unsure: eb('search.unsure', '+', eb.ref('excluded.unsure')),
            asked: eb('search.asked', '+', eb.ref('excluded.asked')),
            at: eb.ref('excluded.at'),
          })),
        ),
    ),
    searches: prepare((p: { site: string; locale: string; since: number; limit: number }) =>
      db
        .selectFrom('search')
        .selectAll()
        .where('site', '=', p.site)
        .where('locale', '=', p.locale)
        .where('at', '>=', p.since)
        .orderBy('at', 'desc')
        .limit(p.limit),
    ),
    /** Some of those that nobody has searched since. */
    forgetSearches: prepareCounted((p: { before: number; limit: number }) =>
      db
        .deleteFrom('search')
        .where(({ eb, refTuple }) =>
          eb(
            refTuple('site', 'locale', 'key', 'opened'),
            'in',
            eb
              .selectFrom('search')
              .select(['site', 'locale', 'key', 'opened'])
              .where('at', '<', p.before)
              .limit(p.limit)
              .$asTuple('site', 'locale', 'key', 'opened'),
          ),
        ),
    ),
  }
}

function overrideQueries(db: Kysely<Database>) {
  return {
    /** In the order made, those that end after an instant. */
    overrides: prepare((p: { site: string; after: number }) =>
      db.selectFrom('override').selectAll().where('site', '=', p.site).where('until', '>', p.after).orderBy('id'),
    ),
    addOverride: prepare((p: Omit<OverrideRow, 'id'>) =>
      db
        .insertInto('override')
        .values({ site: p.site, kind: p.kind, from: p.from, until: p.until, byId: p.byId, byName: p.byName }),
    ),
    endOverride: prepare((p: { id: number; at: number }) =>
      db.updateTable('override').set({ until: p.at }).where('id', '=', p.id),
    ),
  }
}

function dueQueries(db: Kysely<Database>) {
  const open = () => db.selectFrom('conversation as c').where('c.state', '=', sql.lit('open'))
  /** What is overdue and the team has not been told of; who has been taken is the agent's own affair. */
  const overdue = (p: { now: number }) =>
    open()
      .where('c.dueAt', '<=', p.now)
      .where('c.overdueAt', 'is', null)
      .where((e) => e.or([e('c.target', '!=', sql.lit('chat')), e('c.assignee', 'is', null)]))
  return {
    /** The queues of all sites, in the order in which answers fall due. */
    queued: prepare(() =>
      open()
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['c.key', 'c.id', 'c.site', 'c.dueAt', 'c.email', 'v.secretHash'])
        .where('c.dueAt', 'is not', null)
        .where('c.target', '=', sql.lit('chat'))
        .where('c.assignee', 'is', null)
        .orderBy('c.dueAt')
        .orderBy('c.key')
        .$castTo<QueuedRow>(),
    ),
    /** Sites with answers that are overdue and that the team has not been told of. */
    sitesOverdue: prepare((p: { now: number }) => overdue(p).select('c.site').distinct()),
    /** Takes the turn to tell a site's team, unless it was told after an instant; a clock may be put back. */
    tellOverdue: prepare((p: { site: string; now: number; after: number }) =>
      db
        .updateTable('site')
        .set({ overdueToldAt: p.now })
        .where('id', '=', p.site)
        .where((e) =>
          e.or([e('overdueToldAt', 'is', null), e('overdueToldAt', '<=', p.after), e('overdueToldAt', '>', p.now)]),
        )
        .returning('id'),
    ),
    /** What is overdue at a site, longest first. */
    overdueAt: prepare((p: { site: string; now: number; limit: number }) =>
      overdue(p)
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .select(['c.key', 'c.id', 'c.name', 'c.dueAt', 't.reference', 't.email'])
        .select((e) =>
          e
            .selectFrom('message as m')
            .select('m.text')
            .whereRef('m.conversation', '=', 'c.key')
            .where('m.author', '=', sql.lit('visitor'))
            .orderBy('m.seq', 'desc')
            .limit(sql.lit(1))
            .as('text'),
        )
        .where('c.site', '=', p.site)
        .orderBy('c.dueAt')
        .orderBy('c.key')
        .limit(p.limit)
        .$narrowType<{ dueAt: number }>(),
    ),
    /** That a site's team has been told of all that is overdue. */
    noteOverdue: prepareCounted((p: { site: string; now: number }) =>
      db
        .updateTable('conversation')
        .set({ overdueAt: p.now })
        .where('key', 'in', overdue(p).select('c.key').where('c.site', '=', p.site)),
    ),
    nextDueAt: prepare((p: { now: number }) =>
      open()
        .select(sql<number | null>`min(${sql.ref('c.dueAt')})`.as('at'))
        .where('c.dueAt', '>', p.now),
    ),
    /** Chats that wait for an answer, and what waits without a time. */
    counted: prepare((p: { site: string }) =>
      open()
        .selectAll('c')
        .where('c.site', '=', p.site)
        .where('c.waitingSince', 'is not', null)
        .where((e) => e.or([e('c.dueAt', 'is', null), e('c.target', '=', sql.lit('chat'))])),
    ),
    /** After how much open time the latest were taken out of a site's queue. */
    takes: prepare((p: { site: string; limit: number }) =>
      db
        .selectFrom('conversation')
        .select('takenAfter')
        .where('site', '=', p.site)
        .where('takenAt', 'is not', null)
        .orderBy('takenAt', 'desc')
        .limit(p.limit)
        .$castTo<{ takenAfter: number }>(),
    ),
  }
}

function fileQueries(db: Kysely<Database>) {
  const unused = (p: { before: number }) =>
    db
      .selectFrom('blob')
      .select('hash')
      .where('at', '<', p.before)
      .where((e) => e.not(e.exists(e.selectFrom('file').select('id').whereRef('file.hash', '=', 'blob.hash'))))
  return {
    file: prepare((p: { id: string }) => db.selectFrom('file').selectAll().where('id', '=', p.id)),
    fileOfHash: prepare((p: { hash: string }) =>
      db.selectFrom('file').select('id').where('hash', '=', p.hash).limit(sql.lit(1)),
    ),
    addFile: prepare((p: FileRow) =>
      db.insertInto('file').values({
        id: p.id,
        site: p.site,
        by: p.by,
        hash: p.hash,
        name: p.name,
        type: p.type,
        size: p.size,
        conversation: p.conversation,
        uploadedAt: p.uploadedAt,
      }),
    ),
    tieFile: prepare((p: { id: string; conversation: number }) =>
      db.updateTable('file').set({ conversation: p.conversation }).where('id', '=', p.id),
    ),
    touchBlob: prepare((p: { hash: string; at: number }) =>
      db
        .insertInto('blob')
        .values({ hash: p.hash, at: p.at })
        .onConflict((c) => c.column('hash').doUpdateSet({ at: p.at })),
    ),
    putPiece: prepare((p: { hash: string; at: number; bytes: Buffer }) =>
      db
        .insertInto('piece')
        .values({ hash: p.hash, at: p.at, bytes: p.bytes })
        .onConflict((c) => c.doNothing()),
    ),
    piece: prepare((p: { hash: string; at: number }) =>
      db.selectFrom('piece').select('bytes').where('hash', '=', p.hash).where('at', '=', p.at),
    ),
    unsentBytes: prepare((p: { site: string }) =>
      db
        .selectFrom('file')
        .select(({ fn }) => fn.sum<number | null>('size').as('bytes'))
        .where('conversation', 'is', null)
        .where('site', '=', p.site),
    ),
    forgetUnsent: prepare((p: { before: number }) =>
      db.deleteFrom('file').where('conversation', 'is', null).where('uploadedAt', '<', p.before),
    ),
    unusedBlobs: prepare(unused),
    unusedBlob: prepare((p: { hash: string; before: number }) => unused(p).where('hash', '=', p.hash)),
    forgetPieces: prepare((p: { hash: string }) => db.deleteFrom('piece').where('hash', '=', p.hash)),
    forgetBlob: prepare((p: { hash: string }) => db.deleteFrom('blob').where('hash', '=', p.hash)),
  }
}
