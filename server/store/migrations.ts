// The tables' history: every step is run once, at start, in order; a step that has run is never edited. Written in
// SQLite's types; on PostgreSQL an `integer` is made a bigint, and a primary key of its own counts by itself.

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { blocks } from './steps/blocks.ts'
import { consents } from './steps/consents.ts'
import { entries, entriesAfterwards, entriesAtOnce, foundAmong, foundByTime, tagsFound } from './steps/entries.ts'
import { audit } from './steps/audit.ts'
import { bounced } from './steps/bounced.ts'
import { claims, objections } from './steps/claims.ts'
import { codes } from './steps/codes.ts'
import { deskPages } from './steps/desk.ts'
import { erasureKeys, erasures, holds } from './steps/erasures.ts'
import { drafts, draftsCarry } from './steps/drafts.ts'
import { invitations } from './steps/invitations.ts'
import { issuers } from './steps/issuers.ts'
import { languages } from './steps/languages.ts'
import { learning } from './steps/learning.ts'
import { merges } from './steps/merges.ts'
import { offers } from './steps/offers.ts'
import { oldMails } from './steps/oldMails.ts'
import { own } from './steps/own.ts'
import { parties } from './steps/parties.ts'
import { passkeys } from './steps/passkeys.ts'
import { ratings } from './steps/ratings.ts'
import { subscriptions } from './steps/subscriptions.ts'
import { teams } from './steps/teams.ts'
import { sealing } from './steps/sealing.ts'
import { views } from './steps/views.ts'
import { restrictedMails, restrictions } from './steps/restrictions.ts'
import { waitingIndexes } from './steps/waiting.ts'

export const migrations: Record<string, Migration> = {
  '001-conversations-and-tickets': { up: conversationsAndTickets },
  '003-searches': { up: searches },
  '004-pulse': { up: pulse },
  '005-overrides': { up: overrides },
  '006-identities': { up: identities },
  '007-deadlines': { up: deadlines },
  '008-mail': { up: mail },
  '009-files': { up: files },
  '011-mailed-files': { up: mailedFiles },
  '012-notes': { up: notes },
  '013-open-conversations': { up: openConversations },
  '014-mail-facts': { up: mailFacts },
  '015-mailboxes': { up: mailboxes },
  '016-accounts': { up: accounts },
  '017-ways-in': { up: waysIn },
  '018-second-factor': { up: secondFactor },
  '019-acts': { up: acts },
  '020-answered': { up: answered },
  '021-closed': { up: closedConversations },
  '022-sites-of-agents': { up: sitesOfAgents },
  '023-arrivals': { up: arrivals },
  '024-erasures': { up: erasures },
  '025-entries': { up: entries },
  '026-blocks': { up: blocks },
  '027-holds': { up: holds },
  '028-audit': { up: audit },
  '029-codes': { up: codes },
  '030-ratings': { up: ratings },
  '031-merges': { up: merges },
  '032-ready-replies': { up: readyReplies },
  '033-macros': { up: macros },
  '034-signatures': { up: signatures },
  '035-restrictions': { up: restrictions },
  '036-restricted-mails': { up: restrictedMails },
  '037-claims': { up: claims },
  '038-objections': { up: objections },
  '039-consents': { up: consents },
  '040-invitations': { up: invitations },
  '041-own': { up: own },
  '042-languages': { up: languages },
  '043-passkeys': { up: passkeys },
  '044-entries-afterwards': { up: entriesAfterwards },
  '045-sent-articles': { up: sentArticles },
  '046-views': { up: views },
  '047-teams': { up: teams },
  '048-parties': { up: parties },
  '049-issuers': { up: issuers },
  '050-bounced': { up: bounced },
  '051-old-mails': { up: oldMails },
  '052-subscriptions': { up: subscriptions },
  '053-drafts': { up: drafts },
  '054-sealing': { up: sealing },
  '055-learning': { up: learning },
  '056-offers': { up: offers },
  '057-entries-at-once': { up: entriesAtOnce },
  '058-desk-pages': { up: deskPages },
  '059-erasure-keys': { up: erasureKeys },
  '060-waiting-indexes': { up: waitingIndexes },
  '061-tags-found': { up: tagsFound },
  '062-found-among': { up: foundAmong },
  '063-drafts-carry': { up: draftsCarry },
  '064-found-by-time': { up: foundByTime },
}

