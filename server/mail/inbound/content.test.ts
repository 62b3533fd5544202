// The language of a mail, among those of the site that it comes to; and what is new in one that is written in German.

import { expect, test } from 'vitest'
import type { Site } from '../../config/config.ts'
import { localeOf } from './content.ts'
import { fold } from './fold.ts'

test.each([
  ['Καλημέρα, δεν βρίσκω το τιμολόγιο του Windows', ['de', 'en', 'el'], 'el'],
  ['Guten Tag, ich habe die Rechnung nicht bekommen', ['el', 'en', 'de'], 'de'],
  ['Hello, I have not got the invoice', ['de', 'en', 'el'], 'en'],
  ['Hello, I have not got the invoice', ['el', 'de'], 'de'],
  ['Hello', ['el', 'fr', 'en-GB'], 'en-GB'],
  ['你好', ['el', 'en'], 'el'],
  ['Hello', ['el'], 'el'],
])('%s, at a site of %j, is in %s', (text, locales, found) => {
  expect(localeOf(text, { locales } as unknown as Site)).toBe(found)
})

const answer = 'Danke, ist angekommen.\nNoch eine Frage: Wann läuft es ab?'
test.each([
  [
    'Gmail',
    'Am Mi., 25. Nov. 2026 um 20:00 Uhr schrieb OX Zino <support@oxzino.example>:\n\n> Ihre Rechnung ist fertig.',
  ],
  ['Thunderbird', 'Am 25.11.2026 um 20:00 schrieb OX Zino:\n> Ihre Rechnung ist fertig.'],
  [
    'Outlook',
    'Von: OX Zino <support@oxzino.example>\nGesendet: Mittwoch, 25. November 2026 20:00\nAn: maria@example.com\nBetreff: Ihr Anliegen\n\nIhre Rechnung ist fertig.',
  ],
  ['Samsung', '-------- Ursprüngliche Nachricht --------\nVon: OX Zino\n\nIhre Rechnung ist fertig.'],
])('of a German answer with %s what is quoted is folded away', (_, quoted) => {
  expect(fold(`${answer}\n\n${quoted}`).text).toBe(answer)
  expect(fold(`${answer}\n\nVon meinem iPhone gesendet\n\n${quoted}`).text).toBe(answer)
})

test('who writes that somebody wrote is left as they are', () => {
  const said = 'Mein Nachbar schrieb mir:\nDas Rad ist weg.'
  expect(fold(said).text).toBe(said)
})
