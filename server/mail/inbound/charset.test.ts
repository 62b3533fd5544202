// What is read as Latin and is not.

import { expect, test } from 'vitest'
import { readAnew } from './charset.ts'
import { parse } from './parse.ts'

const latin = (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes)
const greek = (text: string) =>
  Uint8Array.from([...text].map((sign) => (sign < '\u0080' ? sign.charCodeAt(0) : sign.charCodeAt(0) - 0x2d0)))

test.each([
  ['UTF-8', latin(Buffer.from('Καλημέρα σας, “ναι” – 5 €')), 'Καλημέρα σας, “ναι” – 5 €'],
  ['UTF-8 with few such letters', latin(Buffer.from('Grüße')), 'Grüße'],
  ['Greek of one byte', latin(greek('Καλημέρα, πότε έρχεται; ABC-12')), 'Καλημέρα, πότε έρχεται; ABC-12'],
])('%s is read', (_what, text, wanted) => {
  expect(readAnew(text)).toBe(wanted)
})

test.each([
  'plain',
  'Grüße aus Köln, schöne Größe',
  'Ça va? Où êtes-vous allé été été',
  'Ñandú y año',
  'Καλημέρα',
  'Καλημέρα und Grüße',
  'é',
  '5 € – “so”',
  '\uFFFD broken',
])('%s stays', (text) => {
  expect(readAnew(text)).toBe(text)
})

test('a long text is read at once', () => {
  const long = latin(Buffer.from('Καλημέρα '.repeat(500_000)))
  const began = performance.now()
  readAnew(long)
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('a head in Greek of one byte a letter is read, and the mail is told by its bytes as they came', async () => {
  const source = Buffer.concat([
    greek('From: Μαρία Παππά <maria@example.com>\r\nSubject: Πού είναι η παραγγελία μου\r\nX-Also: '),
    Buffer.from('Καλημέρα\r\n\r\n'),
    Buffer.from('Γεια'),
  ])
  const mail = await parse(source)
  expect(mail).toMatchObject({
    subject: 'Πού είναι η παραγγελία μου',
    text: expect.stringMatching(/^Γεια\s*$/) as string,
  })
  expect(JSON.stringify(mail)).toContain('Μαρία Παππά')
  expect((await parse(Buffer.from(source))).digest).toBe(mail.digest)
})

test('what stands below the head is left as it came, whatever ends its lines', async () => {
  const body = greek('Καλημέρα σας\r\n\r\nκαι ευχαριστώ')
  const head = greek('Subject: Πού είναι\nContent-Type: text/plain; charset=windows-1253\n\n')
  expect(await parse(Buffer.concat([head, body]))).toMatchObject({
    subject: 'Πού είναι',
    text: expect.stringMatching(/^Καλημέρα σας\s+και ευχαριστώ\s*$/) as string,
  })
})
