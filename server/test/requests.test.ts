// A request's page: opened by the link of a mail or by a code, answered and closed without a script; and by nothing
// else.

import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { opens, requestKey } from '../tickets/requestKey.ts'
import { newReference } from '../tickets/reference.ts'
import { databases } from './databases.ts'
import { plainBrowser } from './plainBrowser.ts'
import { evening, form, newId, type Rig, startRig, until } from './rig.ts'

const day = 86_400_000
/** Of no request. */
const nobodys = newReference()
const secret = 's'.repeat(32)
const maria = 'maria.k@example.com'
/** As the link of a mail has it. */
const keyTo = (reference: string, email = maria) =>
  requestKey({ site: 'oxzino', reference, email }, Date.now() + day, secret)

/** A browser that sends forms to requests' pages. */
function browser(rig: () => Rig, address?: string) {
  const { go, send } = plainBrowser(() => rig().url, address)
  return {
    go,
    send: (reference: string, fields: Record<string, string>, headers = {}) => send(`/t/${reference}`, fields, headers),
  }
}

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  beforeEach(async () => {
    rig = await startRig(evening, { proxies: 1, on: await makeOne(), secret })
  })
  afterEach(() => rig.stop())

  const newBrowser = (address?: string) => browser(() => rig, address)
  async function makeTicket(email = maria): Promise<{ reference: string; conversation: string }> {
    const { body } = await rig.post('/tickets/oxzino', form(email))
    const { ticket, conversation } = body as unknown as { ticket: { reference: string }; conversation: string }
    return { reference: ticket.reference, conversation }
  }
  const mailsTo = (address: string) => rig.mailbox.to(address)
  async function codeFor(reference: string, address = maria): Promise<string> {
    const mail = await until(() =>
      mailsTo(address).findLast(({ text }) => text?.includes(`αίτημα ${reference}, γράψτε`)),
    )
    return /^(\d{6})$/m.exec(mail.text!)![1]!
  }

  test('the link of a mail opens it, and is not in the address afterwards', async () => {
    const { reference } = await makeTicket()
    const receipt = await until(() => mailsTo(maria)[0])
    const link = new URL(/https?:\S+\/t\/\S+/.exec(receipt.text!)![0])
    const page = await newBrowser().go(link.pathname + link.search)
    expect(page).toMatchObject({ status: 200, path: `/t/${reference}` })
    expect(page.text).toContain('Θέλω τιμολόγιο με διαφορετική επωνυμία.')
    expect(page.text).toContain('Το έχουμε εμείς: απαντάμε έως Παρασκευή 27 Νοεμβρίου, 20:00')
    // Nobody else's browser has it.
    expect((await newBrowser().go(`/t/${reference}`)).text).not.toContain('επωνυμία')
  })

  test('each of these pages leads to what is kept of whoever reads it', async () => {
    const { reference } = await makeTicket()
    const visitor = newBrowser()
    for (const path of [`/t/${reference}?key=${keyTo(reference)}`, `/t/${nobodys}`, '/t']) {
      const [, data = ''] = /<footer><a href="([^"]+)">/.exec((await visitor.go(path)).text) ?? []
      expect([path, data]).toEqual([path, '/help/oxzino/el/data'])
      expect(await visitor.go(data)).toMatchObject({ status: 200 })
    }
  })

  test('an answer of an agent brings the link, is read there and answered, once however often it is sent', async () => {
    const { reference, conversation } = await makeTicket()
    const agent = rig.agent((await rig.signIn()).cookie)
    const reply = { conversation, id: newId(), text: 'Βεβαίως, σε ποια επωνυμία; https://www.oxzino.example/τιμές' }
    expect(await agent.emitWithAck('message:send', reply)).toMatchObject({ ok: true })
    const mail = await until(() => mailsTo(maria).find(({ text }) => text?.includes('σε ποια επωνυμία')))
    const link = new URL(/https?:\S+\/t\/\S+/.exec(mail.text!)![0])
    const visitor = newBrowser()
    const page = await visitor.go(link.pathname + link.search)
    expect(page.text).toContain('Σας απαντήσαμε')
    expect(page.text).toContain('<a href="https://www.oxzino.example/%CF%84')
    const id = /name="id" value="([^"]+)"/.exec(page.text)![1]!
    for (let times = 0; times < 2; times++) {
      const after = await visitor.send(reference, { do: 'write', id, text: 'Στην «Κ. & Υιοί» <ΟΕ>\r\nΕυχαριστώ' })
      expect(after.text).toContain('Κ. &amp; Υιοί» &lt;ΟΕ>\nΕυχαριστώ')
      expect(after.text).toContain('Το έχουμε εμείς')
    }
    const opened = (await agent.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      messages: { text: string; via?: object }[]
    }
    expect(opened.messages.filter(({ via }) => via)).toMatchObject([{ via: { kind: 'reference' } }])
  })

  test('it is closed, and what is written then opens it again', async () => {
    const { reference, conversation } = await makeTicket()
    const visitor = newBrowser()
    await visitor.send(reference, { do: 'send-code', email: ' Maria.K@Example.com ' })
    await visitor.send(reference, { do: 'prove', code: await codeFor(reference) })
    const closed = await visitor.send(reference, { do: 'close' })
    expect(closed.text).toContain('Το αίτημα έκλεισε')
    const agent = rig.agent((await rig.signIn()).cookie)
    const stand = async () =>
      ((await agent.emitWithAck('conversation:open', { conversation, after: 0 })) as { conversation: object })
        .conversation
    expect(await stand()).toMatchObject({ state: 'closed' })
    const again = await visitor.send(reference, { do: 'write', id: newId(), text: 'Κάτι ακόμη' })
    expect(again.text).toContain('Το έχουμε εμείς')
    expect(await stand()).toMatchObject({ state: 'open', ticket: { state: 'open' } })
  })

  test('a code is right once, for ten minutes, five times tried; and another’s address gets none', async () => {
    const { reference } = await makeTicket()
    const [visitor, other] = [newBrowser(), newBrowser('10.2.2.2')]
    const answers = [
      await visitor.send(reference, { do: 'send-code', email: maria }),
      await other.send(reference, { do: 'send-code', email: 'thief@example.com' }),
      await other.send(nobodys, { do: 'send-code', email: 'thief@example.com' }),
    ].map(({ text }) => text.replaceAll(/[A-Z\d]{3}-[A-Z\d]{4}/g, ''))
    expect(answers).toEqual([answers[0], answers[0], answers[0]])
    const code = await codeFor(reference)
    await rig.mailed()
    expect(mailsTo('thief')).toEqual([])
    const wrong = code === '000000' ? '111111' : '000000'
    expect((await other.send(reference, { do: 'prove', code: wrong })).text).toContain('Ο κωδικός δεν είναι σωστός')
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    expect((await visitor.send(reference, { do: 'prove', code: spaced })).text).toContain('επωνυμία')
    // A replay.
    expect((await other.send(reference, { do: 'prove', code })).text).not.toContain('επωνυμία')

    await visitor.send(reference, { do: 'send-code', email: maria })
    const mails = await until(() => mailsTo(maria).length >= 3 && mailsTo(maria))
    const second = /^(\d{6})$/m.exec(mails.at(-1)!.text!)![1]!
    for (let times = 0; times < 5; times++)
      await other.send(reference, { do: 'prove', code: second === '000000' ? '111111' : '000000' })
    expect((await newBrowser().send(reference, { do: 'prove', code: second })).text).not.toContain('επωνυμία')
  })

  test('who guesses waits, and learns nothing by it', async () => {
    const { reference } = await makeTicket()
    for (const asked of [reference, nobodys]) {
      const texts: string[] = []
      for (let times = 0; times < 11; times++) {
        const guesser = newBrowser(`10.3.${asked.length}.${times}`)
        texts.push((await guesser.send(asked, { do: 'prove', code: String(times).padStart(6, '0') })).text)
      }
      expect(texts[9]).toContain('δεν είναι σωστός')
      expect(texts[10]).toContain('Πολλές προσπάθειες. Δοκιμάστε ξανά σε 30 λεπτά.')
    }
  })

  test('no key opens another request, nor one that was made up or has ended', async () => {
    const [first, second] = [await makeTicket(), await makeTicket('nikos@example.com')]
    const lock = { site: 'oxzino', reference: first.reference, email: maria }
    const now = Date.now()
    const key = requestKey(lock, now + day, secret)
    const opensWith = async (reference: string, given: string) =>
      (await newBrowser().go(`/t/${reference}?key=${encodeURIComponent(given)}`)).text.includes('επωνυμία')
    expect(await opensWith(first.reference, key)).toBe(true)
    expect(await opensWith(second.reference, key)).toBe(false)
    for (const given of [
      '',
      '.',
      'x',
      `${key}x`,
      key.slice(1),
      `zzzzzzzz.${key.split('.')[1]}`,
      '"; x=1',
      'ω'.repeat(500),
    ])
      expect(await opensWith(first.reference, given)).toBe(false)
    expect(await opensWith(first.reference, requestKey(lock, now - 60_000, secret))).toBe(false)
    expect(opens(key, { ...lock, site: 'other' }, now, secret)).toBe(false)
    expect(opens(key, { ...lock, email: 'Maria.K+1@Example.com' }, now, secret)).toBe(true)
    expect(opens(key, { ...lock, email: 'nikos@example.com' }, now, secret)).toBe(false)
    expect(opens(key, lock, now + day + 60_000, secret)).toBe(false)
  })

  test('once its address is corrected, what the wrong one was sent opens nothing', async () => {
    const { reference, conversation } = await makeTicket()
    const visitor = newBrowser()
    expect((await visitor.go(`/t/${reference}?key=${keyTo(reference)}`)).text).toContain('επωνυμία')
    const agent = rig.agent((await rig.signIn()).cookie)
    const act = { kind: 'address', email: 'maria@oxzino.example' }
    expect(await agent.emitWithAck('act:do', { id: newId(), act, conversations: [conversation] })).toMatchObject({
      ok: true,
      refused: [],
    })
    for (const page of [
      await visitor.go(`/t/${reference}`),
      await visitor.send(reference, { do: 'write', id: newId(), text: 'Εγώ είμαι' }),
      await newBrowser().go(`/t/${reference}?key=${keyTo(reference)}`),
    ])
      expect(page.text).not.toContain('επωνυμία')
    const right = await newBrowser().go(`/t/${reference}?key=${keyTo(reference, act.email)}`)
    expect(right.text).toContain('επωνυμία')
    expect(right.text).not.toContain('Εγώ είμαι')
  })

  test('files come with it, once however often they are sent; one that is not taken is said, and the text stays', async () => {
    const { reference, conversation } = await makeTicket()
    const key = keyTo(reference)
    const visitor = newBrowser()
    await visitor.go(`/t/${reference}?key=${key}`)
    let id = newId()
    const send = async (text: string, ...files: File[]) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ id, text, do: 'write' })) body.append(name, value)
      for (const file of files) body.append('files', file)
      if (files.length === 0) body.append('files', new File([], ''))
      const page = await visitor.go(`/t/${reference}`, { method: 'POST', body })
      if (page.status === 400) id = /name="id" value="([^"]+)"/.exec(page.text)![1]!
      return page
    }
    const refused = await send('Δείτε', new File(['MZ\u0090\0\u0003'], 'run.exe'))
    expect(refused).toMatchObject({ status: 400 })
    expect(refused.text).toContain('Δεν δεχόμαστε τέτοια αρχεία')
    expect(refused.text).toContain('>Δείτε</textarea>')
    const many = Array.from({ length: 6 }, (_, at) => new File([`${at}`], `${at}.txt`))
    expect((await send('Δείτε', ...many)).text).toContain('έως 5 αρχεία')
    const [huge, small] = [new File(['x'.repeat(10_000_001)], 'a.txt'), new File(['1'], '1.txt')]
    expect((await send('Δείτε', huge, small)).text).toContain('πολύ μεγάλο')
    const note = new File(['Τιμολόγιο 7'], 'σημείωση.txt')
    for (let times = 0; times < 2; times++) expect((await send('Δείτε', note)).text).toContain('>σημείωση.txt</a>')
    const agent = rig.agent((await rig.signIn()).cookie)
    const { messages } = (await agent.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      messages: { text: string; files?: { url: string }[]; via?: object }[]
    }
    const written = messages.filter(({ via }) => via)
    expect(written).toMatchObject([{ text: 'Δείτε', files: [{ name: 'σημείωση.txt' }] }])
    expect(await (await fetch(rig.url + written[0]!.files![0]!.url)).text()).toBe('Τιμολόγιο 7')
    // Without files, and without a key any more.
    const other = newBrowser()
    const body = new FormData()
    for (const [name, value] of Object.entries({ id: newId(), text: 'Χωρίς κλειδί', do: 'write' }))
      body.append(name, value)
    const late = await other.go(`/t/${reference}`, { method: 'POST', body })
    expect(late).toMatchObject({ status: 403 })
    expect(late.text).toContain('>Χωρίς κλειδί</textarea>')
  })

  test('a form that is cut off, or is none, harms nobody and holds nothing', async () => {
    const { reference } = await makeTicket()
    const key = keyTo(reference)
    const own = join(rig.data, 'incoming')
    const place = existsSync(own) ? own : tmpdir()
    const before = readdirSync(place).filter((name) => name.startsWith('rotame-file-'))
    const head = (cookie: string, length: number, type = 'multipart/form-data; boundary=b') =>
      `POST /t/${reference} HTTP/1.1\r\nhost: a\r\ncookie: ${cookie}\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`
    const part = (name: string, value: string, file = '') =>
      `--b\r\ncontent-disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\n${value}\r\n`
    const begun = part('id', newId()) + part('do', 'write') + part('text', 'Δείτε')
    const unfinished = `${begun}${part('files', 'x'.repeat(2_000), 'a.txt').slice(0, -900)}`
    const size = Buffer.byteLength(unfinished)
    const said = async (sent: string, isLeft = false) => {
      const socket = connect(Number(new URL(rig.url).port), '127.0.0.1')
      socket.write(sent)
      if (!isLeft) return String((await once(socket, 'data'))[0])
      await new Promise((resolve) => setTimeout(resolve, 300))
      socket.destroy()
      return ''
    }
    // With a key and without one: the last boundary never comes.
    expect(await said(head(`rotame-request=${key}`, size) + unfinished)).toMatch(/^HTTP\/1.1 400 /)
    expect(await said(head('', size) + unfinished)).toMatch(/^HTTP\/1.1 40[03] /)
    expect(await said(head('', 2, 'multipart/form-data') + '--')).toMatch(/^HTTP\/1.1 40[03] /)
    for (const cookie of [`rotame-request=${key}`, '']) await said(head(cookie, 5_000_000) + unfinished, true)
    await until(() => readdirSync(place).every((name) => !name.startsWith('rotame-file-') || before.includes(name)))
    expect(rig.logged('fault')).toEqual([])
    expect((await fetch(`${rig.url}/health`)).status).toBe(200)
  })

  test('who writes too often, and too much, has the text back, with files or without', async () => {
    const { reference } = await makeTicket()
    const key = keyTo(reference)
    const visitor = newBrowser()
    await visitor.go(`/t/${reference}?key=${key}`)
    const long = 'ω'.repeat(100_000)
    expect((await visitor.send(reference, { do: 'write', id: newId(), text: long })).text).toContain(long)
    for (let times = 0; times < 29; times++) await visitor.send(reference, { do: 'close' })
    const body = new FormData()
    for (const [name, value] of Object.entries({ id: newId(), text: 'Και κάτι ακόμη', do: 'write' }))
      body.append(name, value)
    body.append('files', new File(['x'], 'x.txt'))
    const late = await visitor.go(`/t/${reference}`, { method: 'POST', body })
    expect(late).toMatchObject({ status: 400 })
    expect(late.text).toContain('Πολλές προσπάθειες')
    expect(late.text).toContain('>Και κάτι ακόμη</textarea>')
  })

  test('what is not taken is said, with the text kept; and no other site’s page may send it', async () => {
    const { reference } = await makeTicket()
    const visitor = newBrowser()
    const key = keyTo(reference)
    await visitor.go(`/t/${reference}?key=${key}`)
    const long = await visitor.send(reference, { do: 'write', id: newId(), text: 'ω'.repeat(4_001) })
    expect(long).toMatchObject({ status: 400 })
    expect(long.text).toContain('χωρούν 4000 χαρακτήρες')
    expect(long.text).toContain('ω'.repeat(4_001))
    const odd = await visitor.send(reference, { do: 'write', id: newId(), text: 'πριν\0μετά' })
    expect(odd).toMatchObject({ status: 200 })
    expect(odd.text).toContain('πριν\uFFFDμετά')
    expect((await visitor.send(reference, { do: 'write', id: newId(), text: ' ' })).text).toContain('Γράψτε πρώτα')
    expect((await visitor.send(reference, { do: 'write', id: '<', text: 'x' })).status).toBe(400)
    const foreign = { 'sec-fetch-site': 'cross-site' }
    expect(await visitor.send(reference, { do: 'close' }, foreign)).toMatchObject({ status: 403 })
    expect((await visitor.send(reference, { do: 'send-code', email: 'x' })).text).toContain('δεν μοιάζει με email')
    // Half an emoji, where what was typed is cut.
    expect((await newBrowser().go(`/t?reference=${encodeURIComponent(`${'x'.repeat(19)}😀`)}`)).status).toBe(404)
    expect((await newBrowser().go('/t/K7M-4PX9')).text).toContain('Αυτός ο αριθμός δεν είναι σωστός')
    expect((await newBrowser().go(`/t?reference=${reference.toLowerCase().replace('-', '')}`)).text).toContain(
      'Για να δείτε',
    )
  })
})
