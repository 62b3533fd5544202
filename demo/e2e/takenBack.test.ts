// An answer that goes by mail, taken back at the desk within its five seconds: the mail never comes, what was done with
// it is undone, and its words are the composer's again; after them nothing is offered any more.

import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../server/limits.ts'
import { agents, openStage, type Stage } from './stage.ts'
import { look } from './look.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage(undefined, false, 1, null, { replyDelay: limits.replyDelay })
})
afterAll(() => stage.close())

const email = 'maria@example.com'
const context = { page: { url: '', title: '' }, locale: 'el', zone: 'Europe/Athens', path: [] }

async function request(page: Page): Promise<void> {
  const id = randomBytes(16).toString('base64url')
  const form = { id, secret: randomBytes(32).toString('base64url'), email, name: 'Μαρία', topic: '' }
  await fetch(`${stage.demo.product}/tickets/oxzino`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stage.demo.site },
    body: JSON.stringify({ ...form, text: 'Θέλω τιμολόγιο', context }),
  })
  await page.goto(`${stage.demo.product}/console/#/all`)
  await page.locator('.list .row').filter({ hasText: 'Μαρία' }).click()
}

test('an answer by mail is taken back in its five seconds, and not after', { timeout: 60_000 }, async () => {
  const agent = await stage.signIn(agents[0])
  await request(agent)
  const { mailbox } = stage.demo
  await expect.poll(() => mailbox.to(email).length).toBe(1)
  const composer = agent.locator('.composer textarea')
  const button = agent.getByRole('button', { name: 'Απόσυρση' })
  await composer.fill('Λάθος άνθρωπος')
  await agent.keyboard.press('Control+Enter')
  await button.waitFor()
  await button.click()
  await agent.getByText('Ένα μήνυμα αποσύρθηκε').waitFor()
  // It was sent and closed: it is open again, with its words where they were written.
  await expect.poll(() => composer.inputValue()).toBe('Λάθος άνθρωπος')
  await look(agent, 'taken-back')

  await composer.fill('Έρχεται αύριο')
  await agent.keyboard.press('Enter')
  await button.waitFor()
  const seen = Date.now()
  await button.waitFor({ state: 'detached' })
  expect(Date.now() - seen).toBeLessThan(limits.replyDelay + 1_500)
  await expect.poll(() => mailbox.to(email).length, { timeout: 12_000 }).toBe(2)
  expect(mailbox.to(email)[1]!.text).toContain('Έρχεται αύριο')
  expect(mailbox.to(email)[1]!.text).not.toContain('Λάθος άνθρωπος')
  expect(stage.problems).toEqual([])
})
