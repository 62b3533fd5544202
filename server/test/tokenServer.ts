// A server that gives tokens, as Google and Microsoft do, for tests: people consent, codes and refresh tokens are good
// once, and what was given can be taken back; it can be slow and broken too.

import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { MailOAuth } from '../config/oauth.ts'

interface Code {
  user: string
  challenge: string
  redirect: string
}
interface Grant {
  user: string
  isRevoked: boolean
  /** The only one that is good. */
  refresh: string
}

export type TokenServer = Awaited<ReturnType<typeof startTokenServer>>

const newToken = (kind: string) => `${kind}-${randomBytes(24).toString('base64url')}`
const client = { id: 'rotame-client', secret: 'a-secret-of-the-client' }

export async function startTokenServer() {
  const codes = new Map<string, Code>()
  const grants: Grant[] = []
  /** Of each access token, what it was given for and until when. */
  const access = new Map<string, { grant: Grant; endsAt: number }>()
  const refreshes = new Map<string, Grant>()
  const how = {
    /** How long an access token lasts, s. */
    lasts: 3_600,
    /** How long an answer takes, ms. */
    slow: 0,
    /** What `/token` answers instead, as a status; null: nothing. */
    broken: null as number | null,
    /** Who consents. */
    user: 'support',
    /** Whether the mail server is told of good tokens that they are good. */
    isTrusted: true,
  }
  const counts = { code: 0, refresh: 0, refused: 0, introspect: 0, revoke: 0 }
  const given: string[] = []

  function give(grant: Grant) {
    const token = newToken('access')
    access.set(token, { grant, endsAt: Date.now() + how.lasts * 1_000 })
    grant.refresh = newToken('refresh')
    refreshes.set(grant.refresh, grant)
    given.push(token, grant.refresh)
    return { access_token: token, refresh_token: grant.refresh, token_type: 'Bearer', expires_in: how.lasts }
  }
  const refuse = (error: string) => {
    counts.refused += 1
    return { status: error === 'invalid_client' ? 401 : 400, body: { error, error_description: `it is ${error}` } }
  }

  function token(asked: URLSearchParams) {
    if (asked.get('client_id') !== client.id || asked.get('client_secret') !== client.secret)
      return refuse('invalid_client')
    if (asked.get('grant_type') === 'authorization_code') {
      counts.code += 1
      const code = codes.get(asked.get('code') ?? '')
      codes.delete(asked.get('code') ?? '')
      const proof = createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url')
      if (!code || code.challenge !== proof || code.redirect !== asked.get('redirect_uri'))
        return refuse('invalid_grant')
      const grant = { user: code.user, isRevoked: false, refresh: '' }
      grants.push(grant)
      return { status: 200, body: give(grant) }
    }
    counts.refresh += 1
    const old = asked.get('refresh_token') ?? ''
    const grant = refreshes.get(old)
    if (!grant || grant.isRevoked) return refuse('invalid_grant')
    if (grant.refresh !== old) {
      // Somebody has stolen it, or a node has used it twice: all of it is over (RFC 9700, 4.14.2).
      grant.isRevoked = true
      return refuse('invalid_grant')
    }
    return { status: 200, body: give(grant) }
  }

  function introspect(asked: URLSearchParams) {
    counts.introspect += 1
    const found = access.get(asked.get('token') ?? '')
    const active = how.isTrusted && found !== undefined && !found.grant.isRevoked && Date.now() < found.endsAt
    return active ? { active, username: found.grant.user } : { active }
  }

  /** Where somebody goes on who has said yes or no. */
  function answered({ searchParams: asked }: URL, isYes: boolean): string {
    const back = new URL(asked.get('redirect_uri')!)
    back.searchParams.set('state', asked.get('state')!)
    back.searchParams.set('iss', url)
    if (!isYes) back.searchParams.set('error', 'access_denied')
    else {
      const code = newToken('code')
      codes.set(code, { user: how.user, challenge: asked.get('code_challenge')!, redirect: asked.get('redirect_uri')! })
      given.push(code)
      back.searchParams.set('code', code)
    }
    return back.href
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const at = new URL(request.url!, url)
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.method === 'GET') {
      if (at.pathname === '/authorize') {
        const page = `<title>Consent</title><h1>Rotame asks to read your mail</h1><a href="/yes${at.search.replaceAll('&', '&amp;')}">Allow</a> <a href="/no${at.search.replaceAll('&', '&amp;')}">Deny</a>`
        return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
      }
      const isAnswer = at.pathname === '/yes' || at.pathname === '/no'
      // A browser asks for an icon as well.
      if (!isAnswer) return response.writeHead(404).end()
      return response.writeHead(302, { location: answered(at, at.pathname === '/yes') }).end()
    }
    const asked = new URLSearchParams(await text(request))
    if (at.pathname === '/introspect') return json(200, introspect(asked))
    if (how.slow > 0) await wait(how.slow)
    if (how.broken !== null) return response.writeHead(how.broken, { 'content-type': 'text/html' }).end('<h1>broken')
    if (at.pathname === '/revoke') {
      counts.revoke += 1
      const grant = refreshes.get(asked.get('token') ?? '')
      if (grant) grant.isRevoked = true
      return json(200, {})
    }
    const { status, body } = token(asked)
    return json(status, body)
  }

  const server = createServer((request, response) => void serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oauth: MailOAuth = {
    provider: 'custom',
    issuer: url,
    authorize: `${url}/authorize`,
    token: `${url}/token`,
    revoke: `${url}/revoke`,
    scopes: ['mail', 'offline_access'],
    asks: {},
    clientId: client.id,
    clientSecret: client.secret,
    clientSecretVariable: 'OAUTH_CLIENT_SECRET',
  }
  return {
    url,
    oauth,
    how,
    counts,
    /** Every code and token that was given, none of which may be logged. */
    given,
    grants,
    introspection: `${url}/introspect`,
    /** Somebody says yes or no at the address that they are sent to. @returns where they go on */
    async consent(address: string, isYes = true): Promise<URL> {
      const asked = new URL(address)
      const response = await fetch(`${url}/${isYes ? 'yes' : 'no'}${asked.search}`, { redirect: 'manual' })
      return new URL(response.headers.get('location')!)
    },
    /** As the owner of the account does at the provider. */
    revokeAll: () => grants.forEach((grant) => (grant.isRevoked = true)),
    stop: () => void (server.close(), server.closeAllConnections()),
  }
}
