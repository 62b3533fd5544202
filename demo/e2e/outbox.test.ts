// Outboxes of visitors and agents: nothing in one blocks what is behind it, and nothing that was written is lost.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
let agent: Page
beforeAll(async () => {
  stage = await openStage()
  agent = await stage.signIn()
})
afterAll(() => stage.close())

async function openChat(page: Page): Promise<Page> {
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').waitFor()
  return page
}
async function write(page: Page, text: string): Promise<void> {
  await page.locator('.composer textarea').fill(text)
  await page.keyboard.press('Enter')
}
/** Counts the lines that a page opens, and ends one over which a word goes. */
async function watchLines(page: Page, poison = '\0'): Promise<() => number> {
  let lines = 0
  await page.routeWebSocket(/socket\.io/, (socket) => {
    lines++
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (String(message).includes(poison)) void socket.close({ code: 1011 })
      else server.send(message)
    })
  })
  return () => lines
}
/** A desk of its own in another tab, with a conversation open in it. */
async function openDesk(text: string, poison?: string): Promise<{ desk: Page; lines: () => number }> {
  const context = await stage.browser.newContext({
    locale: 'el-GR',
    storageState: await agent.context().storageState(),
  })
  context.setDefaultTimeout(12_000)
  const desk = await context.newPage()
  const lines = await watchLines(desk, poison)
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.getByText(text).first().click()
  await desk.getByRole('log').getByText(text).waitFor()
  return { desk, lines }
}
const log = 'Σφάλμα στη γραμμή, δοκιμάζουμε ξανά.\n'.repeat(650)

test('a message over the limit of the line is refused before it is sent, and can go as a file', async () => {
  const page = await stage.visit({}, 'about:blank')
  const lines = await watchLines(page)
  await page.goto(stage.demo.site)
  await openChat(page)
  expect(new Blob([log]).size).toBeGreaterThan(40_000)
  await write(page, log)
  await page.getByText('Το μήνυμα είναι πολύ μεγάλο.').waitFor()
  await write(page, 'πίσω από το μεγάλο')
  await page.getByText('Στάλθηκε').waitFor()
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: /πίσω από/ }).click()
  await write(page, 'και μετά')
  await expect.poll(() => page.getByText('Στέλνεται…').count()).toBe(0)
  // One before the reload, and one after it.
  expect(lines()).toBe(2)
  await page.getByRole('button', { name: 'Αποστολή ως αρχείο' }).click()
  await page.locator('.picked').getByText('μήνυμα.txt').waitFor()
  await page.getByRole('button', { name: 'Αποστολή', exact: true }).click()
  await agent.getByText('μήνυμα.txt').first().click()
  const link = agent.getByRole('log').getByRole('link', { name: /μήνυμα\.txt/ })
  const url = (await link.getAttribute('href'))!
  const got = await (await fetch(new URL(url, stage.demo.product))).text()
  expect(got).toBe(log.trim())
  await page.context().close()
})

test('a reply and a note over the limit are refused before they are sent, and the agent goes on', async () => {
  const page = await openChat(await stage.visit())
  await write(page, 'για τα μεγάλα')
  const { desk, lines } = await openDesk('για τα μεγάλα')
  await write(desk, log)
  await desk.getByText('Είναι πολύ μεγάλο.').waitFor()
  await desk.getByRole('button', { name: 'Σημείωση' }).click()
  await write(desk, log)
  await expect.poll(() => desk.getByText('Είναι πολύ μεγάλο.').count()).toBe(2)
  await write(desk, 'η απάντηση')
  await page.getByRole('log').getByText('η απάντηση').waitFor()
  await desk.getByRole('button', { name: 'Αποστολή ως αρχείο' }).click()
  await desk.locator('.picked').getByText('απάντηση.txt').waitFor()
  await desk.getByRole('button', { name: 'Αποστολή', exact: true }).click()
  await page.getByRole('log').getByText('απάντηση.txt').waitFor()
  expect(lines()).toBe(1)
  await desk.context().close()
  await page.context().close()
})

