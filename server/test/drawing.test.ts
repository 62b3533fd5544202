// Mails are drawn after what is their cause is stored: a fault in a template is one mail's, never the ticket's.

import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Config, readConfig, type Site } from '../config/config.ts'
import type { FailedMail } from '../protocol/mail.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { context, evening, form, newId, newSecret, next, type Rig, startRig, until } from './rig.ts'

let rig: Rig
afterEach(() => rig.stop())

/** The demo's site, whose accent no colour can be made of until it is mended. */
function brokenSite(): { sites: Config['sites']; mend: () => void } {
  const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
  const site = sites.get('oxzino')!
  const theme: Site['theme'] = { ...site.theme, accent: null as never }
  sites.set('oxzino', { ...site, theme })
  return { sites, mend: () => void (theme.accent = site.theme.accent) }
}
const openDesk = async () => {
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  return desk
}
const to = (address: string) => rig.mailbox.to(address)

async function database(kind: 'sqlite' | 'postgres'): Promise<Partial<Config>> {
  if (kind === 'sqlite') return {}
  const { url, drop } = await makeDatabase()
  onTestFinished(async () => void (await drop()))
  return { databaseUrl: url, secret: newSecret() }
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  if (kind === 'postgres' && noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)

  test('a template that fails leaves the ticket, its failures are shown, and once it is mended they are sent', async () => {
    const { sites, mend } = brokenSite()
    rig = await startRig(evening, { ...(await database(kind)), sites })
    const desk = await openDesk()
    const heard: number[] = []
    desk.on('conversation:changed', (now: { failedMails: number }) => void heard.push(now.failedMails))
    const sent = form('anna@example.com')
    const { body } = await rig.post('/tickets/oxzino', sent)
    expect(body).toMatchObject({ ok: true, ticket: { email: 'anna@example.com' } })
    // What is written meanwhile by others is not held up, nor is what is written next in the ticket.
    expect(
      await rig
        .visitor()
        .emitWithAck('conversation:start', { id: newId(), message: { id: newId(), text: 'Γεια' }, context }),
    ).toMatchObject({ ok: true })
    const { conversation } = body as unknown as { conversation: string }
    await until(() => heard.includes(2))
    const { mails } = (await desk.emitWithAck('mail:failed', { conversation })) as { mails: FailedMail[] }
    expect(mails.map(({ kind, isOurs }) => [kind, isOurs])).toEqual([
      ['ticket-team', true],
      ['ticket-visitor', true],
    ])
    expect(rig.logged('a mail cannot be drawn')).toHaveLength(2)
    expect(await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Θα το δω.' })).toMatchObject({
      ok: true,
    })
    await until(() => heard.includes(3))
    await rig.mailed()
    expect(rig.mailbox.mails).toEqual([])

    mend()
    const known = (await desk.emitWithAck('mail:failed', { conversation })) as { mails: FailedMail[] }
    for (const { id } of known.mails)
      expect(await desk.emitWithAck('mail:again', { conversation, mail: id })).toMatchObject({ ok: true })
    await until(() => rig.mailbox.mails.length === 3)
    expect(to('support@')[0]!.text).toContain(sent.text)
    expect(to('anna@').map(({ text }) => text!.includes('Θα το δω.'))).toEqual([false, true])
    expect(to('anna@')[1]!.inReplyTo).toBe(to('anna@')[0]!.messageId)
  })
})
