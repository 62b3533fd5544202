// Files that are attached, and what is done with what was written: sent up, kept through a reload, taken back.

import { expect, test } from 'vitest'
import { agentOf, detailOf, eleni, idOf, nikos, openBrowser } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { type AgentsFile, createAttachments } from './attachments.ts'
import { Drafts } from './drafts.ts'
import { Outbox } from './outbox.ts'
import { Writing } from './writing.ts'

const maria = detailOf('maria')
const text = (name: string, content = 'λόγια') => new File([content], name, { type: 'text/plain' })

interface Upload {
  address: string
  told: (part: number) => void
  signal: AbortSignal
  answer: (answer: object | null) => Promise<void>
}

function open(kept: AgentsFile[] = [], tab = new Map<string, string>(), me = eleni, isThere = async () => false) {
  const played = playLine()
  const { line } = played
  const agent = agentOf(me)
  const storage = openBrowser().openTab(tab)
  const uploads: Upload[] = []
  const files = {
    all: async () => [...kept],
    put: async (file: AgentsFile) => void kept.push(file),
    remove: async (id: string) => void kept.splice(0, kept.length, ...kept.filter((each) => each.id !== id)),
  }
  const upload = (
    address: string,
    _name: string,
    _file: Blob,
    _headers: object,
    told: (part: number) => void,
    signal: AbortSignal,
  ) =>
    new Promise<never>((resolve) => {
      const answer = async (answer: object | null) => {
        resolve(answer as never)
        await settled()
      }
      signal.addEventListener('abort', () => void answer(null))
      uploads.push({ address, told, signal, answer })
    })
  const attachments = createAttachments({ line, storage, files: files as never, agent, upload, isThere })
  const drafts = new Drafts({ life: line.life, storage, me: agent.me })
  const outbox = new Outbox({ line, storage, me: agent.me })
  const writing = new Writing({
    line,
    drafts,
    attachments,
    outbox,
    opened: { lastSeen: () => 0 },
    doing: { follow() {}, takeBack() {} },
  })
  return { ...played, attachments, drafts, outbox, writing, uploads, kept, tab }
}
const stored = (id: string) => ({
  ok: true,
  file: { id, name: 'α.txt', type: 'text/plain', size: 10, url: `/f/${id}` },
})
/** One whose page has heard who it is. */
async function begun(...given: Parameters<typeof open>) {
  const all = open(...given)
  all.hear('welcome', {})
  await settled()
  return all
}

test('a file goes up at once, and with the reply once the server has it', async () => {
  const { writing, attachments, uploads, outbox, drafts, kept } = await begun()
  writing.attach(maria, [text('α.txt')])
  await settled()
  const { id } = attachments.of(maria.id)[0]!
  expect(uploads[0]!.address).toBe(`/files/oxzino/${id}`)
  expect(kept).toMatchObject([{ id, by: 'eleni' }])
  uploads[0]!.told(0.5)
  expect(attachments.of(maria.id)[0]!.part).toBe(0.5)
  // All bytes have gone, and the server has not said so.
  uploads[0]!.told(1)
  expect(attachments.of(maria.id)[0]!.part).toBe(0.99)
  await uploads[0]!.answer(stored(id))
  drafts.write(maria, ' ορίστε ')
  writing.send(maria)
  expect(outbox.entries.value).toMatchObject([{ act: 'send', text: 'ορίστε', files: [{ id }] }])
  expect([attachments.of(maria.id), kept, drafts.text(maria)]).toEqual([[], [], ''])
})

test('what cannot be attached says why, and goes nowhere', async () => {
  const { attachments, uploads, kept } = await begun()
  attachments.add(maria, [text('μεγάλο', 'α'.repeat(600)), text('άδειο', '')])
  attachments.add(
    maria,
    Array.from({ length: 11 }, (_, at) => text(`${at}.txt`)),
  )
  await settled()
  const refused = attachments.of(maria.id).map((each) => each.refused)
  expect(refused.slice(0, 3)).toEqual(['too-big', 'empty', ''])
  expect(refused.at(-1)).toBe('too-many-files')
  // One goes up after the other.
  const taken = attachments.of(maria.id).filter((each) => !each.refused)
  expect(kept.map(({ id }) => id)).toEqual(taken.map(({ id }) => id))
  for (const { id } of taken) await uploads.at(-1)!.answer(stored(id))
  expect(uploads.map(({ address }) => address)).toEqual(taken.map(({ id }) => `/files/oxzino/${id}`))
  attachments.add({ id: maria.id, site: 'another' }, [text('α.txt')])
  expect(attachments.of(maria.id)).toHaveLength(13)
})