async function conversationsAndTickets(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('site')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .execute()
  await schema
    .createTable('visitor')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('secretHash', 'text', (c) => c.notNull())
    .addColumn('createdAt', 'integer', (c) => c.notNull())
    .addUniqueConstraint('visitorBySecret', ['site', 'secretHash'])
    .execute()
  await schema
    .createTable('conversation')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('visitor', 'integer', (c) => c.notNull().references('visitor.key'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('assignee', 'text')
    .addColumn('assigneeName', 'text')
    .addColumn('lastSeq', 'integer', (c) => c.notNull())
    .addColumn('readByAgent', 'integer', (c) => c.notNull())
    .addColumn('readByVisitor', 'integer', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('startedAt', 'integer', (c) => c.notNull())
    .addColumn('closedAt', 'integer')
    .addColumn('waitingSince', 'integer')
    .addColumn('name', 'text')
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('context', 'text', (c) => c.notNull())
    .execute()
  await schema.createIndex('conversationByRevision').on('conversation').columns(['site', 'revision']).execute()
  await schema.createIndex('conversationByVisitor').on('conversation').columns(['visitor', 'key']).execute()
  await schema
    .createTable('message')
    .addColumn('conversation', 'integer', (c) => c.notNull().references('conversation.key'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('byId', 'text')
    .addColumn('byName', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('article', 'text')
    .addColumn('system', 'text')
    .addColumn('at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('messageBySeq', ['conversation', 'seq'])
    .addUniqueConstraint('messageById', ['conversation', 'author', 'id'])
    .execute()
  await schema
    .createTable('ticket')
    .addColumn('conversation', 'integer', (c) => c.primaryKey().references('conversation.key'))
    .addColumn('reference', 'text', (c) => c.notNull().unique())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('openedAt', 'integer', (c) => c.notNull())
    .addColumn('answerBy', 'integer', (c) => c.notNull())
    .execute()
  await schema
    .createTable('mail')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('messageId', 'text', (c) => c.notNull().unique())
    .addColumn('conversation', 'integer', (c) => c.references('conversation.key'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('to', 'text', (c) => c.notNull())
    .addColumn('from', 'text', (c) => c.notNull())
    .addColumn('replyTo', 'text')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('headers', 'text', (c) => c.notNull())
    .addColumn('queuedAt', 'integer', (c) => c.notNull())
    .addColumn('dueAt', 'integer', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('leaseUntil', 'integer')
    .addColumn('sentAt', 'integer')
    .addColumn('failedAt', 'integer')
    .addColumn('error', 'text')
    .execute()
  await schema.createIndex('mailByAddress').on('mail').columns(['to', 'queuedAt']).execute()
  await schema.createIndex('mailByDue').on('mail').columns(['sentAt', 'failedAt', 'dueAt']).execute()
  await schema
    .createTable('feedback')
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('article', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('helped', 'integer', (c) => c.notNull())
    .addColumn('missing', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('feedbackById', ['site', 'id'])
    .execute()
}

async function pulse(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pulse')
    .addColumn('node', 'text', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute()
}

async function searches({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('search')
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('opened', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('total', 'integer', (c) => c.notNull())
    .addColumn('unsure', 'integer', (c) => c.notNull())
    .addColumn('asked', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('searchByKey', ['site', 'locale', 'key', 'opened'])
    .execute()
}

async function overrides({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('override')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('from', 'integer', (c) => c.notNull())
    .addColumn('until', 'integer', (c) => c.notNull())
    .addColumn('byId', 'text', (c) => c.notNull())
    .addColumn('byName', 'text', (c) => c.notNull())
    .execute()
  await schema.createIndex('overrideByEnd').on('override').columns(['site', 'until']).execute()
}

async function identities({ schema }: Kysely<unknown>): Promise<void> {
  for (const name of ['sub', 'email']) await schema.alterTable('conversation').addColumn(name, 'text').execute()
}

/** What waits already is given its time at the next start; see `Deadlines.count`. */
async function deadlines(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .alterTable('conversation')
    .addColumn('target', 'text', (c) => c.notNull().defaultTo('chat'))
    .execute()
  await schema
    .alterTable('conversation')
    .addColumn('spent', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  for (const name of ['dueAt', 'dueSince', 'dueWithin', 'overdueAt', 'takenAt', 'takenAfter'])
    await schema.alterTable('conversation').addColumn(name, 'integer').execute()
  await sql`update conversation set target = 'ticket' where key in (select conversation from ticket)`.execute(db)
  await schema.createIndex('conversationByDue').on('conversation').columns(['dueAt']).execute()
  await schema.createIndex('conversationByTaking').on('conversation').columns(['site', 'takenAt']).execute()
}

async function mail({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('conversation')
    .addColumn('mailedSeq', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await schema.alterTable('conversation').addColumn('unmailedSince', 'integer').execute()
  await schema.createIndex('conversationByUnmailed').on('conversation').column('unmailedSince').execute()
  await schema.alterTable('ticket').addColumn('heldBack', 'text').execute()
  await schema.alterTable('mail').addColumn('fault', 'text').execute()
  await schema.alterTable('mail').addColumn('settledAt', 'integer').execute()
  await schema.createIndex('mailByConversation').on('mail').columns(['conversation', 'id']).execute()
  await schema.dropIndex('mailByAddress').execute()
  await schema
    .createIndex('mailByAddress')
    .on('mail')
    .expression(sql`lower(${sql.ref('to')})`)
    .column('queuedAt')
    .execute()
  await schema
    .createTable('transcriptCode')
    .addColumn('conversation', 'integer', (c) => c.primaryKey().references('conversation.key'))
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('expiresAt', 'integer', (c) => c.notNull())
    .addColumn('triesLeft', 'integer', (c) => c.notNull())
    .execute()
}

async function files({ schema }: Kysely<unknown>): Promise<void> {
  for (const name of ['files', 'report']) await schema.alterTable('message').addColumn(name, 'text').execute()
  await schema
    .createTable('blob')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute()
  await schema
    .createTable('piece')
    .addColumn('hash', 'text', (c) => c.notNull().references('blob.hash'))
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('pieceByPlace', ['hash', 'at'])
    .execute()
  await schema
    .createTable('file')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().references('blob.hash'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('conversation', 'integer', (c) => c.references('conversation.key').onDelete('cascade'))
    .addColumn('uploadedAt', 'integer', (c) => c.notNull())
    .execute()
  await schema.createIndex('fileByHash').on('file').column('hash').execute()
  await schema.createIndex('fileByConversation').on('file').columns(['conversation', 'uploadedAt']).execute()
}

async function mailedFiles({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('mail').addColumn('files', 'text').execute()
}

async function notes({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('note')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('conversation', 'integer', (c) => c.notNull().references('conversation.key').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('after', 'integer', (c) => c.notNull())
    .addColumn('byId', 'text', (c) => c.notNull())
    .addColumn('byName', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addUniqueConstraint('noteById', ['conversation', 'byId', 'id'])
    .execute()
}

/** A desk begins with what is open, among years of what is not. */
async function openConversations({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createIndex('conversationByOpenness')
    .on('conversation')
    .column('site')
    .where(sql.ref('state'), '=', sql.lit('open'))
    .execute()
}

async function mailFacts({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('mail').addColumn('facts', 'text').execute()
}

/** Mails of before are nobody's: what an address gets is counted for a day. */
async function mailboxes({ schema }: Kysely<unknown>): Promise<void> {
  for (const name of ['mailbox', 'domain']) await schema.alterTable('mail').addColumn(name, 'text').execute()
  for (const name of ['mailbox', 'domain'])
    await schema.createIndex(`mailBy${name}`).on('mail').columns([name, 'queuedAt']).execute()
  await schema.dropIndex('mailByAddress').execute()
  await schema.alterTable('site').addColumn('overdueToldAt', 'integer').execute()
}

/**
 * As better-auth would make them, which did so at every start until this step; a test asks it whether anything lacks.
 */
async function accounts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('user')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('emailVerified', 'boolean', (c) => c.notNull())
    .addColumn('image', 'text')
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .execute()
  await schema
    .createTable('session')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('expiresAt', 'date', (c) => c.notNull())
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .execute()
  await schema
    .createTable('account')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('accountId', 'text', (c) => c.notNull())
    .addColumn('providerId', 'text', (c) => c.notNull())
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', 'date')
    .addColumn('refreshTokenExpiresAt', 'date')
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .execute()
  await schema
    .createTable('verification')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('identifier', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('expiresAt', 'date', (c) => c.notNull())
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .execute()
  for (const [table, column] of [
    ['session', 'userId'],
    ['account', 'userId'],
    ['verification', 'identifier'],
  ] as const)
    await schema.createIndex(`${table}_${column}_idx`).ifNotExists().on(table).column(column).execute()
}

/** What has come in by mail or by the link of a ticket; before, all was written on pages and in consoles. */
async function waysIn({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('message').addColumn('via', 'text').execute()
  for (const name of ['files', 'via']) await schema.alterTable('note').addColumn(name, 'text').execute()
}

async function secondFactor({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('user').addColumn('twoFactorEnabled', 'boolean').execute()
  await schema
    .createTable('twoFactor')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('backupCodes', 'text', (c) => c.notNull())
    .addColumn('userId', 'text', (c) => c.notNull().unique().references('user.id').onDelete('cascade'))
    .addColumn('verified', 'boolean')
    .addColumn('failedVerificationCount', 'integer')
    .addColumn('lockedUntil', 'date')
    .execute()
}

/** What agents do to conversations, and what of it is kept so that it is done once and can be undone. */
async function acts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('conversation')
    .addColumn('answeredSeq', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await schema
    .alterTable('conversation')
    .addColumn('priority', 'text', (c) => c.notNull().defaultTo('normal'))
    .execute()
  for (const name of ['snoozedAt', 'snoozedUntil', 'spamAt', 'markedAt'])
    await schema.alterTable('conversation').addColumn(name, 'integer').execute()
  await schema.alterTable('conversation').addColumn('tags', 'text').execute()
  await schema
    .createTable('act')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('conversation', 'integer', (c) => c.notNull().references('conversation.key').onDelete('cascade'))
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('after', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addUniqueConstraint('actById', ['conversation', 'by', 'id'])
    .execute()
  await schema.createIndex('actByAge').on('act').column('at').execute()
  await schema
    .createIndex('conversationBySnooze')
    .on('conversation')
    .column('snoozedUntil')
    .where(sql.ref('snoozedUntil'), 'is not', null)
    .execute()
  await schema
    .createIndex('conversationByClosing')
    .on('conversation')
    .columns(['site', 'closedAt', 'key'])
    .where(sql.ref('state'), '=', sql.lit('closed'))
    .execute()
}

async function answered(db: Kysely<unknown>): Promise<void> {
  await sql`update conversation set "answeredSeq" = coalesce(
    (select max(seq) from message where message.conversation = conversation.key and author = 'agent'), 0)`.execute(db)
}

/** Lists of what is closed and of what is spam, page by page among years of them. */
async function closedConversations({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('conversationByClosing').execute()
  for (const [name, held] of [
    ['conversationByClosing', 'is'],
    ['spamByClosing', 'is not'],
  ] as const)
    await schema
      .createIndex(name)
      .on('conversation')
      .columns(['site', 'closedAt', 'id'])
      .where(sql.ref('state'), '=', sql.lit('closed'))
      .where(sql.ref('spamAt'), held, null)
      .execute()
}

/** Whoever was there serves every site. */
async function sitesOfAgents({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('user').addColumn('sites', 'text').execute()
}

/** Mails that come in, and where reading their mailboxes stands. */
async function arrivals({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('arrival')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('messageId', 'text')
    .addColumn('conversation', 'integer', (c) => c.references('conversation.key').onDelete('cascade'))
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('writing', 'text')
    .addColumn('sender', 'text')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('rest', 'text', (c) => c.notNull())
    .addColumn('original', 'text')
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('settledAt', 'integer')
    .addUniqueConstraint('arrivalByDigest', ['site', 'digest'])
    .execute()
  await schema.createIndex('arrivalByConversation').on('arrival').column('conversation').execute()
  for (const name of ['messageId', 'original'])
    await schema.createIndex(`arrivalBy${name}`).on('arrival').column(name).execute()
  await schema
    .createTable('inbox')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('uidValidity', 'text')
    .addColumn('lastUid', 'integer', (c) => c.notNull())
    .addColumn('readAt', 'integer')
    .addColumn('holder', 'text')
    .addColumn('leaseUntil', 'integer')
    .addColumn('troubleSince', 'integer')
    .addColumn('trouble', 'text')
    .execute()
}

/** What agents keep to answer with; an agent's own go with their account. */
async function readyReplies({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('readyReply')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('userId', 'text', (c) => c.references('user.id').onDelete('cascade'))
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .execute()
  await schema.createIndex('readyReplyBySite').on('readyReply').columns(['site', 'userId']).execute()
}

/** What is done with a ready reply when it is sent. */
async function macros({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('readyReply').addColumn('steps', 'text').execute()
}

/** What agents want below their answers by mail; it goes with their account. */
async function signatures({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('signature')
    .addColumn('userId', 'text', (c) => c.primaryKey().notNull().references('user.id').onDelete('cascade'))
    .addColumn('text', 'text', (c) => c.notNull())
    .execute()
}

/** Articles go with messages; what versions before the first had there is of no use. */
async function sentArticles(db: Kysely<unknown>): Promise<void> {
  await sql`update message set article = null where article is not null`.execute(db)
}
