// What a note offers for `@`: colleagues, who are told of it and follow from then on.

import { useEffect } from 'preact/hooks'
import { matchOf, meant } from '../acts/find.ts'
import { type MenuProps, Offers } from '../inbox/Offers.tsx'
import { locale } from '../words.ts'

const label = { el: 'Συνάδελφοι', de: 'Kollegen', en: 'Colleagues' }

export function Menu({ desk: { agent, doing, line }, asked, field, keys, choose }: MenuProps) {
  const isOnline = line.isOnline.value
  useEffect(() => {
    if (isOnline) doing.knowTeam()
  }, [isOnline])
  const wanted = meant(asked.query)
  const found = doing.team.value
    .filter(({ id, name }) => id !== agent.me.value?.id && (asked.query === '' || matchOf(wanted, name) > 0))
    .toSorted((a, b) => matchOf(wanted, b.name) - matchOf(wanted, a.name))
  return (
    <Offers
      {...{ asked, field, keys, found }}
      label={label[locale]}
      empty={null}
      keyOf={({ id }) => id}
      draw={({ name }) => <bdi class="name">{name}</bdi>}
      choose={({ name }) => choose(`@${name} `)}
    />
  )
}