test('300 kB in reply and note are refused at the desk, and are there after a reload', async () => {
  const page = await openChat(await stage.visit())
  await write(page, 'για τα τεράστια')
  const { desk } = await openDesk('για τα τεράστια')
  const huge = log.repeat(7).trim()
  await write(desk, huge)
  await desk.getByText('Είναι πολύ μεγάλο.').waitFor()
  await desk.getByRole('button', { name: 'Σημείωση' }).click()
  await write(desk, huge)
  await expect.poll(() => desk.getByText('Είναι πολύ μεγάλο.').count()).toBe(2)
  await desk.reload()
  await desk.getByText('Είναι πολύ μεγάλο.').nth(1).waitFor({ timeout: 30_000 })
  const kept = await desk.getByRole('log').innerText()
  expect(kept.split('Σφάλμα στη γραμμή')).toHaveLength(2 * 7 * 650 + 1)
  await write(desk, 'μετά τα τεράστια')
  await page.getByRole('log').getByText('μετά τα τεράστια').waitFor()
  await desk.context().close()
  await page.context().close()
}, 60_000)

test('one word of 150,000 letters in reply and note leaves desk and panel quick', async () => {
  const page = await openChat(await stage.visit())
  await write(page, 'για τη μία λέξη')
  const { desk } = await openDesk('για τη μία λέξη')
  const word = 'α'.repeat(150_000)
  await write(desk, word)
  await desk.getByText('Είναι πολύ μεγάλο.').waitFor()
  await desk.getByRole('button', { name: 'Σημείωση' }).click()
  await write(desk, word)
  await expect.poll(() => desk.getByText('Είναι πολύ μεγάλο.').count()).toBe(2)
  await desk.reload()
  await desk.getByText('Είναι πολύ μεγάλο.').nth(1).waitFor({ timeout: 30_000 })
  await write(page, word)
  await page.getByText('Είναι πολύ μεγάλο').waitFor({ timeout: 30_000 })
  await desk.locator('.composer textarea').fill(word)
  await page.locator('.composer textarea').fill(word)
  for (const at of [desk, page])
    for (const drawn of ['.log', '.composer']) {
      // All of it put into lines anew, in ms.
      const took = await at
        .locator(drawn)
        .last()
        .evaluate((node: HTMLElement) => {
          node.style.display = 'none'
          void node.offsetHeight
          const from = performance.now()
          node.style.display = ''
          void node.offsetHeight
          return performance.now() - from
        })
      expect(took).toBeLessThan(1_000)
    }
  await desk.context().close()
  await page.context().close()
}, 90_000)

/** Drops a file of this name on the panel. */
const drop = (page: Page, name: string) =>
  page.locator('.composer textarea').evaluate((field, called) => {
    const data = new DataTransfer()
    data.items.add(new File(['λίγα λόγια'], called, { type: 'text/plain' }))
    field.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, composed: true, cancelable: true }))
  }, name)

test.each([
  ['half a character', 'μισό \uD83D.txt', /^μισό .\.txt$/],
  ['300 kB', `${'μακρύ '.repeat(50_000)}.txt`, /^μακρύ .*\.txt$/],
])('a file whose name has %s goes, and holds up no other', async (_, name, shown) => {
  const page = await openChat(await stage.visit())
  await drop(page, name)
  await drop(page, 'από πίσω.txt')
  await expect.poll(() => page.locator('.picked').getByText('από πίσω.txt').count()).toBe(1)
  const text = `δύο αρχεία, ${name.length}`
  await write(page, text)
  await page.getByText('Στάλθηκε').waitFor()
  await agent.getByText(text).first().click()
  await agent
    .getByRole('log')
    .getByRole('link', { name: /από πίσω\.txt/ })
    .waitFor()
  await agent.getByRole('log').getByText(shown).first().waitFor()
  await page.context().close()
})

