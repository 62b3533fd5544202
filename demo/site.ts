// The demo's own web server: the company's page, as its own origin under a strict policy, and the mailbox.

import { createReadStream, readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { ParsedMail } from 'mailparser'
import type { Mail, Mailbox } from './mailbox.ts'

const here = import.meta.dirname
const files: Record<string, [path: string, type: string]> = {
  '/style.css': ['site/style.css', 'text/css'],
  '/logo.svg': ['site/logo.svg', 'image/svg+xml'],
  '/account.js': ['site/account.js', 'text/javascript'],
  '/mailbox.css': ['mailbox.css', 'text/css'],
}
const pages: Record<string, string> = { '/': 'index.html', '/pricing.html': 'pricing.html', '/en.html': 'en.html' }

/**
 * @param product where the widget is served, told for each host name that the visitor used
 * @param tokenOf signs who is signed in with an account of this plan
 */
export function createSite(product: (host: string) => string, mailbox: Mailbox, tokenOf: (plan: string) => Promise<string | null>): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const host = (request.headers.host ?? 'localhost').replace(/:\d+$/, '')
    response.setHeader('x-content-type-options', 'nosniff')
    if (pages[pathname]) return page(response, pages[pathname], product(host))
    if (files[pathname]) {
      const [path, type] = files[pathname]
      response.writeHead(200, { 'content-type': type })
      return void createReadStream(join(here, path)).pipe(response)
    }
    if (pathname.startsWith('/account/')) return void tokenOf(pathname.slice('/account/'.length)).then((token) => sendToken(response, token))
    if (pathname.startsWith('/mailbox')) return serveMailbox(pathname, response, mailbox.mails)
    notFound(response)
  })
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Δεν υπάρχει τέτοια σελίδα.')
}

function sendToken(response: ServerResponse, token: string | null): void {
  if (token === null) return notFound(response)
  response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(token)
}

/** The policy that the README tells owners, the product's origin and nothing unsafe, with the page's own script and what it asks. */
export const policyFor = (product: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${product}`,
    `img-src 'self' ${product}`,
    "style-src 'self'",
    `connect-src 'self' ${product} ${product.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

function page(response: ServerResponse, file: string, product: string): void {
  const html = readFileSync(join(here, 'site', file), 'utf8').replaceAll('http://localhost:3000', product)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyFor(product) })
  response.end(html)
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const mailboxPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'"

/** `/mailbox`, `/mailbox/N`, and a mail's HTML as a document of its own that can run nothing. */
function serveMailbox(pathname: string, response: ServerResponse, mails: Mail[]): void {
  const [, , number, part] = pathname.split('/')
  const mail = number ? mails[Number(number)] : undefined
  const send = (html: string, policy: string) =>
    void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(html)
  if (mail && part === 'html') return send(mail.parsed.html || '', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
  if (mail) return send(document(mailPage(mail, Number(number)), false), mailboxPolicy)
  return send(document(listPage(mails), true), mailboxPolicy)
}

const document = (body: string, refreshes: boolean) =>
  `<!doctype html><html lang="el"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${
    refreshes ? '<meta http-equiv="refresh" content="3">' : ''
  }<title>Γραμματοκιβώτιο</title><link rel="icon" href="/logo.svg"><link rel="stylesheet" href="/mailbox.css"></head><body><main>${body}</main></body></html>`

const addresses = (given: ParsedMail['to']) => [given].flat().map((each) => each?.text ?? '').join(', ')
const time = new Intl.DateTimeFormat('el', { hour: '2-digit', minute: '2-digit' })

function listPage(mails: Mail[]): string {
  const rows = mails.map(({ parsed: { subject = '', to, date } }, at) => {
    const when = date ? time.format(date) : ''
    return `<li><a href="/mailbox/${at}"><b>${escape(subject)}</b><span>${when}</span><span>${escape(addresses(to))}</span></a></li>`
  })
  const empty = '<p class="empty">Κανένα email ακόμη. Στείλτε ένα μήνυμα εκτός ωραρίου.</p>'
  return `<h1>Γραμματοκιβώτιο</h1>${rows.length > 0 ? `<ul>${rows.toReversed().join('')}</ul>` : empty}`
}

function mailPage({ parsed, source }: Mail, at: number): string {
  const { subject = '', from, to, replyTo, date, text = '', html } = parsed
  const facts = [
    ['Από', from?.text],
    ['Προς', addresses(to)],
    ['Απάντηση σε', replyTo?.text],
    ['Ημερομηνία', date?.toLocaleString('el')],
  ]
  const rows = facts.flatMap(([name, value]) => (value ? [`<dt>${name}</dt><dd>${escape(value)}</dd>`] : []))
  const drawn = html ? `<h2>HTML</h2><iframe sandbox title="HTML" src="/mailbox/${at}/html"></iframe>` : ''
  return `<p><a href="/mailbox">Όλα τα email</a></p><h1>${escape(subject)}</h1><dl>${rows.join('')}</dl>${drawn}<h2>Κείμενο</h2><pre>${escape(
    text,
  )}</pre><h2>Πηγαίος κώδικας</h2><pre>${escape(source)}</pre>`
}
