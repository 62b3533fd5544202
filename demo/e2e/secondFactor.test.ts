// The second factor in a browser: made with a computed code, asked for at the next sign-in, and a phone that is lost.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totp } from '../../server/test/browser.ts'
import { agents, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-strict-'))
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  const yaml = join(folder, 'rotame.yaml')
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/^staff: .*\n/m, ''))
  stage = await openStage(folder)
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

const [eleni] = agents
const password = async (page: Page, who: { email: string; password: string } = eleni) => {
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(who.password)
  await page.keyboard.press('Enter')
}
const newPage = async () => {
  const context = await stage.browser.newContext({ locale: 'el-GR', viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(`${stage.demo.product}/console/`)
  return page
}
const isIn = (page: Page) => page.locator('.me button').waitFor()

test(
  'nobody gets in without one; made once, it is asked for, and a lost phone is no end',
  { timeout: 120_000 },
  async () => {
    const page = await newPage()
    await password(page)
    await page.getByRole('heading', { name: 'Προστατέψτε τον λογαριασμό σας' }).waitFor()
    const typed = (await page.locator('.secret code').textContent())!.replaceAll(' ', '')
    const uri = `otpauth://totp/x?secret=${typed}`
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Γράψτε τον κωδικό').fill('000000')
    await page.keyboard.press('Enter')
    await page.getByText('Ο κωδικός δεν είναι σωστός.').waitFor()
    await page.getByLabel('Γράψτε τον κωδικό').fill(totp(uri, -1))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Φυλάξτε τους κωδικούς ανάκτησης' }).waitFor()
    const codes = await page.locator('.codes li').allTextContents()
    expect(codes).toHaveLength(10)
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Τους φύλαξα' }).click()
    await isIn(page)

    // Elsewhere, by keyboard alone, with what the app shows; pasted with a space in it.
    const other = await newPage()
    await password(other)
    await other.getByRole('heading', { name: 'Δεύτερο βήμα' }).waitFor()
    expect(await violations(other)).toEqual([])
    const code = totp(uri)
    await other.keyboard.insertText(`${code.slice(0, 3)} ${code.slice(3)}`)
    await other.keyboard.press('Tab')
    await other.keyboard.press('Space')
    await other.keyboard.press('Enter')
    await isIn(other)
    // Its browser was trusted.
    await other.locator('.me > button').click()
    await other.getByRole('button', { name: 'Αποσύνδεση' }).click()
    await other.getByLabel('Email').waitFor()
    await password(other)
    await isIn(other)

    const lost = await newPage()
    await password(lost)
    await lost.getByRole('button', { name: 'Κωδικός ανάκτησης' }).click()
    await lost.getByLabel('Κωδικός ανάκτησης').fill('aaaaa-aaaaa')
    await lost.keyboard.press('Enter')
    await lost.getByText('Ο κωδικός δεν είναι σωστός ή έχει ήδη χρησιμοποιηθεί.').waitFor()
    expect(await violations(lost)).toEqual([])
    await lost.getByLabel('Κωδικός ανάκτησης').fill(codes[0]!)
    await lost.keyboard.press('Enter')
    await isIn(lost)
  },
)

test('a sign-in that was left half done is none, and another account may begin', async () => {
  const page = await newPage()
  await password(page, agents[1])
  await page.getByRole('heading', { name: 'Προστατέψτε τον λογαριασμό σας' }).waitFor()
  await page.reload()
  await page.getByLabel('Email').waitFor()
  await password(page, agents[1])
  await page.getByRole('button', { name: 'Άλλος λογαριασμός' }).click()
  await page.getByLabel('Email').waitFor()
  expect(await page.evaluate(async () => (await fetch('/api/auth/get-session')).json() as Promise<unknown>)).toBeNull()
})
