// The index of conversations: a table of folded words, and what each database finds words by. What is there already is
// added later, in small steps.

import { type Kysely, sql } from 'kysely'

const isPostgres = (db: Kysely<unknown>): boolean => db.getExecutor().adapter.supportsTransactionalDdl === true

export async function entries(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('entry')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('conversation', 'integer', (c) => c.notNull().references('conversation.key').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addUniqueConstraint('entryByPlace', ['conversation', 'kind', 'place'])
    .execute()
  for (const each of isPostgres(db) ? ofPostgres : ofSqlite) await sql.raw(each).execute(db)
}

/**
 * Words are added after the write that stores them, in the order of the changes; all of before are older ones, the
 * newest of them first. The index is made anew: there may be conversations in it whose first messages are not.
 */
export async function entriesAfterwards(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema.dropTable('entry').execute()
  await schema.dropTable('entryIndex').ifExists().execute()
  await entries(db)
  for (const name of ['indexedFrom', 'indexedTo'])
    await schema
      .alterTable('site')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  await sql`update site set "indexedFrom" = revision, "indexedTo" = revision`.execute(db)
}

/**
 * PostgreSQL keeps what is new apart from its index until it is tidied up, and as long as that is much it reads all
 * entries instead. They are added behind what is acknowledged: nobody waits for it that each is put into the index.
 */
export async function entriesAtOnce(db: Kysely<unknown>): Promise<void> {
  if (!isPostgres(db)) return
  await sql`alter index "entryByWords" set (fastupdate = off)`.execute(db)
  await sql`select gin_clean_pending_list('"entryByWords"'::regclass)`.execute(db)
}

/** Tags are found too: where there are any, what is indexed is gone through once more. */
export async function tagsFound(db: Kysely<unknown>): Promise<void> {
  await sql`update site set "indexedFrom" = "indexedTo" where exists
    (select 1 from conversation c where c.site = site.id and c.tags is not null)`.execute(db)
}

/** What finding filters by is read without the rows that it is in, which are wide; and what is tagged, by itself. */
export async function foundAmong(db: Kysely<unknown>): Promise<void> {
  const columns = ['key', 'site', 'state', 'assignee', 'plan', 'team', 'spamAt', 'restrictedAt']
  await db.schema.createIndex('conversationToFind').on('conversation').columns(columns).execute()
  await sql`create index "entryOfTags" on entry (conversation) where kind = 'about' and place = 2`.execute(db)
}

/** By when it was written too: what a week has is gathered, and not looked up in all that has a word. */
export async function foundByTime({ schema }: Kysely<unknown>): Promise<void> {
  await schema.createIndex('messageByTime').on('message').columns(['at', 'conversation']).execute()
  await schema.createIndex('noteByTime').on('note').columns(['at', 'conversation']).execute()
  await schema.createIndex('conversationByStart').on('conversation').columns(['startedAt', 'key']).execute()
}

/** The words come folded: nothing is to be parsed any more. */
const ofPostgres = [`create index "entryByWords" on entry using gin (array_to_tsvector(string_to_array(words, ' ')))`]

const ofSqlite = [
  `create virtual table "entryIndex" using fts5(words, content='entry', content_rowid='key', detail='none',
    prefix='2 3', tokenize='unicode61 remove_diacritics 0')`,
  // What is erased leaves the index as well.
  `insert into "entryIndex"("entryIndex", rank) values ('secure-delete', 1)`,
  `create trigger "entryAdded" after insert on entry begin
    insert into "entryIndex"(rowid, words) values (new.key, new.words); end`,
  `create trigger "entryGone" after delete on entry begin
    insert into "entryIndex"("entryIndex", rowid, words) values ('delete', old.key, old.words); end`,
  `create trigger "entryChanged" after update of words on entry begin
    insert into "entryIndex"("entryIndex", rowid, words) values ('delete', old.key, old.words);
    insert into "entryIndex"(rowid, words) values (new.key, new.words); end`,
]