test('a server that is away is tried again, a refusal can be', { timeout: 8_000 }, async () => {
  const { attachments, uploads } = await begun()
  attachments.add(maria, [text('α.txt')])
  await settled()
  const { id } = attachments.of(maria.id)[0]!
  await uploads[0]!.answer(null)
  expect(attachments.of(maria.id)).toMatchObject([{ isWaiting: true, part: 0 }])
  await expect.poll(() => uploads.length, { timeout: 5_000 }).toBe(2)
  await uploads[1]!.answer({ ok: false, error: 'unscanned' })
  expect(attachments.of(maria.id)).toMatchObject([{ refused: 'unscanned' }])
  attachments.retry(id)
  await settled()
  await uploads[2]!.answer(stored(id))
  expect(attachments.of(maria.id)).toMatchObject([{ refused: '', part: 1 }])
})

test(
  'what never comes through to a server that is there says so, and can be tried again',
  { timeout: 20_000 },
  async () => {
    let isThere = false
    const { attachments, uploads } = await begun([], new Map(), eleni, async () => isThere)
    attachments.add(maria, [text('α.txt')])
    await settled()
    const { id } = attachments.of(maria.id)[0]!
    // While the server is away nothing is counted.
    await uploads[0]!.answer(null)
    for (let time = 1; time <= 4; time++) {
      await expect.poll(() => uploads.length, { timeout: 5_000 }).toBe(time + 1)
      isThere = true
      expect(attachments.of(maria.id)).toMatchObject([{ refused: '', isWaiting: true }])
      await uploads[time]!.answer(null)
    }
    expect(attachments.of(maria.id)).toMatchObject([{ refused: 'lost', isWaiting: false }])
    attachments.retry(id)
    await settled()
    await uploads[5]!.answer(stored(id))
    expect(attachments.of(maria.id)).toMatchObject([{ refused: '', part: 1 }])
  },
)

test('one that has to wait holds up none behind it, and another conversation waits for none of it', async () => {
  const { attachments, uploads } = await begun()
  const nikos = detailOf('nikos')
  attachments.add(maria, [text('α.txt'), text('β.txt')])
  attachments.add(nikos, [text('γ.txt')])
  await settled()
  const [first, second] = attachments.of(maria.id)
  const addresses = [first!, attachments.of(nikos.id)[0]!].map(({ id }) => `/files/oxzino/${id}`)
  expect(uploads.map(({ address }) => address)).toEqual(addresses)
  await uploads[0]!.answer({ ok: false, error: 'failed' })
  expect(uploads.slice(2).map(({ address }) => address)).toEqual([`/files/oxzino/${second!.id}`])
  await uploads[2]!.answer(stored(second!.id))
  expect(attachments.of(maria.id)).toMatchObject([{ part: 0, refused: '' }, { part: 1 }])
})

test('what a console of before has kept is there after a reload', async () => {
  const tab = new Map([['rotame:rising:eleni', JSON.stringify(['up', 'back'])]])
  const before = { site: 'oxzino', conversation: maria.id, by: 'eleni', at: Date.now() }
  const kept = [
    { ...before, id: 'up', file: text('α.txt') },
    { ...before, id: 'back', file: new File([], 'β.txt'), stored: stored('back').file },
  ]
  const { attachments, uploads } = await begun(kept as never, tab)
  expect(attachments.of(maria.id)).toMatchObject([
    { id: 'up', name: 'α.txt', part: 0 },
    { id: 'back', size: 10, url: '/f/back', part: 1 },
  ])
  expect(uploads.map(({ address }) => address)).toEqual(['/files/oxzino/up'])
})

test('a sign-in that is over is said', async () => {
  const { attachments, uploads, signedOut } = await begun()
  attachments.add(maria, [text('α.txt')])
  await settled()
  await uploads[0]!.answer({ ok: false, error: 'signed-out' })
  expect(signedOut()).toBe(1)
})

test('what is taken off ends its way up, and so does the end', async () => {
  const { attachments, uploads, kept } = await begun()
  attachments.add(maria, [text('α.txt'), text('β.txt')])
  await settled()
  attachments.remove(attachments.of(maria.id)[0]!.id)
  await settled()
  expect([uploads[0]!.signal.aborted, uploads[1]!.signal.aborted, kept.length]).toEqual([true, false, 1])
  attachments.destroy()
  expect(uploads[1]!.signal.aborted).toBe(true)
})

