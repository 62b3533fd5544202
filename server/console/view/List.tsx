// Conversations in the order in which they need somebody.

import { useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { View } from '../desk.ts'
import { words } from '../strings.ts'
import { shortTime } from '../words.ts'
import type { DeskProps } from './Desk.tsx'
import { Rows } from './Rows.tsx'

export function List({ desk }: DeskProps) {
  const { queue, mine, others, tickets, failed, view } = desk
  const groups: [title: string, list: Summary[], views: View[]][] = [
    [words.failed, failed.value, ['failed']],
    [words.queue, queue.value, ['desk', 'queue', 'all']],
    [words.mine, mine.value, ['desk', 'mine', 'all']],
    [words.others, others.value, ['all']],
    [words.tickets, tickets.value, ['desk', 'tickets']],
  ]
  const shown = groups.filter(([, list, views]) => list.length > 0 && views.includes(view.value))
  return (
    <section class="list" aria-label={words.conversations}>
      {!desk.isOnline.value && (
        <p class="strip" role="status">
          {desk.isOld.value ? (
            <>
              {words.old}{' '}
              <button class="link" type="button" onClick={() => location.reload()}>
                {words.reload}
              </button>
            </>
          ) : (
            words.offline
          )}
        </p>
      )}
      {desk.mailTrouble.value !== null && (
        <p class="strip bad" role="status">
          {words.mailTrouble(shortTime(desk.mailTrouble.value, desk.now()))}
        </p>
      )}
      <Lacks desk={desk} />
      <header>
        <h1>
          {
            {
              desk: words.desk,
              queue: words.queue,
              mine: words.mine,
              all: words.all,
              tickets: words.tickets,
              failed: words.failed,
              searches: words.searches,
              hours: words.hoursPage,
            }[view.value]
          }
        </h1>
        <Find desk={desk} />
      </header>
      {shown.length === 0 && (
        <div class="empty">
          <b>{words.nobody}</b>
          <p class="meta">{words.nobodyWhy}</p>
        </div>
      )}
      <Rows
        key={view.value}
        desk={desk}
        groups={shown.map(([title, list]) => ({
          title,
          list,
          isTitled: view.value === 'desk' || view.value === 'all',
          remark: list === queue.value ? words.dueFirst : '',
        }))}
      />
    </section>
  )
}

/** That no mail can leave, and what to do; of several sites, by name. */
function Lacks({ desk }: DeskProps) {
  const sites = desk.sites.value
  return (['SMTP_URL', 'mail'] as const).map((what) => {
    const those = sites.filter(({ lacks }) => lacks === what)
    if (those.length === 0) return null
    return (
      <p class="strip bad" role="status">
        {those.length < sites.length && <b>{those.map(({ name }) => name).join(', ')}: </b>}
        {words.mailLacks[what]}
      </p>
    )
  })
}

/** A ticket by its reference, as the visitor reads it aloud. */
function Find({ desk }: DeskProps) {
  const [error, say] = useState<string | null>(null)
  const find = (event: SubmitEvent) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('reference')).trim()
    if (text) void desk.find(text).then(say)
  }
  return (
    <form class="find" role="search" onSubmit={find}>
      <Icon name="search" size={16} />
      <input
        name="reference"
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        autocomplete="off"
        maxLength={40}
        onInput={() => say(null)}
      />
      <p class="error" role="alert">
        {error && (words.findErrors[error] ?? words.away)}
      </p>
    </form>
  )
}
