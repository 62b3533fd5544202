// A person, drawn as initials on a colour of their own.

import type { Face as Person } from '../../server/protocol/pieces.ts'

export function Face({ id, name }: Person) {
  const letters = new Intl.Segmenter()
  const initials = name.split(/\s+/, 2).map((word) => letters.segment(word).containing(0)?.segment)
  let sum = 0
  for (const letter of id) sum += letter.charCodeAt(0)
  return (
    <span class={`face f${(sum % 3) + 1}`} aria-hidden="true">
      {initials}
    </span>
  )
}
