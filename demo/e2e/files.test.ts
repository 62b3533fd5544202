// Files in Chromium: picked, pasted, answered with one, kept through a reload; and a problem reported with a
// screenshot.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A picture with something to see on it. */
async function drawPicture(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 200)
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#14674d'
    pen.fillRect(0, 0, 320, 200)
    pen.fillStyle = '#fff'
    pen.fillRect(40, 40, 240, 24)
    pen.fillRect(40, 84, 160, 24)
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())]
  })
  return Buffer.from(bytes)
}

/** Pastes a picture as the system's clipboard gives it. */
const paste = (page: Page, bytes: Buffer, name: string) =>
  page
    .locator('textarea:visible')
    .first()
    .evaluate(
      (field, [given, called]) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(given as number[])], called as string, { type: 'image/png' }))
        field.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
        )
      },
      [[...bytes], name],
    )

/** Whether every picture in the log has come and can be seen. */
const seen = (page: Page) =>
  page
    .getByRole('log')
    .locator('.shot img')
    .evaluateAll((images) =>
      images.map((image) => (image as HTMLImageElement).complete && (image as HTMLImageElement).naturalWidth),
    )

test(
  'a visitor attaches pictures by picker and by paste, and the agent answers with a file',
  { timeout: 90_000 },
  async () => {
    const agent = await stage.signIn()
    const page = await stage.visit()
    const picture = await drawPicture(page)
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    await page
      .getByLabel('Επισύναψη αρχείων')
      .setInputFiles([{ name: 'οθόνη.png', mimeType: 'image/png', buffer: picture }])
    await page.getByRole('list', { name: 'Συνημμένα' }).getByText('οθόνη.png').waitFor()
    await paste(page, Buffer.concat([picture, Buffer.from('2')]), 'δεύτερη.png')
    await page.getByRole('list', { name: 'Συνημμένα' }).getByText('δεύτερη.png').waitFor()
    await page
      .getByLabel('Επισύναψη αρχείων')
      .setInputFiles([{ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>1</script>') }])
    await page.getByText('Δεν δεχόμαστε τέτοια αρχεία.').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Αφαίρεση: page.html' }).click()
    await page.getByLabel('Γράψτε μήνυμα').fill('Δείτε τι μου βγάζει')
    await page.keyboard.press('Enter')
    await page.getByText('Στάλθηκε').waitFor()
    await expect.poll(() => seen(page)).toEqual([320, 320])

    await agent.getByText('Δείτε τι μου βγάζει').first().click()
    await expect.poll(() => seen(agent)).toEqual([320, 320])
    await agent
      .getByLabel('Επισύναψη αρχείων')
      .setInputFiles([{ name: 'οδηγίες.txt', mimeType: 'text/plain', buffer: Buffer.from('Βήμα 1') }])
    await agent.getByRole('list', { name: 'Συνημμένα' }).getByText('1 kB').waitFor()
    expect(await violations(agent)).toEqual([])
    // Reloaded, the console still has what was attached; another tab of it has not.
    await agent.reload()
    await agent.getByText('Δείτε τι μου βγάζει').first().click()
    await agent.getByRole('list', { name: 'Συνημμένα' }).getByText('1 kB').waitFor()
    const other = await agent.context().newPage()
    await other.goto(agent.url())
    await other.getByText('Δείτε τι μου βγάζει').first().click()
    await other.getByRole('log').getByText('Δείτε τι μου βγάζει').waitFor()
    await other.waitForTimeout(300)
    expect(await other.getByText('οδηγίες.txt').count()).toBe(0)
    await other.close()
    await agent.getByLabel('Γράψτε απάντηση').press('Enter')
    const link = page.getByRole('log').getByRole('link', { name: 'οδηγίες.txt' })
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('οδηγίες.txt')
    // What was sent is attached no more.
    await agent.reload()
    await agent.getByText('οδηγίες.txt').first().click()
    await agent.getByRole('log').getByText('οδηγίες.txt').waitFor()
    await agent.waitForTimeout(300)
    expect(await agent.locator('.picked').count()).toBe(0)
    // axe takes a link in our shadow tree for one before the page's own skip link, which then seems to be none.
    expect((await violations(page)).filter((problem) => !problem.includes('class="skip"'))).toEqual([])
    expect(stage.problems).toEqual([expect.stringContaining('415')])
    stage.problems.length = 0
    await agent.context().close()
    await page.context().close()
  },
)

test(
  'what was attached and sent without a line is kept through a reload, and sent once',
  { timeout: 60_000 },
  async () => {
    const agent = await stage.signIn()
    const page = await stage.visit()
    const picture = await drawPicture(page)
    const uploads = `${stage.demo.product}/files/**`
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    // The server gets the bytes, and its answer is lost on the way.
    await page.route(uploads, async (route) => {
      if (route.request().method() === 'PUT') await route.fetch()
      await route.abort()
    })
    await page
      .getByLabel('Επισύναψη αρχείων')
      .setInputFiles([{ name: 'μία.png', mimeType: 'image/png', buffer: picture }])
    await page.getByText('Θα ανέβει μόλις επανέλθει η σύνδεση').waitFor()
    await page.getByRole('button', { name: 'Αποστολή', exact: true }).click()
    await page.getByText('Στέλνεται').waitFor()
    await page.reload()
    await page.unroute(uploads)
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    await page.getByText('Στάλθηκε').waitFor({ timeout: 15_000 })
    await expect.poll(() => seen(page)).toEqual([320])
    await agent.getByText('μία.png').first().click()
    await expect.poll(() => seen(agent)).toEqual([320])
    // A draft's files are there again, too.
    await page
      .getByLabel('Επισύναψη αρχείων')
      .setInputFiles([{ name: 'πρόχειρο.png', mimeType: 'image/png', buffer: picture }])
    await page.getByText('πρόχειρο.png').waitFor()
    await page.waitForTimeout(300)
    await page.reload()
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).or(page.getByText('Η συνομιλία σας')).first().click()
    await page.getByText('πρόχειρο.png').waitFor()
    // Forgotten with all else that this browser knows.
    await page.evaluate(() => (window as unknown as { Rotame: (call: string) => void }).Rotame('forget'))
    await expect
      .poll(() =>
        page.evaluate(
          () => Object.keys(localStorage).filter((key) => key.endsWith(':files') && localStorage.getItem(key)).length,
        ),
      )
      .toBe(0)
    stage.problems.length = 0
    await agent.context().close()
    await page.context().close()
  },
)

test(
  'what the server has forgotten of a message is said in words, and the text is kept: the visitor sends it again, the agent attaches it again',
  { timeout: 60_000 },
  async () => {
    const agent = await stage.signIn()
    const page = await stage.visit()
    const picture = await drawPicture(page)
    const forgetUnsent = () => stage.demo.store.db.deleteFrom('file').where('conversation', 'is', null).execute()
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    await page
      .getByLabel('Επισύναψη αρχείων')
      .setInputFiles([{ name: 'παλιά.png', mimeType: 'image/png', buffer: picture }])
    await page.locator('.picked img').waitFor()
    await forgetUnsent()
    await page.getByLabel('Γράψτε μήνυμα').fill('Από χθες')
    await page.keyboard.press('Enter')
    await page.getByText('Τα συνημμένα δεν είναι πια στον διακομιστή. Στείλτε τα ξανά.').click()
    await expect.poll(() => page.getByLabel('Γράψτε μήνυμα').inputValue()).toBe('Από χθες')
    await page.getByRole('list', { name: 'Συνημμένα' }).getByText('παλιά.png').waitFor()
    await page.getByLabel('Γράψτε μήνυμα').press('Enter')
    await page.getByText('Στάλθηκε').waitFor()
    await expect.poll(() => seen(page)).toEqual([320])

    await agent.getByText('Από χθες').first().click()
    await agent
      .getByLabel('Επισύναψη αρχείων')
      .setInputFiles([{ name: 'οδηγίες.txt', mimeType: 'text/plain', buffer: Buffer.from('Βήμα 1') }])
    await agent.getByRole('list', { name: 'Συνημμένα' }).getByText('1 kB').waitFor()
    await forgetUnsent()
    await agent.getByLabel('Γράψτε απάντηση').fill('Δείτε τις οδηγίες')
    await agent.keyboard.press('Enter')
    await agent.getByText('Τα συνημμένα δεν είναι πια στον διακομιστή.').click()
    await expect.poll(() => agent.getByLabel('Γράψτε απάντηση').inputValue()).toBe('Δείτε τις οδηγίες')
    await agent.getByLabel('Γράψτε απάντηση').press('Enter')
    await page.getByRole('log').getByText('Δείτε τις οδηγίες').waitFor()
    stage.problems.length = 0
    await agent.context().close()
    await page.context().close()
  },
)

test(
  'a problem is reported from the article about it, and becomes a ticket with its screenshot',
  { timeout: 60_000 },
  async () => {
    const page = await stage.visit()
    const picture = await drawPicture(page)
    await launcher(page).click()
    await page.getByRole('combobox').fill('αναφορά σφάλματος')
    await page.getByRole('option', { name: 'Πώς αναφέρω' }).click()
    await page.getByRole('button', { name: '«Αναφορά προβλήματος»' }).click()
    await page.getByLabel('Τι είναι;').selectOption({ label: 'Σφάλμα' })
    await page.getByLabel('Τι συνέβη;').fill('Το κουμπί «Πληρωμή» δεν κάνει τίποτα.')
    await page.getByLabel('Τι θα έπρεπε να συμβεί;').fill('Να ανοίξει η σελίδα πληρωμής.')
    expect(await page.getByLabel('Πρόγραμμα περιήγησης και συσκευή').inputValue()).toMatch(
      /^Chrome \d+ · \S+ · υπολογιστής · \d+ × \d+$/,
    )
    await page
      .getByLabel('Διαλέξτε αρχεία')
      .setInputFiles([{ name: 'κουμπί.png', mimeType: 'image/png', buffer: picture }])
    await page.getByRole('list', { name: 'Συνημμένα' }).getByText('κουμπί.png').waitFor()
    // Gone to read, and reloaded: what was filled in is still there.
    await page.getByLabel('Πρόγραμμα περιήγησης και συσκευή').fill('Στο κινητό μου')
    await page.getByLabel('Το όνομά σας').fill('Πέτρος Δ.')
    await page.getByLabel('Το email σας').fill('petros@')
    await page.waitForTimeout(300)
    await page.reload()
    await launcher(page).click()
    await page.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
    await page.getByRole('button', { name: 'Αναφορά προβλήματος' }).click()
    await expect.poll(() => page.getByLabel('Το email σας').inputValue()).toBe('petros@')
    expect(
      await page.getByRole('textbox').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
    ).toEqual([
      'Το κουμπί «Πληρωμή» δεν κάνει τίποτα.',
      'Να ανοίξει η σελίδα πληρωμής.',
      'Στο κινητό μου',
      'petros@',
      'Πέτρος Δ.',
    ])
    expect(
      await page.getByLabel('Τι είναι;').evaluate((field) => (field as HTMLSelectElement).selectedOptions[0]!.text),
    ).toBe('Σφάλμα')
    await page.getByRole('list', { name: 'Συνημμένα' }).getByText('κουμπί.png').waitFor()
    await page.getByRole('button', { name: 'Αποστολή αναφοράς' }).click()
    await page.getByText('Ελέγξτε το email').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Το email σας').fill('petros@example.com')
    await page.getByRole('button', { name: 'Αποστολή αναφοράς' }).click()
    await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
    const reference = await page.locator('[data-reference]').innerText()
    const team = () =>
      stage.demo.mailbox.mails.find(
        ({ parsed }) => parsed.subject?.includes(reference) && parsed.text?.includes('Πληρωμή'),
      )
    await expect.poll(() => team() !== undefined).toBe(true)
    const { subject, text } = team()!.parsed
    expect(subject).toContain('Σφάλμα')
    for (const said of [
      'Το κουμπί «Πληρωμή» δεν κάνει τίποτα.',
      'Να ανοίξει η σελίδα πληρωμής.',
      'Στο κινητό μου',
      'Πέτρος Δ.',
      'κουμπί.png',
    ])
      expect(text).toMatch(said)

    // Sent, it is no draft any more.
    await page.reload()
    await launcher(page).click()
    await page.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
    await page.getByRole('button', { name: 'Αναφορά προβλήματος' }).click()
    await page.getByLabel('Πρόγραμμα περιήγησης και συσκευή').waitFor()
    await page.waitForTimeout(300)
    expect(
      await page.getByRole('textbox').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
    ).toEqual(['', '', expect.stringMatching(/^Chrome/), '', ''])

    const agent = await stage.signIn()
    await agent.getByText('Το κουμπί «Πληρωμή»').first().click()
    await expect.poll(() => seen(agent)).toEqual([320])
    await agent.getByRole('log').getByText('Να ανοίξει η σελίδα πληρωμής.').waitFor()
    await agent.locator('.context').getByText('Σφάλμα', { exact: true }).waitFor()
    expect(await violations(agent)).toEqual([])
    stage.problems.length = 0
    await agent.context().close()
    await page.context().close()
  },
)
