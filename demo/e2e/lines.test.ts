// Bad lines: a killed server, blocked WebSockets, forms and refusals while nobody answers; nothing is lost or doubled.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agents, begin, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
// Whether the test before has failed in the evening or not.
beforeEach(() => void stage.setClock('2026-11-25T12:00+02:00'))
afterAll(() => stage.close())

const root = join(import.meta.dirname, '../..')

/** The demo as a process of its own, to be killed. */
async function startProcess(port: number, folder: string): Promise<ChildProcess> {
  const env = { ...process.env, PORT: String(port), ROTAME_DATA: folder }
  const child = spawn(process.execPath, ['demo/start.ts', '--empty', '--at', '2026-11-25T12:00+02:00'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the demo ended with ${code} before it listened`)
    }),
  ])
  return child
}

test(
  'the server killed in mid-conversation comes back, and both sides go on with every message once',
  { timeout: 45_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rotame-killed-'))
    // Below the ports that systems hand out by themselves.
    const port = 20_000 + 2 * (process.pid % 6_000)
    const address = { product: `http://localhost:${port}`, site: `http://localhost:${port + 1}` }
    let child = await startProcess(port, folder)
    try {
      const agent = await stage.signIn(agents[0], address.product)
      const page = await stage.visit({}, address.site)
      await launcher(page).click()
      await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
      const write = async (text: string) => {
        await page.getByLabel('Γράψτε μήνυμα').fill(text)
        await page.keyboard.press('Enter')
      }
      await write('αρχή')
      await agent.getByText('αρχή').first().click()
      await agent.getByLabel('Γράψτε απάντηση').waitFor()
      child.kill('SIGKILL')
      await once(child, 'exit')
      await write('δεύτερο')
      await write('τρίτο')
      await agent.getByLabel('Γράψτε απάντηση').fill('απάντηση')
      await agent.keyboard.press('Enter')
      child = await startProcess(port, folder)
      for (const side of [page, agent]) {
        const log = side.getByRole('log')
        await expect.poll(() => log.innerText(), { timeout: 15_000 }).toMatch(/αρχή[^]*(δεύτερο[^]*τρίτο|απάντηση)/)
        for (const text of ['αρχή', 'δεύτερο', 'τρίτο', 'απάντηση'])
          await expect.poll(() => log.getByText(text, { exact: true }).count(), { timeout: 15_000 }).toBe(1)
        await expect.poll(() => log.innerText()).not.toContain('Στέλνεται')
      }
      await agent.context().close()
      await page.context().close()
    } finally {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(folder, { recursive: true })
    }
  },
)

/** A proxy that knows no WebSocket, as there are in offices. */
async function openProxy(target: string) {
  let refused = 0
  const server = createServer((asked, answer) => {
    const { url: path = '/', method, headers } = asked
    const passed = request(new URL(path, target), { method, headers }, (response) => {
      answer.writeHead(response.statusCode!, response.headers)
      response.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  server.on('upgrade', (_asked, socket) => {
    refused++
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('where WebSockets are blocked, the conversation goes on over long polling', async () => {
  const agent = await stage.signIn()
  const { product, site } = stage.demo
  const proxy = await openProxy(product)
  const page = await stage.visit({}, 'about:blank')
  await page.route(`${site}/`, async (route) => {
    const response = await route.fetch()
    const swap = (text: string) => text.replaceAll(new URL(product).host, new URL(proxy.address).host)
    const headers = {
      ...response.headers(),
      'content-security-policy': swap(response.headers()['content-security-policy']!),
    }
    await route.fulfill({ response, headers, body: swap(await response.text()) })
  })
  await page.goto(site)
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Χωρίς WebSocket')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor({ timeout: 15_000 })
  await agent.getByText('Χωρίς WebSocket').first().click()
  await agent.getByLabel('Γράψτε απάντηση').fill('Σας ακούμε')
  await agent.keyboard.press('Enter')
  await page.getByRole('log').getByText('Σας ακούμε').waitFor()
  expect(proxy.refused()).toBeGreaterThan(0)
  expect(stage.problems.filter((text) => text.includes('call stack'))).toEqual([])
  await agent.context().close()
  await page.context().close()
  proxy.close()
})

test('a form is kept through a reload, before it is sent and when it could not be, and becomes one ticket', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit()
  const address = `${stage.demo.product}/tickets/**`
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  const fields = { 'Το email σας': 'anna@example.com', 'Τι χρειάζεστε;': 'Εκτός σύνδεσης', 'Το όνομά σας': 'Άννα Κ.' }
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text)
  await page.waitForTimeout(200)
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  for (const [label, text] of Object.entries(fields))
    await expect.poll(() => page.getByLabel(label).inputValue()).toBe(text)
  // The server gets the form, and its answer is lost on the way.
  await page.route(address, async (route) => {
    if (route.request().method() === 'POST') await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Χωρίς σύνδεση.').first().waitFor()
  await page.unroute(address)
  await page.reload()
  await launcher(page).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor({ timeout: 10_000 })
  const mine = () => stage.demo.mailbox.to('anna@example.com')
  await expect.poll(() => mine().length).toBe(1)
  expect(mine()[0]!.subject).toContain(await page.locator('[data-reference]').innerText())
  await page.context().close()
})

test('what is too long is refused in words, and its text can be mended', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const long = 'α'.repeat(4_001)
  await page.getByLabel('Γράψτε μήνυμα').fill(long)
  await page.keyboard.press('Enter')
  await page.getByText('Το μήνυμα είναι πολύ μεγάλο.').waitFor()
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Αντιγραφή κειμένου' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(long)
  await page.getByRole('button', { name: 'Δοκιμάστε ξανά' }).click()
  await expect.poll(() => page.getByLabel('Γράψτε μήνυμα').inputValue()).toBe(long)
  await page.getByLabel('Γράψτε μήνυμα').fill('σύντομο')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()
  await agent.context().close()
  await page.context().close()
})

test('a draft survives a reload', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Μισή πρότα')
  await page.waitForTimeout(200)
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await expect.poll(() => page.getByLabel('Γράψτε μήνυμα').inputValue()).toBe('Μισή πρότα')
  await agent.context().close()
  await page.context().close()
})

test('two tabs have one outbox: what a closed one could not send, the other sends once', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await begin(page, 'από την πρώτη καρτέλα')
  const other = await page.context().newPage()
  await other.goto(stage.demo.site)
  await launcher(other).click()
  await other.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await other.getByRole('log').getByText('από την πρώτη καρτέλα').waitFor()
  await page.context().setOffline(true)
  for (const text of ['χωρίς γραμμή ένα', 'χωρίς γραμμή δύο']) {
    await page.getByLabel('Γράψτε μήνυμα').fill(text)
    await page.keyboard.press('Enter')
  }
  await other.getByRole('log').getByText('χωρίς γραμμή δύο').waitFor()
  await other.getByText('Στέλνεται').first().waitFor()
  await page.close()
  await other.context().setOffline(false)
  await expect.poll(() => other.getByText('Στέλνεται').count(), { timeout: 20_000 }).toBe(0)
  await agent.getByText('χωρίς γραμμή δύο').first().click()
  const log = agent.getByRole('log')
  await log.getByText('χωρίς γραμμή δύο').waitFor()
  expect(await log.locator('.bubble').allInnerTexts()).toEqual([
    'από την πρώτη καρτέλα',
    'χωρίς γραμμή ένα',
    'χωρίς γραμμή δύο',
  ])
  await agent.context().close()
  await other.context().close()
}, 40_000)

test('where storage is forbidden the conversation works, and leaving with something unsent is asked about', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(() => {
    for (const name of ['indexedDB', 'localStorage', 'BroadcastChannel']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('forbidden', 'SecurityError')
        },
      })
    }
  })
  await page.goto(stage.demo.site)
  await begin(page, 'χωρίς αποθήκη')
  await agent.getByText('χωρίς αποθήκη').first().waitFor()
  await page.context().setOffline(true)
  await page.getByLabel('Γράψτε μήνυμα').fill('δεν έφυγε ακόμη')
  await page.keyboard.press('Enter')
  await page.getByText('Στέλνεται').waitFor()
  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type())
      void dialog.dismiss()
    })
  })
  await page.close({ runBeforeUnload: true })
  expect(await asked).toBe('beforeunload')
  await agent.context().close()
  await page.context().close()
})