test('a file that a proxy never lets through steps aside in words, and what is behind it goes', async () => {
  const page = await openChat(await stage.visit())
  let isOpen = false
  // As nginx answers what is larger than it takes: not in our words, and for no other page to read.
  await page.route('**/files/**', (route) =>
    isOpen || route.request().method() !== 'PUT'
      ? route.continue()
      : route.fulfill({ status: 413, contentType: 'text/html', body: '<h1>413 Request Entity Too Large</h1>' }),
  )
  await drop(page, 'μεγάλο.txt')
  await page.locator('.picked').getByText('μεγάλο.txt').waitFor()
  await write(page, 'με το μεγάλο αρχείο')
  await write(page, 'πίσω από το αρχείο')
  await agent.getByText('πίσω από το αρχείο').first().click({ timeout: 40_000 })
  await page.getByRole('button', { name: /^Δεν στάλθηκε/ }).click()
  // Text and file are where they were before they were sent.
  await expect.poll(() => page.locator('.composer textarea').inputValue()).toBe('με το μεγάλο αρχείο')
  isOpen = true
  await page.locator('.picked').getByRole('button', { name: 'Δοκιμάστε ξανά' }).click()
  await page.getByRole('button', { name: 'Αποστολή', exact: true }).click()
  await agent
    .getByRole('log')
    .getByRole('link', { name: /μεγάλο\.txt/ })
    .waitFor()
  await agent.getByRole('log').getByText('με το μεγάλο αρχείο').waitFor()
  await page.context().close()
}, 90_000)

test('what ends every line it goes over is set aside in words, and what is behind it is sent', async () => {
  const page = await stage.visit({}, 'about:blank')
  const lines = await watchLines(page, 'δηλητήριο')
  await page.goto(stage.demo.site)
  await openChat(page)
  await write(page, 'πριν')
  await page.getByText('Στάλθηκε').waitFor()
  await write(page, 'το δηλητήριο')
  await write(page, 'από πίσω')
  await agent.getByText('από πίσω').first().waitFor()
  await page.getByText('κοβόταν η σύνδεση').waitFor()
  expect(lines()).toBe(3)
  await agent.getByText('από πίσω').first().click()
  await page.context().close()

  const other = await openChat(await stage.visit())
  await write(other, 'για το γραφείο')
  const { desk, lines: ofDesk } = await openDesk('για το γραφείο', 'δηλητήριο')
  await desk.getByRole('button', { name: 'Σημείωση' }).click()
  await write(desk, 'το δηλητήριο')
  await write(desk, 'η απάντηση από πίσω')
  await other.getByRole('log').getByText('η απάντηση από πίσω').waitFor({ timeout: 20_000 })
  await desk.getByText('κοβόταν η σύνδεση').waitFor()
  expect(ofDesk()).toBe(3)
  await desk.context().close()
  await other.context().close()
}, 60_000)

type Fate = (message: string) => 'failed' | 'unanswered' | 'cut' | null
/** What becomes of what a page sends, instead of reaching the server. */
async function fate(page: Page, of: Fate): Promise<void> {
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const told = of(String(message))
      if (!told) return server.send(message)
      const [, head] = /^42(\/\w+,\d+)\[/.exec(String(message))!
      if (told === 'failed') socket.send(`43${head}[{"ok":false,"error":"failed"}]`)
      // As when a network goes: the other side says nothing of it.
      if (told === 'cut') void socket.close()
    })
  })
}

test('what the server never takes steps aside in words, and what is behind it goes', async () => {
  const page = await stage.visit({}, 'about:blank')
  await fate(page, (message) => (message.includes('άτυχο') ? 'failed' : null))
  await page.goto(stage.demo.site)
  await openChat(page)
  await write(page, 'πρώτο απ’ όλα')
  await page.getByText('Στάλθηκε').waitFor()
  await write(page, 'το άτυχο')
  await write(page, 'μετά από την ατυχία')
  await agent.getByText('μετά από την ατυχία').first().waitFor({ timeout: 30_000 })
  await page.getByText('Στάλθηκε πολλές φορές').waitFor()
  expect(await page.getByText('το άτυχο', { exact: true }).count()).toBe(1)
  await page.context().close()
}, 60_000)

