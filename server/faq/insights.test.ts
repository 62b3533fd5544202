// What is kept of a search has nobody in it, and spellings of the same words count together.

import { expect, test } from 'vitest'
import { groupOf, masked } from './insights.ts'

test.each([
  ['τιμολόγιο 12345 για maria.k@example.com', 'τιμολόγιο ##### για @'],
  ['  τηλ 6912 345678 ', 'τηλ #### ######'],
  ['δείτε https://example.com/a?b=c και www.example.com', 'δείτε … και …'],
  ['κωδικός', 'κωδικός'],
  ['3exasa ton kwdiko', '3exasa ton kwdiko'],
  ['8elw voi8eia me ta e3oda', '8elw voi8eia me ta e3oda'],
  ['paragelia 3', 'paragelia #'],
  ['order AB3412345 kai kwd123', 'order AB####### kai kwd###'],
  ['6912345678', '##########'],
  ['plirosi 3x a4', 'plirosi #x a#'],
  ['τιμολόγιο٣٤', 'τιμολόγιο##'],
])('%s is kept as %s', (query, kept) => {
  expect(masked(query)).toBe(kept)
})

test('spellings, light words and accents make no difference', () => {
  expect(groupOf('ΞΕΧΑΣΑ τον Κωδικό μου')).toBe(groupOf('ξέχασα κωδικο'))
  expect(groupOf('ξέχασα κωδικό')).not.toBe(groupOf('ξέχασα email'))
  expect(groupOf('τι')).not.toBe('')
})

test('German is folded where it is spoken, and nowhere else', () => {
  const said = (query: string) => groupOf(query, 'de-AT')
  expect(said('Rechnungen ändern')).toBe(said('wie aendere ich die RECHNUNG'))
  expect(said('Räder')).toBe(said('das rad'))
  expect(said('Rechnung')).not.toBe(said('Lieferung'))
  expect(said('wie')).not.toBe('')
  expect(groupOf('die later', 'en')).not.toBe(groupOf('later', 'en'))
  expect(said('die Lieferung')).toBe(said('Lieferung'))
})
