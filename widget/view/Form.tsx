// The message form, for when nobody is there, and what became of it.

import { Component } from 'preact'
import { limits } from '../../server/limits.ts'
import type { Ticket } from '../../server/protocol.ts'
import { Icon } from './Icon.tsx'
import { Head, Offline, type PanelProps } from './Panel.tsx'

/** @param of the conversation that the form turns into a ticket; a new one without it */
export function FormScreen({ of, ...props }: PanelProps & { of: string | undefined }) {
  const { help, words, said, form, draft, write } = props
  const known = help.availability.value
  const { open, online, why } = help.how.value
  const { value: state } = form.state
  const { value: error } = form.error
  const isWrong = (name: string) => error === { email: 'bad-email', text: 'empty' }[name]

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const fields = event.target as HTMLFormElement
    const given = new FormData(fields)
    const field = (name: string) => String(given.get(name) ?? '')
    const filled = { email: field('email'), name: field('name'), topic: field('topic'), text: field('text') }
    void form.send(of ? { ...filled, conversation: of } : filled).then(() => {
      fields.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    })
  }
  const wrong = (name: string) => isWrong(name) && <Wrong text={words.refusals[error]!} />
  const described = (name: string) => (isWrong(name) ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'wrong' } : {})
  return (
    <form class="screen" noValidate onSubmit={send}>
      <Head title={of ? words.byMail : words.leave} {...props} />
      {state === 'waiting' && <Offline words={words} />}
      <div class="main">
        <p class="lead">
          {!of && !online && (open || why === 'away' ? words.awayNow : words.closedNow)} {known && words.answerBy(said(help.now() + known.answers.ticket))}
        </p>
        <label class="label" for="email">
          {words.email}
        </label>
        <input class="input" id="email" name="email" type="email" autocomplete="email" maxLength={limits.email} {...described('email')} />
        {wrong('email')}
        {!of && (
          <>
            <label class="label" for="topic">
              {words.topic}
            </label>
            <div class="select">
              <select class="input" id="topic" name="topic">
                <option value="">{words.otherTopic}</option>
                {help.library.value?.categories.map(({ id, title }) => (
                  <option value={id}>{title}</option>
                ))}
              </select>
              <Icon name="down" />
            </div>
            <label class="label" for="text">
              {words.message}
            </label>
            <textarea
              class="input"
              id="text"
              name="text"
              value={draft.value}
              onInput={(event) => write(event.currentTarget.value)}
              {...described('text')}
            />
            {wrong('text')}
          </>
        )}
        <label class="label" for="name">
          {words.name}
        </label>
        <input class="input" id="name" name="name" autocomplete="name" maxLength={limits.name} />
        {error && !isWrong('email') && !isWrong('text') && <Wrong text={words.refusals[error] ?? words.refusals['other']!} />}
        <p class="meta use">
          {words.emailUse}{' '}
          {known?.site.privacyUrl && (
            <a class="link" href={known.site.privacyUrl} target="_blank" rel="noopener">
              {words.privacy}
            </a>
          )}
        </p>
      </div>
      <div class="foot">
        <button class="primary" type="submit" aria-disabled={state !== 'idle'}>
          {state === 'idle' ? words.send : words.pending}
        </button>
      </div>
    </form>
  )
}

const Wrong = ({ text }: { text: string }) => (
  <p class="error" id="wrong" role="alert">
    <Icon name="alert" size={16} />
    {text}
  </p>
)

export function TicketScreen({ ticket, ...props }: PanelProps & { ticket: Ticket }) {
  const { words, help, said, screens } = props
  const { open, changesAt } = help.how.value
  const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)
  const steps = [
    [words.step.received, capital(said(ticket.openedAt))],
    [words.step.reading, open || changesAt === null ? words.today : words.step.after(said(changesAt))],
    [words.step.answer, words.step.by(said(ticket.answerBy))],
  ]
  return (
    <>
      <Head title={words.ticket} {...props} />
      <div class="main">
        <div role="status">
          <h1 class="title">{words.received}</h1>
        </div>
        <p>{words.confirmed(ticket.email)}</p>
        <div class="card reference">
          <div class="who">
            <span class="meta">{words.reference}</span>
            <b data-reference>{ticket.reference}</b>
          </div>
          <Copy text={ticket.reference} words={words} />
        </div>
        <ol class="thread">
          {steps.map(([title, at]) => (
            <li>
              <b>{title}</b>
              <span class="meta">{at}</span>
            </li>
          ))}
        </ol>
      </div>
      <div class="foot">
        <button class="second" type="button" onClick={() => (screens.value = [{ name: 'home' }])}>
          {words.backToHelp}
        </button>
      </div>
    </>
  )
}

/** Copies, where the page may; says that it has. */
class Copy extends Component<{ text: string } & Pick<PanelProps, 'words'>, { isDone?: boolean }> {
  render() {
    const { text, words } = this.props
    const { isDone } = this.state
    if (!navigator.clipboard) return null
    const copy = () => void navigator.clipboard.writeText(text).then(() => this.setState({ isDone: true }))
    return (
      <>
        <span class="meta" role="status">
          {isDone && words.copied}
        </span>
        <button class="tool" type="button" aria-label={words.copy} onClick={copy}>
          <Icon name={isDone ? 'check' : 'copy'} />
        </button>
      </>
    )
  }
}
