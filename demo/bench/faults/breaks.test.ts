// What the faults bench takes away is still there to be taken away.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { browserEdits, serverEdits } from './breaks.ts'

const edits = [serverEdits, browserEdits].flatMap((each) =>
  Object.entries(each).flatMap(([broken, edits]) => edits.map((edit) => ({ broken, ...edit }))),
)

test.each(edits)('$broken finds its part of $file', ({ file, part }) => {
  expect(readFileSync(join(import.meta.dirname, '../../..', file), 'utf8')).toContain(part)
})