test('an agent who replies and closes without a line does both once it is back, in every tab', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('για τον γραφείο')
  await page.keyboard.press('Enter')
  await agent.getByText('για τον γραφείο').first().click()
  await agent.getByRole('log').getByText('για τον γραφείο').waitFor()
  await agent.context().setOffline(true)
  await agent.getByLabel('Γράψτε απάντηση').fill('γραμμένο χωρίς γραμμή')
  await agent.keyboard.press('Enter')
  await agent.getByText('Στέλνεται').waitFor()
  await agent.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await agent.context().setOffline(false)
  await page.getByRole('log').getByText('γραμμένο χωρίς γραμμή').waitFor({ timeout: 20_000 })
  await page.getByText('Η συνομιλία έκλεισε').waitFor()
  await agent.context().close()
  await page.context().close()
}, 40_000)

test('a conversation that is ended without a line says so, and is ended when the line is back', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await begin(page, 'Ένα μόνο')
  await page.getByRole('button', { name: 'Περισσότερα' }).click()
  const end = page.getByRole('button', { name: 'Τέλος συνομιλίας' })
  await end.waitFor()
  await page.context().setOffline(true)
  await end.click()
  await page.getByText('Η συνομιλία κλείνει…').waitFor()
  await page.context().setOffline(false)
  await page.getByText('Κλείσατε τη συνομιλία').waitFor()
  expect(await page.getByText('Η συνομιλία κλείνει…').count()).toBe(0)
  await page.context().close()
  await agent.context().close()
})