test('what the server never answers steps aside in words, and what is behind it goes', async () => {
  const page = await stage.visit({}, 'about:blank')
  await fate(page, (message) => (message.includes('αναπάντητο') ? 'unanswered' : null))
  await page.goto(stage.demo.site)
  await openChat(page)
  await write(page, 'πριν από το άλλο')
  await page.getByText('Στάλθηκε').waitFor()
  await write(page, 'το αναπάντητο')
  await write(page, 'μετά από εκείνο')
  await agent.getByText('μετά από εκείνο').first().waitFor({ timeout: 60_000 })
  await page.getByText('Στάλθηκε πολλές φορές').waitFor()
  await page.context().close()
}, 90_000)

test('while the server takes nothing, nothing steps aside, and all goes in order', async () => {
  const page = await stage.visit({}, 'about:blank')
  let failures = 0
  await fate(page, (message) => (message.includes('στη σειρά') && failures++ < 14 ? 'failed' : null))
  await page.goto(stage.demo.site)
  await openChat(page)
  const texts = ['ένα στη σειρά', 'δύο στη σειρά', 'τρία στη σειρά']
  for (const text of texts) await write(page, text)
  await agent.getByText('τρία στη σειρά').first().click({ timeout: 60_000 })
  await expect.poll(() => readBy(agent, /στη σειρά$/)).toEqual(texts)
  expect(failures).toBeGreaterThan(14)
  expect(await page.locator('.refused').count()).toBe(0)
  await page.context().close()
}, 90_000)

test('what goes in vain with nothing behind it goes once a second, not as fast as it can', async () => {
  const page = await stage.visit({}, 'about:blank')
  const times: number[] = []
  await fate(page, (message) => (message.includes('μόνο του') && times.push(Date.now()) < 9 ? 'failed' : null))
  await page.goto(stage.demo.site)
  await openChat(page)
  await write(page, 'μόνο του')
  await agent.getByText('μόνο του').first().waitFor({ timeout: 60_000 })
  const pauses = times.slice(1).map((time, at) => time - times[at]!)
  expect(Math.min(...pauses)).toBeGreaterThan(800)
  await page.context().close()
}, 90_000)

/** What an agent reads in the open conversation, of lines that end like this. */
const readBy = (desk: Page, end: RegExp) => desk.getByRole('log').getByText(end).allInnerTexts()

test('what the server takes at last is not set aside, though what is behind it went first', async () => {
  const page = await stage.visit({}, 'about:blank')
  let failures = 0
  await fate(page, (message) => (message.includes('πέντε φορές') && failures++ < 5 ? 'failed' : null))
  await page.goto(stage.demo.site)
  await openChat(page)
  for (const text of ['μάταια πέντε φορές', 'αμέσως μετά']) await write(page, text)
  await agent
    .getByText(/πέντε φορές|αμέσως μετά/)
    .first()
    .click({ timeout: 60_000 })
  await expect.poll(() => readBy(agent, /πέντε φορές$/)).toHaveLength(1)
  await expect.poll(() => page.getByText('Στέλνεται…').count()).toBe(0)
  expect(await page.locator('.refused').count()).toBe(0)
  await page.context().close()
}, 90_000)

test('what leaves just before a network goes is not set aside for it, however often', async () => {
  const page = await stage.visit({}, 'about:blank')
  let cuts = 0
  await fate(page, (message) => (message.includes('μπαίνω στο τρένο') && cuts++ < 8 ? 'cut' : null))
  await page.goto(stage.demo.site)
  await openChat(page)
  const texts = ['μπαίνω στο τρένο', 'είμαι στο τρένο']
  for (const text of texts) await write(page, text)
  await agent.getByText('είμαι στο τρένο').first().click({ timeout: 60_000 })
  await expect.poll(() => readBy(agent, /στο τρένο$/)).toEqual(texts)
  expect(await page.locator('.refused').count()).toBe(0)
  await page.context().close()
}, 90_000)

