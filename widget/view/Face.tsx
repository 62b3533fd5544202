// A person, drawn as initials on a colour of their own.

import type { Face as Person } from '../../server/protocol.ts'

export function Face({ id, name }: Person) {
  const initials = name.split(/\s+/, 2).map((word) => word[0])
  const sum = Array.from(id, (letter) => letter.charCodeAt(0)).reduce((a, b) => a + b, 0)
  return (
    <span class={`face f${(sum % 3) + 1}`} aria-hidden="true">
      {initials}
    </span>
  )
}
