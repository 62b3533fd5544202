// What the composer offers for `:` and two letters: emoji by their names.

import { type MenuProps, Offers } from '../inbox/Offers.tsx'
import { find } from './find.ts'
import { words } from './words.ts'

export function Menu({ asked, field, keys, choose }: MenuProps) {
  const found = find(asked.query)
  return (
    <Offers
      {...{ asked, field, keys, found }}
      label={words.found}
      empty={null}
      keyOf={({ sign }) => sign}
      draw={({ sign, name }) => (
        <>
          <span aria-hidden="true">{sign}</span>
          <span>{`:${name}:`}</span>
        </>
      )}
      choose={({ sign }) => choose(sign)}
    />
  )
}
