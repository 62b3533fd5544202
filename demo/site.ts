// The demo's own web server: the company's page, as its own origin under a strict policy, and the mailbox.

import { createReadStream, readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Mailbox } from './mailbox.ts'
import { type Answer, serveMailbox, takeAnswer } from './mailboxPages.ts'

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
 * @param answer gives the product what somebody has answered in the mailbox; null: nobody answers
 */
export function createSite(
  product: (host: string) => string,
  mailbox: Mailbox,
  tokenOf: (plan: string) => Promise<string | null>,
  answer: Answer | null = null,
): Server {
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
    if (pathname.startsWith('/account/'))
      return void tokenOf(pathname.slice('/account/'.length)).then((token) => sendToken(response, token))
    if (answer && pathname.startsWith('/mailbox') && request.method === 'POST')
      return void takeAnswer(request, response, { mails: mailbox.mails, answer })
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

/**
 * The policy that the README tells owners, the product's origin and nothing unsafe, with the page's own script and what
 * it asks.
 */
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