test('what is seen to be stored waits no longer, and is never said to be refused', async () => {
  const page = await stage.visit({}, 'about:blank')
  let sent = 0
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    let isTaken = false
    socket.onMessage((message) => {
      isTaken = String(message).includes('χωρίς απόδειξη')
      if (isTaken) sent++
      server.send(message)
    })
    // Stored, but the line ends before anybody hears of it.
    server.onMessage((message) => (isTaken ? void socket.close() : socket.send(message)))
  })
  await page.goto(stage.demo.site)
  await openChat(page)
  const texts = ['ένα χωρίς απόδειξη', 'από πίσω του']
  for (const text of texts) await write(page, text)
  await agent.getByText('από πίσω του').first().click({ timeout: 60_000 })
  await expect.poll(() => page.getByText('Στέλνεται…').count()).toBe(0)
  expect(await page.locator('.log .bubble').allInnerTexts()).toEqual(texts)
  expect(await page.locator('.refused').count()).toBe(0)
  // Once more if the other was written before the line had caught up.
  expect(sent).toBeLessThan(3)
  await page.context().close()
}, 90_000)

test('who writes much without a line is told nothing, and all of it arrives in order', async () => {
  const page = await openChat(await stage.visit())
  await write(page, 'αρχή')
  await page.getByText('Στάλθηκε').waitFor()
  await page.context().setOffline(true)
  await page.getByText('Χωρίς σύνδεση.').waitFor({ timeout: 30_000 })
  const many = Array.from({ length: 45 }, (_, at) => `γραμμή ${at + 1}.`)
  for (const text of many) await write(page, text)
  await page.context().setOffline(false)
  await agent.getByText('γραμμή 45.').first().click({ timeout: 60_000 })
  const shown = agent.getByRole('log').getByText(/^γραμμή \d+\.$/)
  await expect.poll(() => shown.allInnerTexts()).toEqual(many)
  expect(await page.locator('.refused').count()).toBe(0)
  await page.context().close()
}, 120_000)

test('a refused text that is taken back leaves what has been begun', async () => {
  const page = await openChat(await stage.visit())
  await write(page, 'α'.repeat(4_001))
  await page.getByLabel('Γράψτε μήνυμα').fill('μόλις αρχισμένο')
  await page.getByRole('button', { name: 'Δοκιμάστε ξανά' }).click()
  await expect.poll(() => page.getByLabel('Γράψτε μήνυμα').inputValue()).toBe(`${'α'.repeat(4_001)}\n\nμόλις αρχισμένο`)
  await write(page, 'για να πάρει πίσω')
  const { desk } = await openDesk('για να πάρει πίσω')
  await write(desk, 'β'.repeat(4_001))
  await desk.getByLabel('Γράψτε απάντηση').fill('αρχισμένη απάντηση')
  await desk.getByText('Είναι πολύ μεγάλο.').click()
  await expect
    .poll(() => desk.getByLabel('Γράψτε απάντηση').inputValue())
    .toBe(`${'β'.repeat(4_001)}\n\nαρχισμένη απάντηση`)
  await desk.context().close()
  await page.context().close()
})

test('an older state that another node tells late does not open again what was closed', async () => {
  const page = await stage.visit({}, 'about:blank')
  let older = ''
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      const told = String(message)
      socket.send(message)
      if (!told.includes('"conversation:changed"')) return
      if (told.includes('"state":"open"')) older = told
      else socket.send(older)
    })
  })
  await page.goto(stage.demo.site)
  await openChat(page)
  await write(page, 'θα κλείσει')
  await agent.getByText('θα κλείσει').first().click()
  await agent.getByRole('button', { name: 'Ανάληψη' }).click()
  await expect.poll(() => older).not.toBe('')
  await agent.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await page.getByRole('button', { name: 'Νέα συνομιλία' }).waitFor()
  await page.waitForTimeout(300)
  expect(await page.getByRole('button', { name: 'Νέα συνομιλία' }).count()).toBe(1)
  await page.context().close()
})

