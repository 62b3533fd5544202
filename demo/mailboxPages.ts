// The mailbox of the demo as pages: threads, and in each the mails as a person sees them, beside their text.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { ParsedMail } from 'mailparser'
import { isAnswerable } from './answering.ts'
import type { Mail } from './mailbox.ts'

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
export type Answer = (mail: Mail, text: string, cc: string) => Promise<void>

/** `POST /mailbox/N/answer`: what somebody answers, from this page alone. */
export async function takeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { mails, answer }: { mails: Mail[]; answer: Answer },
): Promise<void> {
  const [, number] = /^\/mailbox\/(\d+)\/answer$/.exec(request.url ?? '') ?? []
  const mail = number === undefined ? undefined : mails[Number(number)]
  const fields = new URLSearchParams(await text(request))
  const body = fields.get('text')?.trim()
  const isOwnPage = request.headers.origin === `http://${request.headers.host}`
  if (!isOwnPage || !mail || !isAnswerable(mail.parsed) || !body)
    return void response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('Δεν στάλθηκε.')
  try {
    await answer(mail, body, fields.get('cc') ?? '')
    response.writeHead(303, { location: `/mailbox/${mails.length - 1}` }).end()
  } catch (error) {
    response
      .writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
      .end(`Δεν στάλθηκε: ${(error as Error).message}`)
  }
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'"

/** A mail with the number that its address has. */
type Numbered = Mail & { at: number }

/** `/mailbox`, the thread of a mail at `/mailbox/N`, and its HTML as a document of its own that can run nothing. */
export function serveMailbox(pathname: string, response: ServerResponse, mails: Mail[]): void {
  const [, , number, part] = pathname.split('/')
  const mail = number ? mails[Number(number)] : undefined
  const send = (html: string, allowed: string) =>
    void response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': allowed })
      .end(html)
  if (mail && part === 'html')
    return send(mail.parsed.html || '', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
  const threads = threadsOf(mails)
  const thread = mail && threads.find((each) => each.some(({ at }) => at === Number(number)))
  if (thread) return send(document(threadPage(thread, Number(number)), false), policy)
  return send(document(listPage(threads), true), policy)
}

const document = (body: string, refreshes: boolean) =>
  `<!doctype html><html lang="el"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${
    refreshes ? '<meta http-equiv="refresh" content="3">' : ''
  }<title>Γραμματοκιβώτιο</title><link rel="icon" href="/logo.svg"><link rel="stylesheet" href="/mailbox.css"></head><body><main>${body}</main></body></html>`

/** As mail programs do: by the first of References, else each mail is a thread of its own. */
function threadsOf(mails: Mail[]): Numbered[][] {
  const numbered = mails.map((mail, at) => ({ ...mail, at }))
  const rootOf = ({ parsed: { references, messageId = '' } }: Mail) => [references].flat()[0] ?? messageId
  return [...Map.groupBy(numbered, rootOf).values()].toSorted((a, b) => b.at(-1)!.at - a.at(-1)!.at)
}

const addresses = (given: ParsedMail['to']) =>
  [given]
    .flat()
    .map((each) => each?.text ?? '')
    .join(', ')
const time = new Intl.DateTimeFormat('el', { hour: '2-digit', minute: '2-digit' })

function listPage(threads: Numbered[][]): string {
  const rows = threads.map((thread) => {
    const { at, parsed } = thread.at(-1)!
    const count = thread.length > 1 ? ` · ${thread.length} email` : ''
    const when = parsed.date ? time.format(parsed.date) : ''
    return `<li><a href="/mailbox/${at}"><b>${escape(thread[0]!.parsed.subject ?? '')}</b><span>${when}</span><span>${escape(addresses(parsed.to))}${count}</span></a></li>`
  })
  const empty = '<p class="empty">Κανένα email ακόμη. Στείλτε ένα μήνυμα εκτός ωραρίου.</p>'
  return `<h1>Γραμματοκιβώτιο</h1>${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : empty}`
}

const threadPage = (thread: Numbered[], chosen: number): string =>
  `<p><a href="/mailbox">Όλα τα email</a></p><h1>${escape(thread[0]!.parsed.subject ?? '')}</h1>${thread.map((mail) => mailPart(mail, mail.at === chosen)).join('')}${answerForm(thread)}`

/** To the latest mail that came from the team. */
function answerForm(thread: Numbered[]): string {
  const last = thread.findLast(({ parsed }) => isAnswerable(parsed))
  if (!last) return ''
  return `<form method="post" action="/mailbox/${last.at}/answer"><label for="text">Απάντηση</label><textarea id="text" name="text" rows="4" required></textarea><label for="cc">Κοινοποίηση</label><input id="cc" name="cc" type="email" multiple><button>Αποστολή</button></form>`
}

function mailPart({ parsed, source, recipients, at }: Numbered, isOpen: boolean): string {
  const { subject = '', from, to, cc, replyTo, date, text = '', html, attachments } = parsed
  const facts = [
    ['Θέμα', subject],
    ['Από', from?.text],
    ['Προς', addresses(to)],
    ['Κοινοποίηση', cc && addresses(cc)],
    ['Παραλήπτης', recipients.join(', ')],
    ['Απάντηση σε', replyTo?.text],
    ['Ημερομηνία', date?.toLocaleString('el')],
    ['Συνημμένα', attachments.map(({ filename, size }) => `${filename} (${Math.ceil(size / 1_000)} kB)`).join(', ')],
  ]
  const rows = facts.flatMap(([name, value]) => (value ? [`<dt>${name}</dt><dd>${escape(value)}</dd>`] : []))
  const drawn = html
    ? `<section><h2>Όπως φαίνεται</h2><iframe sandbox title="Όπως φαίνεται" src="/mailbox/${at}/html"></iframe></section>`
    : ''
  const plain = `<section><h2>Ως κείμενο</h2><pre>${escape(text)}</pre></section>`
  return `<details${isOpen ? ' open' : ''}><summary><b>${escape(from?.text ?? '')}</b> <span>${date ? time.format(date) : ''}</span></summary><dl>${rows.join(
    '',
  )}</dl><div class="both">${drawn}${plain}</div><details><summary>Πηγαίος κώδικας</summary><pre>${escape(source)}</pre></details></details>`
}
