// The drill: a gigabyte with files, backed up while people write, put back elsewhere and looked at, as after a disk has
// died; its figures are printed.

import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../protocol/conversation.ts'
import { newErasing } from '../visitors/erasing.ts'
import { addToList, listFile } from '../visitors/erasures.ts'
import { demoSite, run } from './child.ts'
import { context, evening, form, newId, newSecret, next, type Rig, startRig } from './rig.ts'
import { openFile } from './sqlite.ts'

const [files, fileSize, pieceSize] = [100, 10_485_760, 262_144]
/** What the drill may take on a machine that does nothing else, ms. */
const most = 60_000

/** Files in a conversation, as an upload keeps them. */
async function fill({ store }: Rig, conversation: number): Promise<void> {
  const { queries } = store
  for (let at = 0; at < files; at++) {
    const bytes = randomBytes(fileSize)
    const hash = createHash('sha256').update(bytes).digest('base64url')
    for (let from = 0; from < fileSize; from += 16 * pieceSize)
      await store.write(function* () {
        yield* queries.touchBlob({ hash, at: 0 })
        for (let begin = from; begin < Math.min(from + 16 * pieceSize, fileSize); begin += pieceSize)
          yield* queries.putPiece({ hash, at: begin / pieceSize, bytes: bytes.subarray(begin, begin + pieceSize) })
      })
    const named = {
      id: newId(),
      site: 'oxzino',
      by: 'drill',
      hash,
      name: `${at}.bin`,
      type: 'application/octet-stream',
    }
    await store.write(function* () {
      yield* queries.addFile({ ...named, size: fileSize, conversation, uploadedAt: 0 })
    })
  }
}

/** Somebody writes until told to stop. @returns how often */
function writing(rig: Rig): () => Promise<number> {
  const over = new AbortController()
  let count = 0
  const done = (async () => {
    const visitor = rig.visitor()
    const said = { id: newId(), message: { id: newId(), text: 'και τώρα' }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', said)) as { conversation: { id: string } }
    for (; !over.signal.aborted; count++, await wait(5))
      await visitor.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: `γραμμή ${count}` })
  })()
  return async () => {
    over.abort()
    await done
    return count
  }
}

/** How many rows there are, and the files whose bytes are not what their hash says. */
function lookInto(file: string, data: string, erased: string) {
  const handle = openFile(file, { readonly: true }, data)
  const count = (table: string) => (handle.prepare(`select count(*) as n from "${table}"`).get() as { n: number }).n
  const counts = Object.fromEntries(['file', 'piece', 'message', 'conversation'].map((table) => [table, count(table)]))
  const said = handle.prepare(
    'select count(*) as n from message join conversation c on c.key = conversation where c.id = ?',
  )
  const ofErased = (said.get(erased) as { n: number }).n
  const torn = (handle.prepare('select hash, name from file').all() as { hash: string; name: string }[]).filter(
    ({ hash }) => {
      const digest = createHash('sha256')
      for (const row of handle.prepare('select bytes from piece where hash = ? order by at').iterate(hash))
        digest.update((row as { bytes: Buffer }).bytes)
      return digest.digest('base64url') !== hash
    },
  )
  handle.close()
  return { counts, ofErased, torn: torn.map(({ name }) => name) }
}

test(
  'a gigabyte is backed up under load, put back and whole, and what was erased since is gone',
  { timeout: 900_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rotame-drill-'))
    const rig = await startRig(evening, { limitsFactor: 1_000 })
    onTestFinished(async () => {
      await rig.stop()
      rmSync(folder, { recursive: true })
    })
    const secret = newSecret()
    const visitor = rig.visitor(secret)
    const { conversation } = (await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'πριν από την άσκηση' },
      context,
    })) as { conversation: { id: string } }
    const [row] = await rig.store.all(rig.store.queries.conversation({ id: conversation.id }))
    await fill(rig, row!.key)
    const { body } = await rig.post('/tickets/oxzino', { ...form('maria@example.com'), text: 'να σβηστεί' })
    const erased = (body as unknown as { conversation: string }).conversation
    const took: Record<string, number> = {}
    const timed = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
      const begun = performance.now()
      const value = await work()
      took[what] = Math.round(performance.now() - begun)
      return value
    }

    const stop = writing(rig)
    const backup = join(folder, 'rotame.backup')
    const saved = await timed('backup', () => run(['backup', backup, demoSite], { env: { ROTAME_DATA: rig.data } }))
    expect(saved).toMatchObject({ code: 0 })
    const written = await stop()
    expect(written).toBeGreaterThan(10)
    // Somebody is erased after it.
    addToList(listFile(rig.data), newErasing('person', Date.now(), [erased]))
    // What the owner keeps elsewhere: the key, the secret, and the list of erasures.
    const data = join(folder, 'data')
    mkdirSync(data, { mode: 0o700 })
    for (const kept of ['key', 'secret', listFile('.')]) copyFileSync(join(rig.data, kept), join(data, kept))
    const back = await timed('restore', () => run(['restore', backup, demoSite], { env: { ROTAME_DATA: data } }))
    expect(back).toMatchObject({ code: 0, said: expect.stringContaining('1 erasures') as string })
    const [before, after] = await timed('verify', () => [
      lookInto(backup, rig.data, erased),
      lookInto(join(data, 'rotame.sqlite'), data, erased),
    ])
    expect([before!.torn, after!.torn]).toEqual([[], []])
    expect([before!.ofErased > 0, after!.ofErased]).toEqual([true, 0])
    expect(after!.counts).toEqual({
      ...before!.counts,
      message: before!.counts['message']! - before!.ofErased,
      conversation: before!.counts['conversation']! - 1,
    })
    await timed('sign-in and thread', async () => {
      const other = await startRig(evening, {}, (own) => {
        for (const kept of ['key', 'secret', 'rotame.sqlite']) copyFileSync(join(data, kept), join(own, kept))
      })
      const opened = await other.visitor(secret).emitWithAck('conversation:open', { after: 0 })
      expect((opened.messages as Message[]).map(({ text }) => text)).toEqual(['πριν από την άσκηση'])
      const desk = other.agent((await other.signIn()).cookie)
      await next(desk, 'welcome')
      expect(await desk.emitWithAck('conversation:open', { conversation: erased, after: 0 })).toMatchObject({
        ok: false,
      })
      await other.stop()
    })
    const all = Object.values(took).reduce((sum, ms) => sum + ms, 0)
    const size = Math.round(statSync(backup).size / 1e6)
    const figures = Object.entries(took).map(([what, ms]) => `${what} ${(ms / 1000).toFixed(1)} s`)
    console.log(
      `drill: ${size} MB, ${written} messages meanwhile; ${figures.join(', ')}; ${(all / 1000).toFixed(1)} s of ${most / 1000}`,
    )
    expect(size).toBeGreaterThan(1_000)
  },
)
