// The contact form of the help pages, without a script: what it sends becomes a ticket once, through the door of the
// widget's form, and what is refused is given back.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import type { Summary } from '../protocol/conversation.ts'
import { demoSite } from './child.ts'
import { databases } from './databases.ts'
import { evening, newId, newSecret, openDesk, origin, type Rig, startRig, until } from './rig.ts'

const maria = 'maria.k@example.com'
const text = 'Θέλω τιμολόγιο «με <άλλη> επωνυμία».'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let drop = async (): Promise<unknown> => undefined
  const start = async (more: Parameters<typeof startRig>[1] = {}) => {
    const database = await makeOne()
    drop = database.drop
    rig = await startRig(evening, { proxies: 1, ...more, databaseUrl: database.url, secret: 's'.repeat(32) })
  }
  const stop = async () => {
    await rig.stop()
    await drop()
  }
  beforeEach(() => start())
  afterEach(stop)

  type Page = { status: number; html: string; headers: Headers }
  const path = (locale: string) => `/help/oxzino/${locale}/ask`
  const read = async (response: Response): Promise<Page> => ({
    status: response.status,
    html: await response.text(),
    headers: response.headers,
  })
  const get = async (address: string) => read(await fetch(rig.url + address))
  const valueIn = ({ html }: Page, field: string) => new RegExp(`name="${field}" value="([^"]*)"`).exec(html)![1]!
  /** A form as it was drawn, and what is typed into it. */
  const filled = async (typed: Record<string, string> = {}, locale = 'el') => {
    const page = await get(path(locale))
    const own = { id: valueIn(page, 'id'), secret: valueIn(page, 'secret'), url: '' }
    return { ...own, email: maria, name: 'Μαρία Κ.', topic: 'payments', text, ...typed }
  }
  const post = async (fields: Record<string, string>, headers: Record<string, string> = {}, locale = 'el') =>
    read(
      await fetch(rig.url + path(locale), {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    )
  const referenceIn = ({ html }: Page) => /<b>([A-Z\d]{3}-[A-Z\d]{4})<\/b>/.exec(html)?.[1]
  const tickets = async () => {
    const rows = await rig.store.db
      .selectFrom('ticket as t')
      .innerJoin('conversation as c', 'c.key', 't.conversation')
      .select(['c.id', 't.reference', 't.topic', 'c.locale'])
      .execute()
    return rows
  }

  test('what it sends is a ticket, once however often it is sent, and says what happens next', async () => {
    const form = await filled({ text: `${text}\r\nΕυχαριστώ` })
    const page = await post(form)
    expect(page.status).toBe(200)
    expect(page.html).toContain('Το λάβαμε, ευχαριστούμε.')
    expect(page.html).toContain(`Στείλαμε επιβεβαίωση στο ${maria}`)
    expect(page.html).toContain('Έως την Παρασκευή')
    const reference = referenceIn(page)!
    expect(page.html).toContain(`href="/t/${reference}"`)
    expect(referenceIn(await post(form))).toBe(reference)
    const [made, ...others] = await tickets()
    expect(others).toEqual([])
    expect(made).toMatchObject({ reference, topic: 'payments', locale: 'el' })
    const desk = await openDesk(rig)
    const opened = (await desk.emitWithAck('conversation:open', { conversation: made!.id, after: 0 })) as {
      conversation: Summary
      messages: { author: string; text: string }[]
    }
    expect(opened.conversation).toMatchObject({ name: 'Μαρία Κ.', state: 'open' })
    expect(opened.messages.filter(({ author }) => author === 'visitor').map((each) => each.text)).toEqual([
      `${text}\nΕυχαριστώ`,
    ])
    const receipt = await until(() => rig.mailbox.to(maria)[0])
    expect(receipt.text).toContain(`/t/${reference}`)
    await rig.mailed()
    expect(rig.mailbox.to(maria)).toHaveLength(1)
  })

  test('in English too; linked from every help page, with what was searched for in vain; kept by nobody', async () => {
    const found = await get('/help/oxzino/en/?q=zzzzzz')
    const link = /href="(\/help\/oxzino\/en\/ask\?q=zzzzzz)"/.exec(found.html)![1]!
    const page = await get(link)
    expect(page.html).toContain('>zzzzzz</textarea>')
    expect(page.html).toContain('Leave us a message')
    expect(page.html).toContain('We are closed now. We will answer by email by')
    expect(page.html).toContain('We open tomorrow at 9:00')
    expect(page.html).toContain('href="/help/oxzino/en/privacy"')
    const home = await get('/help/oxzino/en/')
    expect(home.html).toContain('href="/help/oxzino/en/ask"')
    for (const header of ['content-security-policy', 'referrer-policy', 'x-content-type-options'])
      expect([header, page.headers.get(header)]).toEqual([header, home.headers.get(header)])
    expect(page.headers.get('cache-control')).toBe('no-store')
    const sent = await post(await filled({}, 'en'), {}, 'en')
    expect(sent.html).toContain(`We sent a confirmation to ${maria}`)
    expect(sent.headers.get('content-security-policy')).toBe(home.headers.get('content-security-policy'))
    expect(await tickets()).toMatchObject([{ locale: 'en' }])
  })

  test('what is not taken is said, with everything that was typed', async () => {
    const whole = (page: Page, typed: string) => {
      expect(page.html).toContain(typed.replaceAll('<', '&lt;'))
      expect(page.html).toContain('value="Μαρία Κ."')
      expect(page.html).toMatch(/<option [^>]*selected[^>]*value="payments"|<option value="payments" selected/)
      expect(page.html).toContain('role="alert"')
    }
    const wrongEmail = await post(await filled({ email: 'maria@<' }))
    expect(wrongEmail.status).toBe(400)
    expect(wrongEmail.html).toContain('Ελέγξτε το email')
    expect(wrongEmail.html).toContain('value="maria@&lt;"')
    whole(wrongEmail, text)
    const empty = await post(await filled({ text: ' ' }))
    expect([empty.status, empty.html.includes('Γράψτε πρώτα το μήνυμά σας.')]).toEqual([400, true])
    const long = await post(await filled({ text: 'ω'.repeat(4_001) }))
    expect([long.status, long.html.includes('χωρούν 4000 χαρακτήρες')]).toEqual([400, true])
    whole(long, 'ω'.repeat(4_001))
    for (const [field, odd] of Object.entries({ id: '<', secret: 'x', topic: 'x'.repeat(300) })) {
      const page = await post(await filled({ [field]: odd }))
      expect([page.status, page.html.includes('Κάτι πήγε στραβά')]).toEqual([400, true])
    }
    expect(await tickets()).toEqual([])
    // What is given back can be sent.
    const again = { id: valueIn(long, 'id'), secret: valueIn(long, 'secret') }
    expect(referenceIn(await post(await filled(again)))).toBeTruthy()
    expect((await post({ ...(await filled(again)), text: 'Κάτι άλλο' })).html).toContain('έχει σταλεί ήδη άλλο μήνυμα')
    const soon = await post({ ...(await filled()), secret: again.secret })
    expect([soon.status, soon.html.includes('Δοκιμάστε ξανά σε ένα λεπτό')]).toEqual([429, true])
    expect(await tickets()).toHaveLength(1)
    expect(rig.logged('fault')).toEqual([])
  })

  test('files come with it, once; one that is not taken is said, and the text stays', async () => {
    const form = await filled()
    const send = async (fields: Record<string, string>, file: File) => {
      const body = new FormData()
      for (const [field, value] of Object.entries(fields)) body.append(field, value)
      body.append('files', file)
      return read(await fetch(rig.url + path('el'), { method: 'POST', body }))
    }
    const refused = await send(form, new File(['MZ\u0090\0\u0003'], 'run.exe'))
    expect([refused.status, refused.html.includes('Δεν δεχόμαστε τέτοια αρχεία')]).toEqual([415, true])
    expect(refused.html).toContain(`>${text.replaceAll('<', '&lt;')}</textarea>`)
    const again = { ...form, id: valueIn(refused, 'id') }
    const note = new File(['Τιμολόγιο 7'], 'σημείωση.txt')
    const reference = referenceIn(await send(again, note))
    expect(reference).toBeTruthy()
    expect(referenceIn(await send(again, note))).toBe(reference)
    const none = await send({ ...(await filled()), secret: newSecret() }, new File([], ''))
    expect(referenceIn(none)).toBeTruthy()
    const desk = await openDesk(rig)
    const made = (await tickets()).find((each) => each.reference === reference)!
    const { messages } = (await desk.emitWithAck('conversation:open', { conversation: made.id, after: 0 })) as {
      messages: { files?: { name: string; url: string }[] }[]
    }
    const files = messages.flatMap((each) => each.files ?? [])
    expect(files.map((each) => each.name)).toEqual(['σημείωση.txt'])
    expect(await (await fetch(rig.url + files[0]!.url)).text()).toBe('Τιμολόγιο 7')
    const foreign = await send({ ...(await filled()), secret: 'x' }, note)
    expect([foreign.status, foreign.html.includes('Κάτι πήγε στραβά')]).toEqual([400, true])
  })

  test('a program that fills in all has no mail sent; another’s page sends nothing', async () => {
    const trapped = await post(await filled({ url: 'https://spam.example' }))
    expect(trapped.html).toContain(`Θα σας απαντήσουμε στο ${maria}. Επιβεβαίωση δεν στέλνουμε`)
    await until(() => rig.mailbox.to('support@oxzino.example').length > 0)
    await rig.mailed()
    expect(rig.mailbox.to(maria)).toEqual([])
    const foreign = await post(await filled({ email: 'nikos@example.com' }), { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    expect(await tickets()).toHaveLength(1)
    // Nobody else's form opens what this one has made.
    const [made] = await tickets()
    const stolen = await post(await filled({ id: made!.id }))
    expect([stolen.status, referenceIn(stolen)]).toEqual([409, undefined])
  })

  test('strangers come as far as their budget, and have the text back', async () => {
    await stop()
    await start({ limitsFactor: 1 / 50 })
    const outcomes: number[] = []
    for (let address = 1; address <= 14; address++) {
      const own = { 'x-forwarded-for': `10.0.0.${address}` }
      const page = await post(await filled(), own)
      outcomes.push(page.status)
      if (page.status === 429) expect(page.html).toContain('Μας γράφουν πολλοί αυτή τη στιγμή.')
      expect(page.html.includes('</textarea>')).toBe(page.status === 429)
    }
    expect(outcomes.filter((status) => status === 200)).toHaveLength(12)
    // Of one address, whatever it sends.
    const own = { 'x-forwarded-for': '10.0.0.14' }
    const page = await post(await filled(), own)
    expect([page.status, page.html.includes('Πολλές προσπάθειες')]).toEqual([429, true])
    expect(page.html).toContain(`>${text.replaceAll('<', '&lt;')}</textarea>`)
  })

  test('a site that answers no mails has no such form', async () => {
    await stop()
    const { sites } = readConfig(demoSite, {})
    sites.set('oxzino', { ...sites.get('oxzino')!, mail: null })
    await start({ sites })
    expect((await get(path('el'))).status).toBe(404)
    expect((await get('/help/oxzino/el/')).html).not.toContain('/ask"')
    expect((await post({ id: newId(), secret: newSecret(), email: maria, text })).status).toBe(400)
    expect(await tickets()).toEqual([])
  })

  test('other pages of the site’s own are no pages of ours', async () => {
    const page = await post(await filled(), { origin, 'sec-fetch-site': 'same-site' })
    expect(page.status).toBe(403)
  })
})