/** A form that is open on a visitor's page, with an address in it. */
async function openForm(page: Page, name: 'Αναφορά προβλήματος' | 'Αφήστε μας μήνυμα'): Promise<void> {
  await launcher(page).click()
  if (name === 'Αφήστε μας μήνυμα') await page.getByRole('button', { name, exact: true }).click()
  else {
    await page.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
    await page.getByRole('button', { name }).click()
  }
  await page.getByLabel('Το email σας').fill('maria@example.com')
}
test.each([
  ['Αναφορά προβλήματος', 'Τι συνέβη;', 'Αποστολή αναφοράς'],
  ['Αφήστε μας μήνυμα', 'Τι χρειάζεστε;', 'Αποστολή μηνύματος'],
] as const)('what is too long for the form "%s" stays in it, and goes as a file', async (name, field, send) => {
  const night = name === 'Αφήστε μας μήνυμα'
  if (night) stage.setClock('2026-11-25T22:00+02:00')
  const page = await stage.visit()
  await openForm(page, name)
  const text = `${name}: ${log}`
  await page.getByLabel(field).fill(text)
  await page.getByRole('button', { name: send, exact: true }).click()
  await page.getByText('Το μήνυμα είναι πολύ μεγάλο.').waitFor()
  expect(await page.getByLabel(field).inputValue()).toBe(text)
  await page.getByRole('button', { name: 'Αποστολή ως αρχείο' }).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  await agent.getByText(`${name}: Σφάλμα`).first().click()
  const link = agent.getByRole('log').getByRole('link', { name: /μήνυμα\.txt/ })
  await link.waitFor()
  const got = await (await fetch(new URL((await link.getAttribute('href'))!, stage.demo.product))).text()
  expect(got).toBe(text)
  await agent.getByRole('log').getByText('(ολόκληρο στο μήνυμα.txt)').waitFor()
  if (night) stage.setClock('2026-11-25T12:00+02:00')
  await page.context().close()
})

test('a form that the server never takes says so in words, and can be sent again', async () => {
  const page = await stage.visit()
  let asked = 0
  await page.route('**/tickets/**', async (route) => {
    if (route.request().method() !== 'POST' || ++asked > 5) return route.continue()
    return route.fulfill({
      status: 500,
      json: { ok: false, error: 'failed' },
      headers: { 'access-control-allow-origin': '*' },
    })
  })
  await openForm(page, 'Αναφορά προβλήματος')
  await page.getByLabel('Τι συνέβη;').fill('Μια άτυχη φόρμα')
  const send = page.getByRole('button', { name: 'Αποστολή αναφοράς' })
  await send.click()
  await page.getByText('Δεν στάλθηκε. Δοκιμάστε ξανά.').waitFor({ timeout: 40_000 })
  expect(await page.getByLabel('Τι συνέβη;').inputValue()).toBe('Μια άτυχη φόρμα')
  await send.click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  expect(asked).toBe(6)
  await page.context().close()
}, 60_000)

test.each([
  ['Αναφορά προβλήματος', 'Τι συνέβη;', 'Αποστολή αναφοράς'],
  ['Αφήστε μας μήνυμα', 'Τι χρειάζεστε;', 'Αποστολή μηνύματος'],
] as const)(
  'the form "%s" is sent after a reload when what sends it never came, and is one ticket',
  async (name, field, send) => {
    if (name === 'Αφήστε μας μήνυμα') stage.setClock('2026-11-25T22:00+02:00')
    const address = `${name.length}@reload.example`
    const page = await stage.visit()
    const chunk = /\/w\/[^/]+\/ticket\.el\.js/
    await page.route(chunk, (route) => route.abort())
    await openForm(page, name)
    await page.getByLabel('Το email σας').fill(address)
    await page.getByLabel(field).fill('Χωρίς το κομμάτι που στέλνει')
    await page.getByRole('button', { name: send, exact: true }).click()
    await page.locator('.strip:visible').getByText('Χωρίς σύνδεση.').first().waitFor()
    // A page that comes and goes meanwhile does not forget it.
    await page.reload()
    await page.waitForTimeout(2_000)
    await page.unroute(chunk)
    await page.reload()
    const mails = () => stage.demo.mailbox.to(address).length
    await expect.poll(mails).toBe(1)
    // Nobody has touched anything since; and what was sent does not stand in the form as if it had not been.
    await page.reload()
    await openForm(page, name)
    expect(await page.getByLabel(field).inputValue()).toBe('')
    await page.waitForTimeout(1_000)
    expect(mails()).toBe(1)
    if (name === 'Αφήστε μας μήνυμα') stage.setClock('2026-11-25T12:00+02:00')
    await page.context().close()
  },
  60_000,
)
