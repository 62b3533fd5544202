// The mailboxes on the page of whoever owns the product: connected at a provider, gone, and connected again, with
// cookies that no other site's link sends; in both languages, on a phone and on a desk.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noDovecot, startDovecot } from '../../server/test/dovecot.ts'
import { until } from '../../server/test/rig.ts'
import { startTokenServer, type TokenServer } from '../../server/test/tokenServer.ts'
import { agents, openStage, type Stage, violations } from './stage.ts'

describe('mailboxes', { timeout: 120_000 }, () => {
  if (noDovecot !== null) return test.skip(`skipped: ${noDovecot}`)
  let stage: Stage
  let tokens: TokenServer
  let dovecot: Awaited<ReturnType<typeof startDovecot>>
  beforeAll(async () => {
    tokens = await startTokenServer()
    dovecot = await startDovecot(tokens)
    await dovecot.within('support', async () => {})
    const imap = { ...dovecot.mailbox('support'), password: null, oauth: tokens.oauth }
    stage = await openStage(undefined, false, 1, imap)
  })
  afterAll(async () => {
    await stage.close()
    await dovecot.stop()
    tokens.stop()
  })

  async function looks(desk: Page): Promise<void> {
    for (const width of [360, 1280]) {
      await desk.setViewportSize({ width, height: 800 })
      expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      expect(await violations(desk)).toEqual([])
    }
  }

  test('are connected, said to be gone, and connected again', async () => {
    const desk = await stage.signIn(agents[0])
    await desk.locator('.me > button').click()
    await desk.getByRole('button', { name: 'Γραμματοκιβώτια' }).click()
    const mailbox = desk.getByRole('region', { name: /support/ })
    await mailbox.getByText('Δεν έχει συνδεθεί ακόμη.').waitFor()
    await mailbox.getByText(`${stage.demo.product}/mail/consent/oxzino`, { exact: true }).waitFor()
    await looks(desk)

    await mailbox.getByRole('button', { name: 'Σύνδεση με OAuth' }).click()
    await desk.getByRole('link', { name: 'Deny' }).click()
    await mailbox.getByText('ο πάροχος δεν έδωσε πρόσβαση').waitFor()
    await mailbox.getByRole('button', { name: 'Σύνδεση με OAuth' }).click()
    await desk.getByRole('link', { name: 'Allow' }).click()
    await mailbox.getByText('Το support συνδέθηκε.').waitFor()
    await mailbox.getByText('Συνδεδεμένο από').waitFor()
    expect(new URL(desk.url()).hash).toBe('#/mailboxes')
    await until(async () => {
      const [inbox] = await stage.demo.store.db.selectFrom('inbox').selectAll().execute()
      return inbox?.uidValidity && inbox.troubleSince === null
    }, 30_000)
    await looks(desk)

    tokens.revokeAll()
    await dovecot.end()
    await dovecot.start()
    await mailbox.getByText('Η συγκατάθεση έληξε ή ανακλήθηκε').waitFor({ timeout: 60_000 })
    await looks(desk)
    // Everyone at the desk is told that nothing comes in, and an owner where to mend it.
    await until(async () => (await stage.demo.store.db.selectFrom('inbox').select('trouble').execute())[0]?.trouble)
    await stage.demo.beat()
    await desk.goto(`${stage.demo.product}/console/#/inbox`)
    await desk.getByText('Ένας ιδιοκτήτης χρειάζεται να συνδέσει το γραμματοκιβώτιο.').waitFor()
    await desk.getByRole('link', { name: 'Γραμματοκιβώτια' }).click()
    await mailbox.getByRole('button', { name: 'Σύνδεση ξανά' }).click()
    await desk.getByRole('link', { name: 'Allow' }).click()
    await mailbox.getByText('Συνδεδεμένο από').waitFor()

    await desk.locator('.me > button').click()
    await desk.getByRole('button', { name: 'English' }).click()
    await mailbox.getByText('Connected since').waitFor()
    await mailbox.getByRole('button', { name: 'Disconnect' }).click()
    await looks(desk)
    await mailbox.getByRole('button', { name: 'Disconnect' }).last().click()
    await mailbox.getByText('It isn’t connected yet.').waitFor()
    expect(tokens.grants.every(({ isRevoked }) => isRevoked)).toBe(true)
  })
})
