// An OpenID provider for tests: the certified `oidc-provider`, whose people sign in at a press of a button.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'
import type { Oidc } from '../config/oidc.ts'
import { freePort } from './ports.ts'

/** Somebody as the provider knows them. */
export interface Known {
  sub: string
  email: string
  email_verified: boolean
  name: string
  groups: string[]
}
export type TestProvider = Awaited<ReturnType<typeof startProvider>>

const client = { id: 'rotame', secret: 'a-secret-of-the-client-at-the-provider' }

/** @param back where people are sent back to */
export async function startProvider(back: string) {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const people = new Map<string, Known>()
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [back], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 3_600, Grant: 3_600 },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub)! }) }),
    // Who signs in has consented to what was asked.
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! })
      grant.addOIDCScope('openid email profile groups')
      await grant.save()
      return grant
    },
  })
  const serve = provider.callback()
  const interact = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'POST') {
      const accountId = new URLSearchParams(await text(request)).get('sub')
      const result = accountId ? { login: { accountId } } : { error: 'access_denied' }
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    }
    const buttons = [...people.values()].map(({ sub, name }) => `<button name="sub" value="${sub}">${name}</button>`)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    return response.end(
      `<!doctype html><html lang="en"><title>Keycloak</title><form method="post">${buttons.join(' ')} <button name="sub" value="">Cancel</button></form>`,
    )
  }
  const server = createServer((request, response) => {
    if (request.url!.startsWith('/interaction/')) void interact(request, response)
    else void serve(request, response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const oidc: Oidc = {
    issuer,
    name: 'Keycloak',
    clientId: client.id,
    secret: client.secret,
    scopes: ['openid', 'email', 'profile', 'groups'],
    domains: ['oxzino.example'],
    verifiedClaim: 'email_verified',
    claim: null,
    role: null,
    roles: {},
    sites: {},
    only: false,
  }
  return {
    issuer,
    oidc,
    people,
    put: (known: Known) => void people.set(known.sub, known),
    /** Follows somebody who is sent there. @param sub who signs in; '': nobody @returns where they come back to */
    async walk(address: string, sub: string): Promise<URL> {
      const jar = new Map<string, string>()
      for (let [at, method] = [address, 'GET']; ;) {
        const response = await fetch(at, {
          method,
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(method === 'POST' && { body: new URLSearchParams({ sub }) }),
        })
        for (const each of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!
          jar.set(name!, value!)
        }
        const location = response.headers.get('location')
        if (location === null) {
          if (response.status !== 200)
            throw new Error(`the provider answers ${response.status}: ${await response.text()}`)
          method = 'POST'
          continue
        }
        if (location.startsWith(back)) return new URL(location)
        ;[at, method] = [new URL(location, at).href, 'GET']
      }
    },
    stop: () => void (server.close(), server.closeAllConnections()),
  }
}
