// The issuer (OpenID Connect Core 1.0): somebody is sent there, and what they come back with is changed for what it
// says of them, through openid-client, which is loaded when somebody comes. No error of here has a token in it.

import type { Configuration } from 'openid-client'
import type { Oidc } from '../../config/oidc.ts'
import { cut } from '../../protocol/pieces.ts'
import { Refused } from '../../protocol/answer.ts'

/** What it says of somebody, by the names of its claims. */
export type Claims = Record<string, unknown> & { sub: string; iss: string }
/** What proves that it was us who asked, in this browser. */
export interface Asked {
  state: string
  nonce: string
  verifier: string
}

/** That it lets nobody in, for a reason that is for the log. */
export class IssuerFailed extends Refused {
  readonly why: string
  constructor(why: string) {
    super('issuer-failed')
    this.why = why
  }
}

/** How long it may take to answer, s, and how far its clock may be from ours, s. */
const [timeout, tolerance] = [20, 60]
/** How long what it says of itself is believed, ms. */
const believed = 3_600_000

const library = () => import('openid-client')

export type Issuer = ReturnType<typeof issuerOf>

/** What the issuer says of itself, asked for now and then. */
function configuredBy(oidc: Oidc) {
  let found: { config: Configuration; until: number } | null = null
  return async () => {
    const client = await library()
    if (found && Date.now() < found.until) return { client, config: found.config }
    // The schema lets no address without TLS in but those of this machine.
    const plain = oidc.issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
    const own = { client_secret: oidc.secret, [client.clockTolerance]: tolerance }
    const options = { timeout, execute: [client.enableNonRepudiationChecks, ...plain] }
    const config = await client
      .discovery(new URL(oidc.issuer), oidc.clientId, own, undefined, options)
      .catch((error: unknown) => {
        throw new IssuerFailed(wordsOf(error))
      })
    found = { config, until: Date.now() + believed }
    return { client, config }
  }
}

/** @param callback where people come back to */
export function issuerOf(oidc: Oidc, callback: string) {
  const configured = configuredBy(oidc)
  return {
    /** Where somebody is sent. @param isAnew whether they are to prove anew who they are, though known there */
    async addressOf({ state, nonce, verifier }: Asked, isAnew: boolean): Promise<string> {
      const { client, config } = await configured()
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: oidc.scopes.join(' '),
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(isAnew && { prompt: 'login', max_age: '0' }),
      })
      return url.href
    },

    /**
     * Changes what somebody came back with for what the issuer says of them.
     * @param said the query of the address
     * @throws Refused `declined`, or IssuerFailed
     */
    async claimsOf(said: string, { state, nonce, verifier }: Asked): Promise<Claims> {
      const { client, config } = await configured()
      const back = new URL(callback)
      back.search = said
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await client.authorizationCodeGrant(config, back, checks)
        const claims = tokens.claims()!
        const isWhole = [oidc.verifiedClaim, 'email'].every((name) => name in claims)
        if (isWhole && (oidc.claim === null || valueAt(claims, oidc.claim) !== undefined)) return claims
        // Some say most of it apart from the token.
        if (!config.serverMetadata().userinfo_endpoint) return claims
        return { ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims }
      } catch (error) {
        if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied')
          throw new Refused('declined')
        throw new IssuerFailed(wordsOf(error))
      }
    },
  }
}

/** A claim by its name, or by the names that lead to it. */
export function valueAt(claims: object, path: string): unknown {
  if (path in claims) return (claims as Record<string, unknown>)[path]
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) => (at === null || at === undefined ? at : (at as Record<string, unknown>)[name]),
      claims,
    )
}

/** Of a response nothing but its error or its status: what a server sends may be anything. */
function wordsOf(error: unknown): string {
  const { message, cause, ...more } = error as Error & { error?: string; error_description?: string }
  const { code, message: why } = (cause ?? {}) as { code?: string; message?: string }
  const said = cause instanceof Response ? [cause.status] : [why, code]
  return cut([message, more.error, more.error_description, ...said].filter(Boolean).join(', '), 300)
}
