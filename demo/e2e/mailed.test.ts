// What mail brings to a conversation at the desk: who has a copy and gets answers, the click that makes another address
// the visitor's, what did not arrive, and the form of a mail; in both languages, on a phone and on a desk.

import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerTo } from '../../server/test/mails.ts'
import { agents, openStage, type Stage } from './stage.ts'
import { look } from './look.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const newId = () => randomBytes(16).toString('base64url')
const context = { page: { url: '', title: '' }, locale: 'el', zone: 'Europe/Athens', path: [] }

const nameOf = (email: string) => email.split('@')[0]!

/** A request, and the acknowledgement of it. */
async function request(email: string) {
  const form = { id: newId(), secret: randomBytes(32).toString('base64url'), email, name: nameOf(email), topic: '' }
  await fetch(`${stage.demo.product}/tickets/oxzino`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stage.demo.site },
    body: JSON.stringify({ ...form, text: 'Θέλω τιμολόγιο', context }),
  })
  const { mailbox } = stage.demo
  await expect.poll(() => mailbox.to(email).length).toBe(1)
  return mailbox.to(email)[0]!
}

async function open(page: Page, email: string): Promise<void> {
  await page.goto(`${stage.demo.product}/console/#/all`)
  await page
    .locator('.list .row')
    .filter({ hasText: nameOf(email) })
    .click()
}

test('who has a copy is seen and chosen; another address of the visitor’s takes part by one click', async () => {
  const email = 'maria@example.com'
  const receipt = await request(email)
  const box = await (await stage.browser.newContext()).newPage()
  await box.goto(`${stage.demo.site}/mailbox`)
  await box.getByRole('link', { name: /Λάβαμε το μήνυμά σας/ }).click()
  await box.getByLabel('Απάντηση').fill('Βάζω και το λογιστήριο.')
  await box.getByLabel('Κοινοποίηση').fill('logistirio@firm.example')
  await box.getByRole('button', { name: 'Αποστολή' }).click()
  await box.getByText('Βάζω και το λογιστήριο.').first().waitFor()
  const results = 'mx.oxzino.example; dmarc=pass header.from=firm.example'
  const other = { from: 'm.k@firm.example', results, text: 'Από τη δουλειά μου.' }
  expect(await stage.demo.take(Buffer.from(answerTo(receipt, other)))).toBe('note')

  const agent = await stage.signIn(agents[0])
  await open(agent, email)
  await agent.getByText('Στάλθηκε και σε: logistirio@firm.example').waitFor()
  const copy = agent.locator('.copies').getByRole('button', { name: 'logistirio@firm.example' })
  await look(agent, 'mail-parties')
  await copy.click()
  await expect.poll(() => copy.getAttribute('aria-pressed')).toBe('true')
  await agent.getByRole('button', { name: 'Είναι το ίδιο πρόσωπο' }).click()
  await agent.getByText('Άλλη διεύθυνση του επισκέπτη').waitFor()
  expect(await stage.demo.take(Buffer.from(answerTo(receipt, { ...other, text: 'Εγώ είμαι.' })))).toBe('answer')
  await agent.getByText('Εγώ είμαι.').first().waitFor()
  await agent.locator('.composer textarea').fill('Το στέλνω και εκεί.')
  await agent.keyboard.press('Enter')
  const { mailbox } = stage.demo
  await expect.poll(() => mailbox.to('logistirio@firm.example').length).toBe(1)
  expect(mailbox.to('m.k@firm.example')).toEqual([])
  await look(agent, 'mail-parties-chosen')
  // Remembered, also where the console is opened anew.
  await agent.reload()
  await expect.poll(() => copy.getAttribute('aria-pressed')).toBe('true')

  const english = await (await stage.browser.newContext({ locale: 'en-GB' })).newPage()
  await english.context().addCookies(await agent.context().cookies())
  await open(english, email)
  await english.getByText('Also sent to: logistirio@firm.example').waitFor()
  await english.getByRole('group', { name: 'Copy the answer to:' }).waitFor()
  await look(english, 'mail-parties-en')
  expect(stage.problems).toEqual([])
})

test('an answer that bounced says so where it stands, and the address is marked until somebody corrects it', async () => {
  const email = 'gone@example.com'
  await request(email)
  const agent = await stage.signIn(agents[0])
  await open(agent, email)
  await agent.locator('.composer textarea').fill('Το στέλνω αύριο.')
  await agent.keyboard.press('Enter')
  const { mailbox } = stage.demo
  await expect.poll(() => mailbox.to(email).length).toBe(2)
  const { messageId } = mailbox.to(email)[1]!
  const bounce = [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.com',
    'To: support@oxzino.example',
    'Subject: failure notice',
    'Message-ID: <bounce@mx.example.com>',
    '',
    "I wasn't able to deliver your message to the following addresses.",
    '',
    `<${email}>:`,
    'Sorry, no mailbox here by that name. (#5.1.1)',
    '',
    `Message-ID: ${messageId}`,
    '',
  ]
  expect(await stage.demo.take(Buffer.from(bounce.join('\r\n')))).toBe('bounce')
  await agent.getByText(`Δεν έφτασε με email σε: ${email}`).waitFor()
  await agent.locator('.composer').getByText(`Τα email στο ${email} δεν φτάνουν`).waitFor()
  await look(agent, 'mail-bounced')
  const english = await (await stage.browser.newContext({ locale: 'en-GB' })).newPage()
  await english.context().addCookies(await agent.context().cookies())
  await open(english, email)
  await english.locator('.composer').getByText(`Emails to ${email} do not arrive`).waitFor()
  await look(english, 'mail-bounced-en')

  await agent.locator('.composer').getByRole('button', { name: 'Διόρθωση email…' }).click()
  await agent.getByRole('combobox').fill('here@example.com')
  await agent.keyboard.press('Enter')
  await agent.locator('.composer').getByText('δεν φτάνουν').waitFor({ state: 'detached' })
  expect(stage.problems).toEqual([])
})

