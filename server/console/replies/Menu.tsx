// What the composer offers for `/`: ready replies.

import { useEffect } from 'preact/hooks'
import { type MenuProps, Offers } from '../inbox/Offers.tsx'
import { languageOf } from '../words.ts'
import { chosen } from './choose.ts'
import { repliesOf } from './of.ts'
import { words } from './words.ts'

export function Menu({ desk, opened, asked, field, keys, choose }: MenuProps) {
  const { site, locale } = opened
  const replies = desk.own(repliesOf)
  const isOnline = desk.line.isOnline.value
  useEffect(() => {
    if (isOnline) void replies.look(site)
  }, [site, isOnline])
  const known = replies.of(site)
  const found = replies.find(site, locale, asked.query)
  const isAsked = asked.query === '' || !known
  return (
    <Offers
      {...{ asked, field, keys, found }}
      label={words.found}
      empty={!isAsked ? null : known ? words.nothing : isOnline ? words.coming : words.later}
      keyOf={({ id }) => id}
      draw={(reply) => (
        <>
          <bdi class="name">{reply.title}</bdi>
          {reply.locale !== locale && <span class="meta">{languageOf(reply.locale)}</span>}
          <bdi class="meta said">{reply.text}</bdi>
        </>
      )}
      choose={(reply) => choose(chosen(desk, opened, reply))}
    />
  )
}
