// Finding conversations over a socket, on both databases: what is written is found as people type, and what is gone is
// not.

import { afterEach, describe, expect, test } from 'vitest'
import { indexed } from '../../widget/search/folded.ts'
import type { FoundPage } from '../protocol/finding.ts'
import { erase, newErasing } from '../visitors/erasing.ts'
import { databases } from './databases.ts'
import {
  context,
  doAct,
  evening,
  form,
  newId,
  newSecret,
  openDesk,
  openHours,
  type Rig,
  startRig,
  until,
} from './rig.ts'

describe.each(databases)('on %s', (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  let rig: Rig
  let drop: () => Promise<unknown> = async () => undefined
  const start = async (at = openHours) => {
    const database = await make()
    drop = database.drop
    rig = await startRig(at, { databaseUrl: database.url, secret: newSecret() })
    const desk = await openDesk(rig)
    return {
      desk,
      find: async (text: string, more: object = {}) => {
        await rig.indexed()
        const answer = (await desk.emitWithAck('conversations:find', { text, ...more })) as { ok: boolean } & FoundPage
        expect(answer.ok).toBe(true)
        return answer.found
      },
    }
  }
  afterEach(async () => {
    await rig.stop()
    await drop()
  })
  const says = async (text: string) => {
    const visitor = rig.visitor()
    const { conversation } = (await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text },
      context,
    })) as { conversation: { id: string } }
    return { visitor, id: conversation.id }
  }
  const marked = ({ text, marks }: FoundPage['found'][number]) => marks.map(([from, to]) => text.slice(from, to))

  test('words are found in any ending, without accents, in Greeklish, by their beginning, and marked', async () => {
    const { desk, find } = await start()
    const { visitor, id } = await says('Καλημέρα, πού θα βρω το τιμολόγιό μου;')
    await visitor.emitWithAck('message:send', {
      conversation: id,
      id: newId(),
      text: 'Το πλήρωσα με την κάρτα της Άννας',
    })
    const { id: other } = await says('My invoices are missing')
    for (const text of ['τιμολόγια', 'ΤΙΜΟΛΟΓΙΟΥ', 'timologio', 'τιμολ', 'timol', 'καρτας', 'plirosa karta'])
      expect([text, (await find(text)).map((hit) => hit.id)]).toEqual([text, [id]])
    expect((await find('invoice')).map((hit) => hit.id)).toEqual([other])
    expect((await find('τιμολόγιο')).map(marked)).toEqual([['τιμολόγιό']])
    expect(await find('τιμολόγιο κάρτα')).toEqual([])
    expect(await find('γκαράζ')).toEqual([])
    for (const text of ['', '"', "'; drop table entry --", ':* & | !', '(((', 'NOT', 'α* OR']) await find(text)

    const note = newId()
    await desk.emitWithAck('note:add', { conversation: id, id: note, text: 'Να ρωτήσουμε το λογιστήριο' })
    expect(await find('logistirio')).toMatchObject([{ id, kind: 'note', by: 'Ελένη Παππά', place: note }])
    await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Σας το στέλνω αμέσως' })
    expect(await find('στελνω')).toMatchObject([{ id, author: 'agent', place: '3' }])

    await doAct(desk, { kind: 'close' }, id)
    expect(await find('τιμολόγιο', { state: 'open' })).toEqual([])
    expect(await find('τιμολόγιο', { state: 'closed', site: 'oxzino' })).toHaveLength(1)
    expect(await find('τιμολόγιο', { agent: 'nobody' })).toEqual([])
    expect(await find('τιμολόγιο', { from: openHours + 1_000 })).toEqual([])
    expect(await find('τιμολόγιο', { from: openHours - 1_000, until: openHours + 1_000 })).toHaveLength(1)
    expect(await desk.emitWithAck('conversations:find', { text: 'x', site: 'nowhere' })).toMatchObject({
      error: 'unknown-site',
    })
  })

  test('people and requests are found by name, address and reference, and first; what is erased is not', async () => {
    const { find } = await start(evening)
    const { body } = await rig.post('/tickets/oxzino', { ...form('maria.k@example.com'), text: 'Για τη Μαρία' })
    const { conversation: id, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
    await rig.post('/tickets/oxzino', {
      ...form('nikos@example.com'),
      name: 'Νίκος',
      text: 'Η Μαρία μου είπε να γράψω',
    })
    const { reference } = ticket
    for (const text of ['maria.k@example.com', reference, reference.replace('-', '').toLowerCase()])
      expect([text, (await find(text)).map((hit) => hit.id)]).toEqual([text, [id]])
    const [first, second] = await find('μαρια')
    expect([first!.id, first!.kind, second!.kind]).toEqual([id, 'about', 'message'])
    await erase(rig.store, newErasing('person', Date.now(), [id]))
    expect(await find(reference)).toEqual([])
    expect((await find('μαρια')).map((hit) => hit.id)).toEqual([second!.id])
  })

  test('whole words come before beginnings, the newest first; of more than is looked at, the newest', async () => {
    const { find } = await start()
    const { id: older } = await says('Η κάρτα μου')
    const { id: newer } = await says('Άλλη κάρτα')
    const { id: begins } = await says('Ταξίδι στην Καρταγένα')
    const order = async () => (await find('κάρτα')).map((hit) => hit.id)
    expect(await order()).toEqual([newer, older, begins])
    const { db } = rig.store
    const { indexedWords } = rig.store.queries
    const { key } = await db.selectFrom('conversation').select('key').where('id', '=', begins).executeTakeFirstOrThrow()
    const add = (from: number, words: string) =>
      db
        .insertInto('entry')
        .values(
          Array.from({ length: 200 }, (__, at) => ({
            conversation: key,
            kind: 'message',
            place: from + at,
            words: indexedWords(words),
          })),
        )
        .execute()
    await add(1_000, 'αλλο')
    expect(await order()).toEqual([newer, older, begins])
    await add(2_000, 'καρταγεν')
    expect(await order()).toEqual([begins])
  })

  test('a tag is found as it is put on and taken off, and is no better than what was said', async () => {
    const { desk, find } = await start()
    const { id: tagged } = await says('Πού είναι το δέμα μου;')
    rig.clock.now += 1_000
    const { id: said } = await says('Θέλω να κάνω επιστροφή')
    expect((await find('επιστροφή')).map((hit) => hit.id)).toEqual([said])
    await doAct(desk, { kind: 'tag', tag: 'Επιστροφές', on: true }, tagged)
    await doAct(desk, { kind: 'tag', tag: 'επείγον', on: true }, tagged)
    expect((await find('epistrofi')).map((hit) => hit.id)).toEqual([said, tagged])
    const [hit] = await find('επείγον')
    expect(hit).toMatchObject({ id: tagged, kind: 'about', place: null, text: 'Επιστροφές · επείγον' })
    expect(marked(hit!)).toEqual(['επείγον'])
    await doAct(desk, { kind: 'tag', tag: 'επείγον', on: false }, tagged)
    expect(await find('επείγον')).toEqual([])
    await doAct(desk, { kind: 'tag', tag: 'Επιστροφές', on: false }, tagged)
    expect((await find('επιστροφή')).map((each) => each.id)).toEqual([said])
  })

  test('a filter finds those alone that lists show by it, by a tag of more words too', async () => {
    const { desk, find } = await start(evening)
    const team = { id: newId(), name: 'Λογιστήριο', members: [] }
    const { id: chat } = await says('Ομπρέλα στη συνομιλία')
    const { body } = await rig.post('/tickets/oxzino', { ...form('a@example.com'), text: 'Ομπρέλα στο αίτημα' })
    const { conversation: request } = body as unknown as { conversation: string }
    const idsOf = async (filter: object) => (await find('ομπρέλα', filter)).map(({ id }) => id)
    expect((await idsOf({})).toSorted()).toEqual([chat, request].toSorted())
    expect(await idsOf({ kind: 'chat' })).toEqual([chat])
    expect(await idsOf({ kind: 'request' })).toEqual([request])

    await doAct(desk, { kind: 'take' }, request)
    const [mine] = await rig.store.db.selectFrom('conversation').select('assignee').where('id', '=', request).execute()
    expect(await idsOf({ agent: mine!.assignee })).toEqual([request])
    expect(await idsOf({ agent: 'nobody' })).toEqual([chat])

    const change = (id: string, to: { plan?: string; team?: string }) =>
      rig.store.db.updateTable('conversation').set(to).where('id', '=', id).execute()
    await change(chat, { plan: 'gold', team: team.id })
    await change(request, { plan: 'basic' })
    expect(await idsOf({ plan: 'gold' })).toEqual([chat])
    expect(await idsOf({ plan: 'gold', kind: 'request' })).toEqual([])
    expect(await idsOf({ team: team.id })).toEqual([chat])

    // To the index these have the same words, in one conversation or in another; to a list they are three tags.
    await doAct(desk, { kind: 'tag', tag: 'Νέος πελάτης', on: true }, chat)
    await doAct(desk, { kind: 'tag', tag: 'νέοι', on: true }, request)
    await doAct(desk, { kind: 'tag', tag: 'πελάτες', on: true }, request)
    await doAct(desk, { kind: 'tag', tag: '🌂', on: true }, request)
    expect(await idsOf({ tag: 'νέος Πελάτης' })).toEqual([chat])
    expect(await idsOf({ tag: 'ΠΕΛΆΤΕΣ' })).toEqual([request])
    expect(await idsOf({ tag: '🌂' })).toEqual([request])
    expect(await idsOf({ tag: 'πελάτης' })).toEqual([])
    expect(await idsOf({ tag: 'πελάτες', from: evening - 1_000 })).toEqual([request])
    expect(await idsOf({ tag: 'πελάτες', from: evening + 1_000 })).toEqual([])
  })

  test('what fits a filter is found among very many that do not, once', async () => {
    const { desk, find } = await start()
    const { id } = await says('Ομπρέλα που ψάχνουμε')
    const { id: other } = await says('Ομπρέλα άλλου')
    await find('ομπρέλα')
    const { db, queries } = rig.store
    const row = await db.selectFrom('conversation').select('key').where('id', '=', other).executeTakeFirstOrThrow()
    const words = queries.indexedWords(indexed('ομπρέλα'))
    for (let from = 0; from < 3_000; from += 500)
      await db
        .insertInto('entry')
        .values(
          Array.from({ length: 500 }, (__, at) => ({
            conversation: row.key,
            kind: 'message',
            place: 100 + from + at,
            words,
          })),
        )
        .execute()
    await db.updateTable('conversation').set({ plan: 'gold' }).where('id', '=', id).execute()
    await doAct(desk, { kind: 'tag', tag: 'σπάνιο', on: true }, id)
    for (const filter of [
      { plan: 'gold' },
      { tag: 'σπάνιο' },
      { tag: 'σπάνιο', from: 0 },
      { plan: 'gold', until: 9e12 },
    ])
      expect([filter, (await find('ομπρέλα', filter)).map((hit) => hit.id)]).toEqual([filter, [id]])
    expect((await find('ομπρέλα')).map((hit) => hit.id)).toEqual([other])
    expect(await find('ομπρέλα', { plan: 'none' })).toEqual([])
  })

  test('what was written at a time is found among very many of other times, in a short one and in a long one', async () => {
    const { desk, find } = await start()
    const { id: other } = await says('Ομπρέλα άλλου')
    rig.clock.now += 60_000
    const began = rig.clock.now
    const { id } = await says('Ομπρέλα που ψάχνουμε')
    await doAct(desk, { kind: 'rename', name: 'Αλεξία Βροχή' }, id)
    await desk.emitWithAck('note:add', { conversation: id, id: newId(), text: 'Είναι αδιάβροχη' })
    await find('ομπρέλα')
    const { db, queries } = rig.store
    const row = await db.selectFrom('conversation').selectAll().where('id', '=', other).executeTakeFirstOrThrow()
    const first = await db
      .selectFrom('message')
      .selectAll()
      .where('conversation', '=', row.key)
      .executeTakeFirstOrThrow()
    const words = queries.indexedWords(indexed('ομπρέλα βροχή αδιάβροχη'))
    const putMessages = async (from: number, count: number, at: number) => {
      const rows = Array.from({ length: count }, (__, n) => ({ ...first, seq: from + n, id: `m${from + n}`, at }))
      for (let n = 0; n < count; n += 600)
        await db
          .insertInto('message')
          .values(rows.slice(n, n + 600))
          .execute()
      return rows
    }
    const later = await putMessages(100, 3_000, began + 120_000)
    const entries = later.map(({ seq }) => ({ conversation: row.key, kind: 'message' as const, place: seq, words }))
    for (let n = 0; n < entries.length; n += 600)
      await db
        .insertInto('entry')
        .values(entries.slice(n, n + 600))
        .execute()
    const look = async () => {
      for (const text of ['ομπρέλα', 'βροχή', 'αδιάβροχη']) {
        const ids = async (time: object) => (await find(text, time)).map((hit) => hit.id)
        expect([text, await ids({ from: began - 10, until: began + 60_000 })]).toEqual([text, [id]])
        expect([text, await ids({ until: began - 10 })]).toEqual([text, text === 'ομπρέλα' ? [other] : []])
        expect([text, await ids({ from: began + 60_000 })]).toEqual([text, [other]])
      }
    }
    await look()
    // More was written meanwhile than is gone through.
    await putMessages(5_000, 20_400, began + 30_000)
    await look()
  })

  test('what is spam, and what is of a site that one may not see, is never found', async () => {
    const { desk, find } = await start()
    const { id } = await says('Κερδίστε λαχεία')
    const { id: other } = await says('Κέρδισα τη λαχεία')
    await doAct(desk, { kind: 'tag', tag: 'κλήρωση', on: true }, id)
    await doAct(desk, { kind: 'spam', on: true }, id)
    expect((await find('λαχεία')).map((hit) => hit.id)).toEqual([other])
    for (const more of [{}, { state: 'closed' }, { site: 'oxzino' }]) expect(await find('κλήρωση', more)).toEqual([])
    await doAct(desk, { kind: 'spam', on: false }, id)
    expect(await find('λαχεία')).toHaveLength(2)
    const { key } = await rig.store.db
      .selectFrom('conversation')
      .select('key')
      .where('id', '=', other)
      .executeTakeFirstOrThrow()
    await rig.store.db.updateTable('conversation').set({ site: 'other' }).where('key', '=', key).execute()
    expect((await find('λαχεία')).map((hit) => hit.id)).toEqual([id])
    expect(await desk.emitWithAck('conversations:find', { text: 'λαχεία', site: 'other' })).toMatchObject({ ok: false })
  })

  test('what was there before the index is added after a start, the newest first, and nothing twice', async () => {
    const { desk: before, find } = await start()
    const { id } = await says('παλιό μήνυμα')
    await doAct(before, { kind: 'tag', tag: 'σπάνιο', on: true }, id)
    const { id: newer, visitor } = await says('νεότερο μήνυμα')
    expect(await find('μήνυμα')).toHaveLength(2)
    await rig.store.db.deleteFrom('entry').execute()
    await rig.store.db
      .updateTable('site')
      .set((e) => ({ indexedFrom: e.ref('revision') }))
      .execute()
    // One that goes on before it is added.
    await visitor.emitWithAck('message:send', { conversation: newer, id: newId(), text: 'άλλο μήνυμα' })
    await rig.restart()
    const desk = await openDesk(rig)
    const page = await until(async () => {
      const answer = (await desk.emitWithAck('conversations:find', { text: 'μήνυμα' })) as FoundPage
      return !answer.isPartial && answer
    })
    expect(page.found.map((hit) => hit.id).toSorted()).toEqual([id, newer].toSorted())
    const rows = await rig.store.db.selectFrom('entry').select(['key', 'kind', 'place']).orderBy('key').execute()
    expect(rows.filter(({ kind }) => kind === 'message')).toHaveLength(3)
    expect(rows.filter(({ kind }) => kind === 'about')).toHaveLength(3)
    expect(await desk.emitWithAck('conversations:find', { text: 'σπάνιο' })).toMatchObject({ found: [{ id }] })
  })
})
