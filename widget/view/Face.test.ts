// Initials of names in every script.

import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Face } from './Face.tsx'

test.each([
  ['Άννα Γεωργίου', 'ΆΓ'],
  ['A\u0301nna Z', 'A\u0301Z'],
  ['𝒜nna 🇬🇷 x', '𝒜🇬🇷'],
  ['👩‍🚒 Maria', '👩‍🚒M'],
  ['क्षितिज', 'क्षि'],
  ['각', '각'],
])('%s has the initials %s', (name, initials) => {
  expect(renderToString(h(Face, { id: 'a', name }))).toContain(`>${initials}</span>`)
})