test('without a line the console says of hours and searches what does not come, and goes on when it is back', async () => {
  const agent = await stage.signIn()
  const to = (name: string) => agent.getByRole('navigation').getByRole('button', { name }).click()
  const usual = agent.getByRole('button', { name: 'Κανονικό ωράριο' })
  const close = agent.getByRole('button', { name: 'Κλείσιμο τώρα' })
  const unanswered = agent.getByText('Χωρίς σίγουρη απάντηση')
  await to('Αναζητήσεις')
  await unanswered.waitFor()
  await to('Ωράριο')
  await close.waitFor()
  await agent.context().setOffline(true)
  await close.click()
  await agent.getByRole('alert').filter({ hasText: 'Ο διακομιστής δεν απαντά. Δοκιμάστε ξανά.' }).waitFor()
  await to('Αναζητήσεις')
  await agent.getByText('Χωρίς σύνδεση. Βλέπετε ό,τι ήταν γνωστό έως τώρα.').waitFor({ timeout: 50_000 })
  await unanswered.waitFor()
  await agent.getByRole('button', { name: 'Αγγλικά' }).click()
  await agent.getByText('Χωρίς σύνδεση. Οι λίστες θα έρθουν μόλις επανέλθει.').waitFor()
  expect(await unanswered.count()).toBe(0)
  await agent.context().setOffline(false)
  await unanswered.waitFor({ timeout: 20_000 })
  expect(await agent.getByText('Χωρίς σύνδεση.').count()).toBe(0)
  await to('Ωράριο')
  // What got no answer may have been heard all the same; asked again, it is done.
  await close.or(usual).first().waitFor()
  if (await close.isVisible()) await close.click()
  await usual.click()
  await close.waitFor()
  expect(await agent.getByRole('alert').filter({ hasText: 'Ο διακομιστής' }).count()).toBe(0)
  await agent.context().close()
}, 120_000)
