// Links in what people wrote: to be followed in mails as in the widget, escaped, and whole in both parts.

import type { ParsedMail } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from '../letters/page.ts'
import { evening, form, newId, next, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig(evening)
})
afterEach(() => rig.stop())

const to = (address: string) => rig.mailbox.to(address)
const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
/** The links of a mail's HTML, as they are written and where they go; buttons are ours. */
const linksOf = (mail: ParsedMail) =>
  [...(mail.html || '').matchAll(/<a class="link" href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].map(([, href, text]) => [
    unescaped(text!),
    unescaped(href!),
  ])

const long = `https://shop.example/cart?${Array.from({ length: 40 }, (_, at) => `item${at}=${at * 7919}`).join('&')}#end`

test('what a visitor and an agent write is linked, whole, and nothing of it becomes a tag or goes elsewhere', async () => {
  const text = [
    `Δείτε ${long}, παρακαλώ.`,
    'www.oxzino.gr/τιμές ή maria@example.com ή +30 210 123 4567',
    'https://x.example/?a="><script>alert(1)</script> javascript:alert(2)',
    'https://аpple.com και Ευχαριστώ.Είναι εντάξει',
  ].join('\n')
  const { body } = await rig.post('/tickets/oxzino', { ...form('anna@example.com'), text })
  const { conversation } = body as unknown as { conversation: string }
  const agent = rig.agent((await rig.signIn()).cookie)
  await next(agent, 'welcome')
  await agent.emitWithAck('message:send', { conversation, id: newId(), text: `Read ${long}.` })
  const [team] = await until(() => to('support@').length > 0 && to('support@'))
  expect(linksOf(team!)).toEqual([
    [long, long],
    ['www.oxzino.gr/τιμές', 'http://www.oxzino.gr/%CF%84%CE%B9%CE%BC%CE%AD%CF%82'],
    ['maria@example.com', 'mailto:maria@example.com'],
    ['+30 210 123 4567', 'tel:+302101234567'],
    ['https://x.example/?a=', 'https://x.example/?a='],
    ['https://аpple.com', 'https://xn--pple-43d.com/'],
    ['anna@example.com', 'mailto:anna@example.com'],
    ['https://www.oxzino.example/pricing', 'https://www.oxzino.example/pricing'],
  ])
  expect(team!.html).toContain('⚠ (xn--pple-43d.com)')
  expect(team!.html).not.toMatch(/<script|href="javascript/)
  expect(team!.text).toContain(text)
  const reply = await until(() => to('anna@').find((mail) => mail.text?.includes('Read ')))
  expect(linksOf(reply)).toEqual([[long, long]])
  expect(reply.text).toContain(`Read ${long}.`)
})

test('where many wait and only the beginnings of their words are told, no address is cut', async () => {
  const before = 'Γράφω για την παραγγελία μου, που δεν ήρθε. '.repeat(3)
  const texts = [
    `${before}${long} και μετά`,
    `Στο http://a.gr/b γράφει ${'κάτι '.repeat(60)}`,
    `${before}ελα στο a.gr.`,
    `${before}τέλος.`,
  ]
  for (const text of texts) await rig.post('/tickets/oxzino', { ...form(), text })
  for (const days of [20, 1]) {
    rig.clock.now += days * 86_400_000
    await rig.look()
  }
  const digest = await until(() => to('support@').find(({ subject }) => /έχουν αργήσει/.test(subject ?? '')))
  expect(linksOf(digest).map(([text]) => text)).toEqual(expect.arrayContaining(['http://a.gr/b', 'a.gr']))
  expect(digest.text).not.toContain('shop.example')
  expect(digest.html).not.toContain('shop.example')
})

test('names of files pass for no addresses', () => {
  const look = { name: 'OX Zino', locale: 'en', accent: '#14674d' }
  const parts = [
    { quote: 'see a.gr', files: ['Files: archive.zip, notes.md'] },
    { letter: 'see b.gr', files: ['Files: run.sh'] },
  ]
  const { html, text } = page('subject', parts, look)
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['http://a.gr/', 'http://b.gr/'])
  expect(html).toContain('\nFiles: archive.zip, notes.md')
  expect(html).toContain('\n\nFiles: run.sh')
  expect(text).toContain('see a.gr\nFiles: archive.zip, notes.md\n\nsee b.gr\n\nFiles: run.sh')
})
