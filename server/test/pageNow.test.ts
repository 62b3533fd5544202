// The page that a visitor is on now, over real sockets and both databases: the latest tab's, kept beside that of the
// first message, told to agents, and neither of what is closed or restricted.

import { afterEach, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Page } from '../protocol/context.ts'
import { findPerson } from '../visitors/person.ts'
import { newRestriction, restrict, unrestrict } from '../visitors/restricting.ts'
import { databases } from './databases.ts'
import { context, doAct, form, newId, newSecret, openAt, openDesk, origin, type Rig, startRig } from './rig.ts'

const pageOf = (path: string): Page => ({ url: `${origin}/${path}`, title: path })

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  let rig: Rig
  let drop: () => Promise<unknown> = async () => undefined
  afterEach(async () => {
    await rig.stop()
    await drop()
  })

  /** A desk, and what it is told of pages. */
  async function start() {
    const database = await make()
    drop = database.drop
    rig = await startRig(undefined, { databaseUrl: database.url, secret: newSecret() })
    const desk = await openDesk(rig)
    const told: string[] = []
    desk.on('visitor:page', ({ conversation, page }: { conversation: string; page: Page }) =>
      told.push(`${conversation} ${page.title}`),
    )
    return { desk, told }
  }

  async function begun(secret: string) {
    const visitor = rig.visitor(secret)
    const message = { id: newId(), text: 'Καλημέρα' }
    const { conversation } = await visitor.emitWithAck('conversation:start', { id: newId(), message, context })
    return { visitor, id: conversation.id as string }
  }

  const goTo = (visitor: Socket, page: unknown): Promise<{ ok: boolean; error?: string }> =>
    visitor.emitWithAck('conversation:open', { after: 0, page })
  const shownTo = async (desk: Socket, id: string) => (await openAt(desk, id)).conversation.context.pageNow

  test('the tab that came or spoke last says it, and whoever has gone was there last', async () => {
    const { desk, told } = await start()
    const secret = newSecret()
    const { visitor: left, id } = await begun(secret)
    // A widget that does not say it, and one that is where the first message was.
    await left.emitWithAck('conversation:open', { after: 0 })
    await goTo(left, context.page)
    await goTo(left, pageOf('docs'))
    await expect.poll(() => told).toEqual([`${id} docs`])
    const right = rig.visitor(secret)
    await goTo(right, pageOf('blog'))
    await expect.poll(() => shownTo(desk, id)).toEqual(pageOf('blog'))
    // The same again is no news; somebody comes back to the first tab.
    await goTo(right, pageOf('blog'))
    await goTo(left, pageOf('docs'))
    await expect.poll(() => told).toEqual([`${id} docs`, `${id} blog`, `${id} docs`])
    for (const tab of [left, right]) tab.disconnect()
    await expect.poll(async () => (await openAt(desk, id)).conversation.here).toBe(false)
    const { conversation } = await openAt(desk, id)
    expect(conversation.context).toMatchObject({ page: context.page, pageNow: pageOf('docs') })
    // Back where they began.
    await goTo(rig.visitor(secret), context.page)
    await expect.poll(() => shownTo(desk, id)).toEqual(context.page)
  })

  test('a stranger says nothing of it, and nobody says what is no page', async () => {
    const { desk, told } = await start()
    const secret = newSecret()
    const { visitor, id } = await begun(secret)
    const stranger = rig.visitor()
    expect(await goTo(stranger, pageOf('docs'))).toMatchObject({ ok: true, conversation: null })
    const asked = { conversation: id, after: 0, page: pageOf('docs') }
    expect(await stranger.emitWithAck('conversation:open', asked)).toMatchObject({ error: 'unknown-conversation' })
    for (const page of [
      { url: `${origin}/${'a'.repeat(10_000)}`, title: '' },
      { url: origin, title: 'a'.repeat(501) },
      { url: origin },
      { ...pageOf('docs'), html: '<b>' },
      'docs',
      null,
    ])
      // A tab each: who says too much that is none is sent away.
      expect(await goTo(rig.visitor(secret), page)).toMatchObject({ ok: false, error: 'malformed' })
    // Words, as they are of the first page: neither is ever a link.
    const words = { url: 'javascript:alert(1)', title: '<img src=x onerror=alert(1)>' }
    await goTo(visitor, words)
    await expect.poll(() => told).toEqual([`${id} ${words.title}`])
    expect(await shownTo(desk, id)).toEqual(words)
  })

  test('of a closed conversation nothing is kept', async () => {
    const { desk, told } = await start()
    const { visitor, id } = await begun(newSecret())
    await doAct(desk, { kind: 'close' }, id)
    await goTo(visitor, pageOf('docs'))
    await doAct(desk, { kind: 'reopen' }, id)
    await goTo(visitor, pageOf('blog'))
    await expect.poll(() => told).toEqual([`${id} blog`])
  })

  test('of what is restricted nothing is kept and nobody is told', async () => {
    const { desk, told } = await start()
    const sent = form('maria@example.com')
    const { body } = await rig.post('/tickets/oxzino', sent)
    const id = body['conversation'] as string
    const visitor = rig.visitor(sent.secret)
    const open = (page: Page) => visitor.emitWithAck('conversation:open', { conversation: id, after: 0, page })
    await open(pageOf('docs'))
    await expect.poll(() => told).toEqual([`${id} docs`])
    const person = () => findPerson(rig.store, { email: 'maria@example.com' }, true)
    await restrict(rig.store, await person(), newRestriction(), rig.clock.now)
    expect(await open(pageOf('secret'))).toMatchObject({ ok: true, conversation: { id } })
    expect(await desk.emitWithAck('conversation:open', { conversation: id, after: 0 })).toMatchObject({ ok: false })
    await unrestrict(rig.store, await person())
    expect(await shownTo(desk, id)).toEqual(pageOf('docs'))
    expect(told).toEqual([`${id} docs`])
  })
})
