// What arrives is one thread for the visitor and one for the team, in the reader's language, and follows who has left.

import { createHmac } from 'node:crypto'
import type { ParsedMail } from 'mailparser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { words as de } from '../../widget/screens/menu/de.ts'
import { words as el } from '../../widget/screens/menu/el.ts'
import { words as en } from '../../widget/screens/menu/en.ts'
import { context, evening, form, newId, newSecret, next, type Rig, startRig, until } from './rig.ts'
import { databases } from './databases.ts'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  beforeEach(async () => {
    rig = await startRig(evening, { on: await makeOne() })
  })
  afterEach(() => rig.stop())

  const to = (address: string) => rig.mailbox.to(address)
  const desk = async () => {
    const agent = rig.agent((await rig.signIn()).cookie)
    await next(agent, 'welcome')
    return agent
  }
  const minutes = (count: number) => (rig.clock.now += count * 60_000)

  /** A visitor's chat, answered by an agent. @param whose what the owner's site vouches for, as the store keeps it */
  async function chat(
    whose: { sub: string; email: string } | null,
    answers = ['Καλημέρα σας.', 'Το τιμολόγιο είναι έτοιμο.'],
  ) {
    const secret = newSecret()
    const visitor = rig.visitor(secret)
    const { conversation } = (await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'ΚΩΔΙΚΟΣ-ΕΠΙΣΚΕΠΤΗ' },
      context,
    })) as { conversation: { id: string } }
    const agent = await desk()
    for (const text of answers)
      await agent.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text })
    // Only now: at this hour a chat that nobody has answered goes on by mail as soon as there is an address.
    if (whose) await rig.store.db.updateTable('conversation').set(whose).where('id', '=', conversation.id).execute()
    return { secret, visitor, agent, conversation: conversation.id }
  }
  /** Looks at once and after so many minutes, as the server does now and then. */
  const waitFor = async (count: number) => {
    await rig.lookForUnread()
    minutes(count)
    await rig.lookForUnread()
  }

  test("each reader's mails are one thread with one subject, and both their parts are in the reader's language", async () => {
    const { body } = await rig.post('/tickets/oxzino', {
      ...form('anna@example.com'),
      context: { ...context, locale: 'en' },
    })
    const { conversation } = body as unknown as { conversation: string }
    const agent = await desk()
    for (const text of ['First answer', 'Second answer'])
      await agent.emitWithAck('message:send', { conversation, id: newId(), text })
    await until(() => to('anna@').length === 3)
    const [first, ...others] = to('anna@')
    expect(first!.references).toBeUndefined()
    for (const [at, mail] of others.entries()) {
      expect(mail.subject).toBe(`Re: ${first!.subject}`)
      expect(mail.inReplyTo).toBe(to('anna@')[at]!.messageId)
      expect([mail.references].flat()[0]).toBe(first!.messageId)
      expect(mail.replyTo?.text).toBe('support@oxzino.example')
    }
    for (const mail of to('anna@')) {
      expect(mail.html).toContain('<html lang="en"')
      expect(mail.html).toContain('prefers-color-scheme:dark')
      // Nothing that would tell us who opens it.
      expect(mail.html).not.toMatch(/<img|src=|http-equiv|url\(/)
    }
    const [team] = to('support@')
    expect(team!.html).toContain('<html lang="el"')
    expect(team!.replyTo?.text).toBe('anna@example.com')
    expect(team!.headers.get('auto-submitted')).toBe('auto-generated')
  })

  test('what an agent answered in a chat follows the visitor who has left, once, together, and to an address that is vouched for', async () => {
    const { visitor, agent, conversation } = await chat({ sub: '7', email: 'vouched@example.com' })
    // Whoever is here reads it here, however long that takes.
    await waitFor(30)
    expect(to('vouched@')).toEqual([])
    visitor.disconnect()
    await until(
      async () =>
        !(
          (await agent.emitWithAck('conversation:open', { conversation, after: 0 })) as {
            conversation: { here: boolean }
          }
        ).conversation.here,
    )
    await waitFor(4)
    expect(to('vouched@')).toEqual([])
    await waitFor(2)
    const [mail] = await until(() => to('vouched@').length > 0 && to('vouched@'))
    expect(mail!.text).toContain('Όσο λείπατε')
    expect(mail!.text).toMatch(/Καλημέρα σας\.[^]*Το τιμολόγιο είναι έτοιμο\./)
    expect(mail!.text).not.toContain('ΚΩΔΙΚΟΣ-ΕΠΙΣΚΕΠΤΗ')
    await waitFor(60)
    await agent.emitWithAck('message:send', { conversation, id: newId(), text: 'Και κάτι ακόμη.' })
    await waitFor(6)
    const [, second] = await until(() => to('vouched@').length === 2 && to('vouched@'))
    expect(second!.text).not.toContain('Καλημέρα σας.')
    expect(second!.inReplyTo).toBe(mail!.messageId)
    expect(second!.subject).toBe(`Re: ${mail!.subject}`)
  })

  test('what a visitor has read, or a guest has been answered, is not mailed', async () => {
    const read = await chat({ sub: '8', email: 'read@example.com' })
    await read.visitor.emitWithAck('conversation:read', { conversation: read.conversation, seq: 9 })
    const guest = await chat(null)
    for (const { visitor } of [read, guest]) visitor.disconnect()
    await until(
      async () =>
        !(
          (await read.agent.emitWithAck('conversation:open', { conversation: guest.conversation, after: 0 })) as {
            conversation: { here: boolean }
          }
        ).conversation.here,
    )
    await waitFor(10)
    await waitFor(10)
    expect(await rig.store.db.selectFrom('mail').selectAll().execute()).toEqual([])
  })

  test('a copy goes at once to the address that is vouched for', async () => {
    const { visitor, conversation } = await chat({ sub: '9', email: 'mine@example.com' })
    const asked = { conversation, id: newId(), email: '' }
    for (const again of [1, 2])
      expect(await visitor.emitWithAck('transcript:ask', asked), String(again)).toEqual({
        ok: true,
        state: 'sent',
        email: 'mine@example.com',
      })
    const [mail] = await until(() => to('mine@').length > 0 && to('mine@'))
    expect(mail!.text).toMatch(/ΚΩΔΙΚΟΣ-ΕΠΙΣΚΕΠΤΗ[^]*Ελένη Παππά[^]*Καλημέρα σας\./)
    expect(await rig.store.db.selectFrom('mail').selectAll().execute()).toHaveLength(1)
  })

  const codeIn = (mail: ParsedMail) => /^\d{6}$/m.exec(mail.text ?? '')![0]
  const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  test('a copy goes to a typed address only after the code that was mailed there', async () => {
    const { visitor, secret, conversation } = await chat(null)
    const ask = (email: string, id = newId()) => visitor.emitWithAck('transcript:ask', { conversation, id, email })
    const confirm = (code: string, id = newId()) =>
      visitor.emitWithAck('transcript:confirm', { conversation, id, code })
    expect(await ask('')).toEqual({ ok: true, state: 'address' })
    expect(await ask('not an address')).toMatchObject({ error: 'bad-email' })
    expect(await confirm('123456')).toMatchObject({ error: 'expired-code' })
    expect(await ask('typed@example.com')).toEqual({ ok: true, state: 'code', email: 'typed@example.com' })
    const [mail] = await until(() => to('typed@').length > 0 && to('typed@'))
    // Nothing of what was said, by whoever.
    expect(`${mail!.text}${mail!.html}`).not.toMatch(/ΚΩΔΙΚΟΣ-ΕΠΙΣΚΕΠΤΗ|τιμολόγιο/)
    const code = codeIn(mail!)
    const [kept] = await rig.store.db.selectFrom('code').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(code)
    expect(kept!.hash).not.toBe(createHmac('sha256', '').update(code).digest('base64url'))

    expect(await confirm(other(code))).toMatchObject({ error: 'wrong-code' })
    // Another visitor has neither the conversation nor the code.
    expect(await rig.visitor().emitWithAck('transcript:confirm', { conversation, id: newId(), code })).toMatchObject({
      ok: false,
    })
    const id = newId()
    for (const again of [1, 2])
      expect(await confirm(`${code.slice(0, 3)} ${code.slice(3)}`, id), String(again)).toEqual({
        ok: true,
        email: 'typed@example.com',
      })
    await until(() => to('typed@').length === 2)
    expect(to('typed@')[1]!.text).toContain('ΚΩΔΙΚΟΣ-ΕΠΙΣΚΕΠΤΗ')
    // A code is good for once.
    expect(await confirm(code)).toMatchObject({ error: 'expired-code' })
    expect(secret).not.toBe('')
  })

  test('a code holds for five tries and ten minutes, and an address gets no more than its share', async () => {
    const { visitor, conversation } = await chat(null)
    const confirm = (code: string) => visitor.emitWithAck('transcript:confirm', { conversation, id: newId(), code })
    const ask = (email: string) => visitor.emitWithAck('transcript:ask', { conversation, id: newId(), email })
    await ask('tries@example.com')
    const code = codeIn((await until(() => to('tries@').length > 0 && to('tries@')))[0]!)
    const outcomes: string[] = []
    for (let times = 0; times < 5; times++) outcomes.push(((await confirm(other(code))) as { error: string }).error)
    expect(outcomes).toEqual(['wrong-code', 'wrong-code', 'wrong-code', 'wrong-code', 'expired-code'])
    expect(await confirm(code)).toMatchObject({ error: 'expired-code' })

    await ask('tries@example.com')
    const second = (await until(() => to('tries@').length > 1 && to('tries@')))[1]!
    const late = codeIn(second)
    const [{ expiresAt } = { expiresAt: 0 }] = await rig.store.db.selectFrom('code').select('expiresAt').execute()
    expect((expiresAt - Date.now()) / 60_000).toBeLessThanOrEqual(10)
    expect((expiresAt - Date.now()) / 60_000).toBeGreaterThan(9)
    // As the mail and the screen say.
    expect(second.text).toContain('10 λεπτά')
    for (const words of [el, en, de]) expect(words.codeSent('tries@example.com')).toContain(' 10 ')
    await rig.store.db.updateTable('code').set({ expiresAt: Date.now() }).execute()
    expect(await confirm(late)).toMatchObject({ error: 'expired-code' })
    await ask('TRIES@example.com')
    expect(await ask('tries@example.com')).toMatchObject({ ok: false, error: 'too-many', retryAfter: 3_600 })
  })

  test('acknowledgements, codes and copies are counted together; one held back is said on the ticket, and an agent is not held back', async () => {
    const { visitor, conversation, agent } = await chat(null)
    for (let times = 0; times < 2; times++)
      await visitor.emitWithAck('transcript:ask', { conversation, id: newId(), email: 'often@example.com' })
    await rig.post('/tickets/oxzino', form('Often@example.com'))
    const { body } = await rig.post('/tickets/oxzino', form('often@example.com'))
    const held = (body as unknown as { conversation: string }).conversation
    const { conversation: detail } = (await agent.emitWithAck('conversation:open', {
      conversation: held,
      after: 0,
    })) as {
      conversation: { heldBack: string }
    }
    expect(detail.heldBack).toBe('limit')
    await until(() => to('support@').length === 2)
    await agent.emitWithAck('message:send', { conversation: held, id: newId(), text: 'Απάντηση' })
    await until(() => to('ften@').length === 4)
    expect(to('ften@').some(({ text }) => text?.includes('Απάντηση'))).toBe(true)
  })

  test('a form in which the unseen field is filled in makes a ticket and no mail to whoever was named', async () => {
    const { body } = await rig.post('/tickets/oxzino', { ...form('named@example.com'), trap: 'https://spam.example' })
    expect(body.ok).toBe(true)
    await until(() => to('support@').length === 1)
    const rows = await rig.store.db.selectFrom('mail').select('kind').execute()
    expect(rows).toEqual([{ kind: 'ticket-team' }])
    expect(await rig.store.db.selectFrom('ticket').select('heldBack').execute()).toEqual([{ heldBack: 'trap' }])
  })

  test('a visitor sends a form a minute, and each next one after twice as long; a repeat of one is no other', async () => {
    const secret = newSecret()
    const send = (sent = form()) => rig.post('/tickets/oxzino', { ...sent, secret })
    const sent = form()
    for (const again of [1, 2]) expect((await send(sent)).body.ok, String(again)).toBe(true)
    expect((await send()).body).toEqual({ ok: false, error: 'too-many', retryAfter: 60 })
    minutes(1)
    expect((await send()).body.ok).toBe(true)
    minutes(1)
    expect((await send()).body).toEqual({ ok: false, error: 'too-many', retryAfter: 60 })
    minutes(1)
    expect((await send()).body.ok).toBe(true)
  })
})
