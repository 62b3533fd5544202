// The main job in a real browser, on the built product: the open-hours journey and the closed one.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('before the launcher is touched there is one script, no storage and no socket', async () => {
  const { demo, browser } = stage
  const context = await browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('websocket', (socket) => asked.push(socket.url()))
  await page.goto(demo.site)
  await launcher(page).waitFor()
  await page.waitForTimeout(500)
  expect(asked.filter((url) => !url.startsWith(demo.site))).toEqual([`${demo.product}/widget.js`])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  await context.close()
})

test('a visitor finds an answer, asks a person, and reads the reply; after a reload it is still there', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().getByText('Ξέχασα').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Δημιουργήστε έναν νέο ασφαλή κωδικό').waitFor()
  await page.getByRole('button', { name: 'Όχι' }).click()
  await page.getByLabel('Τι έλειπε').fill('Πόσο περιμένω')
  await page.getByRole('button', { name: 'Αποστολή', exact: true }).click()
  await page.getByText('Ευχαριστούμε.').waitFor()

  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Δεν έρχεται το email')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()

  await agent.getByText('Δεν έρχεται το email').first().click()
  await agent.getByText('Αναζήτησε: ξεχασα κωδικο').waitFor()
  await agent.getByText('Διάβασε: Ξέχασα τον κωδικό').waitFor()
  await agent.getByLabel('Γράψτε απάντηση').fill('Κοιτάξτε και στα ανεπιθύμητα')
  await agent.keyboard.press('Enter')
  await page.getByText('Κοιτάξτε και στα ανεπιθύμητα').waitFor()
  await page.getByText('Διαβάστηκε').waitFor()

  await page.getByRole('button', { name: 'Κλείσιμο' }).click()
  await agent.getByLabel('Γράψτε απάντηση').fill('Τα βρήκατε;')
  await agent.keyboard.press('Enter')
  await expect.poll(() => launcher(page).innerText()).toContain('1')

  await page.reload()
  await expect.poll(() => launcher(page).innerText()).toContain('1')
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByText('Κοιτάξτε και στα ανεπιθύμητα').waitFor()
  expect(await page.getByText('Δεν έρχεται το email').count()).toBe(1)
  await page.getByRole('button', { name: 'Περισσότερα' }).click()
  await page.getByRole('button', { name: 'Τέλος συνομιλίας' }).click()
  await page.getByText('Κλείσατε τη συνομιλία').waitFor()
  await agent.getByText('Την έκλεισε ο επισκέπτης').waitFor()
  await agent.context().close()
  await page.context().close()
})

test('results are walked with the arrow keys, announced, and cleared with Escape', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  const box = page.getByRole('combobox')
  await box.fill('κωδικος')
  await page.getByRole('status').getByText('απαντήσεις για «').waitFor()
  const chosen = () => page.locator('[role=option][aria-selected=true]').getAttribute('id')
  expect([await chosen(), await box.getAttribute('aria-activedescendant')]).toEqual(['found-0', 'found-0'])
  await page.keyboard.press('ArrowDown')
  expect([await chosen(), await box.getAttribute('aria-activedescendant')]).toEqual(['found-1', 'found-1'])
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  expect(await chosen()).toBe(`found-${(await page.getByRole('option').count()) - 1}`)
  await page.keyboard.press('Escape')
  expect(await box.inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await launcher(page).evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true)
  await page.context().close()
})

test('while a word is typed, results do not change places and back', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  const box = page.getByRole('combobox')
  const rows = () =>
    page.getByRole('option').evaluateAll((nodes) => nodes.map((node) => node.querySelector('b')!.textContent!))
  for (const word of ['κωδικος προσβασης', 'τιμολογιο', 'συνδρομη', 'diagrafi logariasmou', 'πληρωμες']) {
    await box.fill('')
    const seen: string[][] = []
    for (const letter of word) {
      await page.keyboard.insertText(letter)
      seen.push(await rows())
    }
    const isAbove = (list: string[], one: string, other: string) =>
      list.includes(one) && list.includes(other) && list.indexOf(one) < list.indexOf(other)
    const flickers = seen
      .slice(2)
      .flatMap((now, at) =>
        now.flatMap((one) =>
          now
            .filter(
              (other) =>
                isAbove(now, one, other) && isAbove(seen[at + 1]!, other, one) && isAbove(seen[at]!, one, other),
            )
            .map((other) => [word, one, other]),
        ),
      )
    expect(flickers).toEqual([])
    expect(seen.at(-1)!.length).toBeGreaterThan(0)
  }
  await page.context().close()
})

test('an open panel flips at closing time, and the form then makes a ticket and two mails', async () => {
  const agent = await stage.signIn(agents[1])
  const page = await stage.visit()
  stage.setClock('2026-11-25T17:59:52+02:00')
  await launcher(page).click()
  await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
  await page.getByText('Ανοίγουμε αύριο στις 9:00').waitFor({ timeout: 15_000 })

  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').fill('maria.k@example')
  await page.getByLabel('Τι χρειάζεστε;').fill('Θέλω τιμολόγιο με διαφορετική επωνυμία')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Ελέγξτε το email').waitFor()
  await page.getByLabel('Το email σας').fill('maria.k@example.com')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  const reference = await page.locator('[data-reference]').innerText()
  await expect.poll(() => stage.demo.mailbox.mails.length).toBe(2)
  expect(stage.demo.mailbox.mails.map(({ parsed }) => parsed.subject)).toEqual([
    expect.stringContaining(`[${reference}]`),
    expect.stringContaining(`[${reference}]`),
  ])
  await agent.getByText(reference).first().waitFor()
  const find = agent.getByRole('searchbox', { name: 'Αριθμός αιτήματος' })
  await find.fill(reference.toLowerCase().replace('-', ''))
  await find.press('Enter')
  await agent.getByRole('log').getByText('Θέλω τιμολόγιο').waitFor()
  await find.fill(`${reference.startsWith('2') ? '3' : '2'}${reference.slice(1)}`)
  await find.press('Enter')
  await agent.getByText('Κάποιος χαρακτήρας είναι λάθος.').waitFor()
  await agent.context().close()
  await page.context().close()
})

test('the whole journey broke no policy and logged no error in the page', () => {
  // A refused form, which the browser itself writes to its console.
  expect(stage.problems.filter((text) => !/400 \(Bad Request\)/.test(text))).toEqual([])
})