test('a mail is drawn in its form at the desk and on the page of the request, with no picture of another server', async () => {
  const email = 'formed@example.com'
  const receipt = await request(email)
  const html = `<p>Καλημέρα σας, <b>δύο πράγματα</b>:</p><ol><li>Το τιμολόγιο, <a href="https://www.example.com/inv">όπως εδώ</a></li><li>Η διεύθυνση <i>αποστολής</i></li></ol>
    <table><tr><th>Είδος</th><th>Τεμάχια</th><th>Τιμή</th></tr><tr><td>Καρέκλα</td><td>4</td><td>120,00 €</td></tr><tr><td>Τραπέζι</td><td>1</td><td>340,00 €</td></tr></table>
    <p><img src="cid:plan@mail" alt="κάτοψη"></p><p>Ευχαριστώ <img src="https://track.example/open.gif" width="1" height="1"></p>`
  const bytes = await picture()
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from: email,
    to: receipt.replyTo!.text,
    subject: `Re: ${receipt.subject}`,
    inReplyTo: receipt.messageId!,
    html,
    attachments: [{ filename: 'κάτοψη.png', content: bytes, cid: 'plan@mail', contentDisposition: 'inline' }],
  })
  const results = 'Authentication-Results: mx.oxzino.example; dmarc=pass header.from=example.com\r\n'
  expect(await stage.demo.take(Buffer.concat([Buffer.from(results), message as Buffer]))).toBe('answer')
  const agent = await stage.signIn(agents[0])
  const asked: string[] = []
  agent.on('request', (each) => void asked.push(each.url()))
  await open(agent, email)
  await agent.locator('.bubble').getByRole('cell', { name: '120,00 €' }).waitFor()
  await agent.getByText('εικόνα από track.example, δεν φορτώθηκε').waitFor()
  const shown = agent.locator('.bubble').getByRole('img', { name: 'κάτοψη' })
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await look(agent, 'mail-formed')
  await agent.getByRole('button', { name: 'Ολόκληρο το email' }).last().click()
  await agent.getByRole('button', { name: 'Πηγαίος κώδικας' }).click()
  await agent.locator('pre.source').getByText('Content-Disposition: inline', { exact: false }).waitFor()
  await look(agent, 'mail-source')
  const page = await (await stage.browser.newContext({ locale: 'el-GR', javaScriptEnabled: true })).newPage()
  page.on('request', (each) => void asked.push(each.url()))
  const link = new URL(/https?:\S+\/t\/\S+/.exec(receipt.text!)![0])
  await page.goto(stage.demo.product + link.pathname + link.search)
  await page.getByRole('cell', { name: '340,00 €' }).waitFor()
  await look(page, 'mail-formed-page')
  expect(asked.filter((url) => url.includes('track.example'))).toEqual([])
  expect(stage.problems).toEqual([])
})

test('what of a mail a mail program alone opens is said at the desk, in both languages', async () => {
  const email = 'sealed@example.com'
  const receipt = await request(email)
  const [head] = answerTo(receipt, { text: '' }).split('\r\nMIME-Version')
  const type = 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m'
  const raw = [head, 'MIME-Version: 1.0', type, 'Content-Transfer-Encoding: base64', '', 'MIIBhAYJKoZIhvcNAQcD', '']
  expect(await stage.demo.take(Buffer.from(raw.join('\r\n')))).toBe('answer')
  const agent = await stage.signIn(agents[0])
  await open(agent, email)
  await agent.getByText('smime.p7m (κρυπτογραφημένο ή υπογεγραμμένο με S/MIME').waitFor()
  await look(agent, 'mail-sealed')
  const english = await (await stage.browser.newContext({ locale: 'en-GB' })).newPage()
  await english.context().addCookies(await agent.context().cookies())
  await open(english, email)
  await english.getByText('smime.p7m (encrypted or signed with S/MIME').waitFor()
  await look(english, 'mail-sealed-en')
  expect(stage.problems).toEqual([])
})

/** A picture that is more than a logo, bytes. */
async function picture(): Promise<Buffer> {
  const page = await (await stage.browser.newContext({ viewport: { width: 480, height: 300 } })).newPage()
  const cells = Array.from(
    { length: 160 },
    (_, at) => `<i style="background:hsl(${at * 37} 60% ${30 + (at % 50)}%)"></i>`,
  )
  await page.setContent(
    `<style>body{margin:0;display:grid;grid-template-columns:repeat(16,1fr)}i{height:30px}</style>${cells.join('')}`,
  )
  const taken = Buffer.concat([await page.screenshot(), randomBytes(6_000)])
  await page.context().close()
  return taken
}
