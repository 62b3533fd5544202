// The demo's own web server: the company's page, as its own origin under a strict policy, and the mailbox.

import { createReadStream, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Mail, Mailbox } from './mailbox.ts'

const folder = join(import.meta.dirname, 'site')
const files: Record<string, string> = { '/style.css': 'text/css', '/logo.svg': 'image/svg+xml' }

/** @param product where the widget is served, told for each host name that the visitor used */
export function createSite(product: (host: string) => string, mailbox: Mailbox): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const host = (request.headers.host ?? 'localhost').replace(/:\d+$/, '')
    response.setHeader('x-content-type-options', 'nosniff')
    if (pathname === '/') return page(response, product(host))
    if (pathname in files) {
      response.writeHead(200, { 'content-type': files[pathname] })
      return void createReadStream(join(folder, pathname)).pipe(response)
    }
    if (pathname.startsWith('/mailbox')) return serveMailbox(request, response, mailbox.mails)
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Δεν υπάρχει τέτοια σελίδα.')
  })
}

/** The policy that the README tells owners: the product's origin, and nothing unsafe. */
export const policyFor = (product: string): string =>
  [
    "default-src 'none'",
    `script-src ${product}`,
    `img-src 'self' ${product}`,
    "style-src 'self'",
    `connect-src ${product} ${product.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

function page(response: ServerResponse, product: string): void {
  const html = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll('http://localhost:3000', product)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyFor(product) })
  response.end(html)
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const mailboxPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'"

/** `/mailbox`, `/mailbox/N`, and the parts of a mail each as a document of its own. */
function serveMailbox(request: IncomingMessage, response: ServerResponse, mails: Mail[]): void {
  const [, , number, part] = (request.url ?? '').split('?')[0]!.split('/')
  const mail = number ? mails[Number(number)] : undefined
  if (mail && part === 'html') {
    const policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
    return void response.end(mail.parsed.html || '')
  }
  if (mail && part === 'source') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
    return void response.end(mail.source)
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': mailboxPolicy })
  response.end(document(mail ? mailPage(mail, Number(number)) : listPage(mails), !mail))
}

const document = (body: string, refreshes: boolean) =>
  `<!doctype html><html lang="el"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${
    refreshes ? '<meta http-equiv="refresh" content="3">' : ''
  }<title>Γραμματοκιβώτιο</title><link rel="icon" href="/logo.svg"><link rel="stylesheet" href="/style.css"></head><body><main>${body}</main></body></html>`

function listPage(mails: Mail[]): string {
  const rows = mails.map(({ parsed }, at) => {
    const to = [parsed.to].flat().map((each) => each?.text ?? '').join(', ')
    return `<article><h2><a href="/mailbox/${at}">${escape(parsed.subject ?? '')}</a></h2><p>${escape(to)}</p></article>`
  })
  const empty = '<p class="lead">Κανένα email ακόμη. Στείλτε ένα μήνυμα εκτός ωραρίου.</p>'
  return `<h1>Γραμματοκιβώτιο</h1><section class="plans">${rows.toReversed().join('') || empty}</section>`
}

function mailPage({ parsed }: Mail, at: number): string {
  const { subject = '', from, replyTo } = parsed
  const head = [from?.text, replyTo && `Reply-To: ${replyTo.text}`, parsed.date?.toISOString()].filter(Boolean).join(' · ')
  return `<p><a href="/mailbox">← Όλα</a> · <a href="/mailbox/${at}/source">Πηγαίος κώδικας</a></p><h1>${escape(subject)}</h1><p class="lead">${escape(
    head,
  )}</p><iframe sandbox title="HTML" src="/mailbox/${at}/html"></iframe><pre>${escape(parsed.text ?? '')}</pre>`
}
