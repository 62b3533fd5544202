// The message form: for when nobody is there.

import { useRef, useState } from 'preact/hooks'
import type { TicketOpen, TicketOpened } from '../../server/protocol.ts'
import { dateTime } from '../hours.ts'
import { randomId } from '../memory.ts'
import { Icon } from './Icon.tsx'
import { Head, type PanelProps } from './Panel.tsx'

export function FormScreen(props: PanelProps) {
  const { help, words, memory, server, site, draft, screens, tell } = props
  const [id] = useState(() => randomId())
  const [error, refuse] = useState('')
  const [isSending, sending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const known = help.availability.value
  const by = known && dateTime(help.now() + known.answers.ticket, known.zone, help.locale.value)

  const send = async (event: Event) => {
    event.preventDefault()
    if (isSending) return
    const given = new FormData(form.current!)
    const field = (name: string) => String(given.get(name) ?? '')
    sending(true)
    const body: TicketOpen = {
      id,
      secret: await memory.secret(),
      email: field('email'),
      name: field('name'),
      topic: field('topic'),
      text: field('text'),
      context: help.context(),
    }
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${server}/tickets/${site}`, { method: 'POST', headers, body: JSON.stringify(body) })
      .then((response) => response.json() as Promise<TicketOpened>)
      .catch(() => null)
    sending(false)
    if (!answer?.ok) return refuse(words.refusals[answer?.error ?? 'other'] ?? words.refusals['other']!)
    draft.value = ''
    tell('ticket', { reference: answer.ticket.reference })
    screens.value = [{ name: 'home' }, { name: 'ticket', ticket: answer.ticket }]
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void send(event)}>
      <Head title={words.leave} {...props} />
      <div class="main">
        <p class="meta">
          {help.how.value.open ? words.awayNow : words.closedNow} {by && words.answerBy(by)}
        </p>
        <label class="label" for="email">
          {words.email}
        </label>
        <input class="input" id="email" name="email" type="email" autocomplete="email" maxLength={254} aria-describedby="wrong" />
        <label class="label" for="topic">
          {words.topic}
        </label>
        <select class="input" id="topic" name="topic">
          {help.library.value?.categories.map((category) => <option value={category.id}>{category.title}</option>)}
          <option value="">{words.otherTopic}</option>
        </select>
        <label class="label" for="text">
          {words.message}
        </label>
        <textarea class="input" id="text" name="text" value={draft.value} onInput={(event) => (draft.value = event.currentTarget.value)} />
        <label class="label" for="name">
          {words.name}
        </label>
        <input class="input" id="name" name="name" autocomplete="name" maxLength={80} />
        <p class="error" id="wrong" role="alert">
          {error && <Icon name="alert" size={16} />}
          {error}
        </p>
        <p class="meta">
          {words.emailUse}{' '}
          {known?.site.privacyUrl && (
            <a class="link" href={known.site.privacyUrl} target="_blank" rel="noopener">
              {words.privacy}
            </a>
          )}
        </p>
      </div>
      <div class="foot">
        <button class="primary" type="submit">
          {isSending ? words.sending : words.send}
        </button>
      </div>
    </form>
  )
}