test('a reload finds this tab’s files, and neither another tab’s nor another agent’s nor old ones', async () => {
  const first = await begun()
  first.attachments.add(maria, [text('α.txt')])
  await settled()
  const mine = first.kept[0]!
  const others = [
    { ...mine, id: 'of another tab' },
    { ...mine, id: 'of nikos', by: 'nikos' },
    { ...mine, id: 'old', at: Date.now() - 90_000_000 },
  ]
  const second = await begun([mine, ...others], first.tab)
  expect(second.attachments.all.value.map(({ id }) => id)).toEqual([mine.id])
  expect(second.uploads).toHaveLength(1)
  expect(second.kept.map(({ id }) => id)).toEqual([mine.id, 'of another tab'])
  const other = await begun([mine], first.tab, nikos)
  expect(other.attachments.all.value).toEqual([])
})

test('a note takes no files with it, and an attached file makes a reply of what is written', async () => {
  const { writing, attachments, drafts, outbox } = await begun()
  drafts.setNote(maria.id, true)
  drafts.write(maria, 'για εμάς')
  writing.attach(maria, [text('α.txt')])
  expect(drafts.isNote(maria)).toBe(false)
  drafts.setNote(maria.id, true)
  writing.send(maria)
  expect(outbox.entries.value).toMatchObject([{ act: 'note', text: 'για εμάς' }])
  expect(attachments.of(maria.id)).toHaveLength(1)
  // The next word is for the visitor again.
  expect(drafts.isNote(maria)).toBe(false)
})

test.each([
  ['closed', 1],
  ['unknown-file', 0],
])('a reply that was refused, %s, comes back with %i files, before what was begun since', async (error, count) => {
  const { writing, attachments, drafts, outbox, uploads, next } = await begun()
  attachments.add(maria, [text('α.txt')])
  await settled()
  await uploads[0]!.answer(stored(attachments.of(maria.id)[0]!.id))
  drafts.write(maria, 'ορίστε')
  writing.send(maria)
  await settled()
  await next('message:send').answer({ ok: false, error })
  drafts.write(maria, 'από τότε')
  writing.takeBack(maria, outbox.entries.value[0]!.id)
  expect(drafts.text(maria)).toBe('ορίστε\n\nαπό τότε')
  expect(attachments.of(maria.id)).toHaveLength(count)
  expect(outbox.entries.value).toEqual([])
  writing.takeBack(maria, 'none of that id')
})

test('files that came back with a reply are there after a reload', async () => {
  const first = await begun()
  first.attachments.add(maria, [text('α.txt')])
  await settled()
  const { id } = first.attachments.of(maria.id)[0]!
  await first.uploads[0]!.answer(stored(id))
  first.writing.send(maria)
  await settled()
  await first.next('message:send').answer({ ok: false, error: 'closed' })
  first.writing.takeBack(maria, first.outbox.entries.value[0]!.id)
  first.line.life.end()
  const second = await begun(first.kept, first.tab)
  expect(second.attachments.of(maria.id)).toMatchObject([{ id, name: 'α.txt', size: 10, url: `/f/${id}`, part: 1 }])
  // The server has it: nothing goes up again, and it goes with the next reply.
  expect(second.uploads).toEqual([])
  second.writing.send(maria)
  expect(second.outbox.entries.value.at(-1)).toMatchObject({ files: [{ id }] })
  expect(second.kept).toEqual([])
})

test('a reply that is too long goes as a file', async () => {
  const { writing, attachments, drafts, outbox } = await begun()
  drafts.write(maria, 'α'.repeat(4_100))
  writing.send(maria)
  writing.sendAsFile(maria, outbox.entries.value[0]!.id, 'απάντηση.txt')
  expect(outbox.entries.value).toEqual([])
  expect(attachments.of(maria.id)).toMatchObject([{ name: 'απάντηση.txt', place: idOf('maria') }])
})

test('a reply in which something is not filled in stays in the composer, unless it is meant to go as it is', async () => {
  const { writing, outbox, drafts } = await begun()
  drafts.write(maria, 'Καλημέρα {{visitor}}')
  expect(writing.send(maria)).toBe(false)
  expect([outbox.entries.value, drafts.text(maria)]).toEqual([[], 'Καλημέρα {{visitor}}'])
  expect(writing.send(maria, true)).toBe(true)
  expect(outbox.entries.value).toMatchObject([{ act: 'send', text: 'Καλημέρα {{visitor}}' }])
  // The team may write of them.
  drafts.setNote(maria.id, true)
  drafts.write(maria, 'Βάλτε {{visitor}}')
  expect(writing.send(maria)).toBe(true)
  expect(outbox.entries.value).toMatchObject([{}, { act: 'note', text: 'Βάλτε {{visitor}}' }])
})
