// The ticket chunk: what sends a form, and what became of it; loaded when one is begun.

import { Component } from 'preact'
import { words as form } from '../form/en.ts'
import type { TicketStrings } from './el.ts'
import { words as own } from './en.ts'
import { Icon, paths } from '../../view/Icon.tsx'
import { Head } from '../parts/Head.tsx'
import type { PanelProps, Screen as Shown } from '../../state.ts'
import { ticketPaths } from '../../view/ticketIcons.ts'

export { createSender } from '../../submit.ts'

Object.assign(paths, ticketPaths)

export const words = { ticket: own, form }

export const css = `
[role=status]+p{margin-block-start:8px}
.card.reference{display:flex;align-items:center;padding:12px 20px;margin-block:16px 24px}
.reference b{font-size:18px}
.thread li{position:relative;padding:0 0 20px 40px}
.thread li::before{content:"";position:absolute;inset-inline-start:5px;inset-block-start:6px;width:14px;height:14px;box-sizing:border-box;border:2px solid var(--edge);border-radius:50%}
.thread li:first-child::before{background:var(--accent);border-color:var(--accent)}
.thread li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:11px;inset-block:26px 0;border-inline-start:1px solid var(--line)}
.thread b{font-weight:600;display:block}
.thread .meta{display:block}
`

export function Screen(props: PanelProps & { screen: Shown }) {
  const { help, said, screens, screen, go } = props
  if (screen.name !== 'ticket') return null
  const { ticket } = screen
  const words = props.words.own.ticket!
  const { open, changesAt } = help.how.value
  const hasMail = help.availability.value?.mail !== false
  const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)
  const steps = [
    [words.step.received, capital(said(ticket.openedAt))],
    [words.step.reading, open || changesAt === null ? props.words.today : words.step.after(said(changesAt))],
    [hasMail ? words.step.answer : words.step.here, words.step.by(said(ticket.answerBy))],
  ]
  return (
    <>
      <Head title={words.ticket} {...props} />
      <div class="main">
        <div role="status">
          <h1 class="title">{words.received}</h1>
        </div>
        <p>
          {!hasMail
            ? props.words.noMail
            : (ticket.isConfirmed === false ? words.unconfirmed : words.confirmed)(ticket.email)}
        </p>
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
        <button class="link" type="button" onClick={() => go({ name: 'requests' })}>
          {words.all}
        </button>
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
class Copy extends Component<{ text: string; words: TicketStrings }, { isDone?: boolean }> {
  render() {
    const { text, words } = this.props
    const { isDone } = this.state
    if (!navigator.clipboard) return null
    const copy = () =>
      navigator.clipboard.writeText(text).then(
        () => this.setState({ isDone: true }),
        // Forbidden: it can be marked.
        () => null,
      )
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
