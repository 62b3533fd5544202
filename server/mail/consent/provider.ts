// The provider of a mailbox's tokens: asked for consent, for tokens, for newer ones, and to forget them (RFC 6749,
// 7009, 7636), through openid-client, which is loaded when it is needed. No error of here has a token in it.

import type { TokenEndpointResponse } from 'openid-client'
import type { MailOAuth } from '../../config/oauth.ts'
import { cut } from '../../protocol/pieces.ts'

export interface Tokens {
  access: string
  refresh: string
  /** When they are to be refreshed, and when they run out, by real time, ms. */
  renewAt: number
  endsAt: number
}

/** That the provider gives nothing for what we have, and never will. */
export class Revoked extends Error {}
/** That it gives none now, in words for who runs the server. */
export class NoTokens extends Error {}
/** That a person said no, or the provider says so. */
export class Declined extends Error {}

/** How long a provider may take, s. */
const timeoutSeconds = 20
/** How long before they run out tokens are refreshed, ms; of short ones half of the time is used. */
const refreshAheadMs = 300_000
/** How long tokens are taken to last whose provider does not say, ms. */
const usualLifeMs = 3_600_000

const library = () => import('openid-client')

async function configured(oauth: MailOAuth) {
  const client = await library()
  const { issuer, authorize, token, revoke, clientId, clientSecret } = oauth
  const server = {
    issuer,
    authorization_endpoint: authorize,
    token_endpoint: token,
    ...(revoke !== null && { revocation_endpoint: revoke }),
  }
  const config = new client.Configuration(server, clientId, clientSecret)
  config.timeout = timeoutSeconds
  // The schema lets no address without TLS in but those of this machine.
  if ([authorize, token, revoke].some((each) => each?.startsWith('http:'))) client.allowInsecureRequests(config)
  return { client, config }
}

/** Where somebody is sent to consent, and what proves later that it was us who asked. */
export async function askFor(oauth: MailOAuth, user: string, callback: string) {
  const { client, config } = await configured(oauth)
  const [state, verifier] = [client.randomState(), client.randomPKCECodeVerifier()]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: oauth.scopes.join(' '),
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    login_hint: user,
    ...oauth.asks,
  })
  return { url: url.href, state, verifier }
}

/**
 * Changes what somebody came back with for tokens.
 * @param back the address they came back to
 * @throws Declined, or an error in words
 */
export async function tokensFor(
  oauth: MailOAuth,
  back: URL,
  { state, verifier }: { state: string; verifier: string },
  now: number,
): Promise<Tokens> {
  const { client, config } = await configured(oauth)
  const given = await client
    .authorizationCodeGrant(config, back, { expectedState: state, pkceCodeVerifier: verifier })
    .catch((error: unknown) => {
      if (error instanceof client.AuthorizationResponseError)
        throw new Declined(said(error.error, error.error_description))
      throw inWords(client, oauth, error, Declined)
    })
  if (given.refresh_token === undefined)
    throw new Declined('it gave nothing to refresh tokens with; does the scope offline_access lack, or its like?')
  return tokensIn(given, given.refresh_token, now)
}

/** Newer tokens. @throws Revoked, or an error in words that may pass */
export async function refreshed(oauth: MailOAuth, { refresh }: Tokens, now: number): Promise<Tokens> {
  const { client, config } = await configured(oauth)
  const given = await client.refreshTokenGrant(config, refresh).catch((error: unknown) => {
    throw inWords(client, oauth, error, Revoked)
  })
  return tokensIn(given, given.refresh_token ?? refresh, now)
}

/** Tells the provider to forget. @throws an error in words */
export async function forget(oauth: MailOAuth, { refresh }: Tokens): Promise<void> {
  if (oauth.revoke === null) return
  const { client, config } = await configured(oauth)
  await client.tokenRevocation(config, refresh).catch((error: unknown) => {
    throw inWords(client, oauth, error, Revoked)
  })
}

function tokensIn({ access_token, expires_in }: TokenEndpointResponse, refresh: string, now: number): Tokens {
  const lasts = expires_in === undefined ? usualLifeMs : expires_in * 1_000
  return {
    access: access_token,
    refresh,
    renewAt: now + Math.max(lasts - refreshAheadMs, lasts / 2),
    endsAt: now + lasts,
  }
}

const said = (error: string, description?: string) => cut(`${error}${description ? `: ${description}` : ''}`, 300)

/** @param Final what an `invalid_grant` is */
function inWords(
  client: Awaited<ReturnType<typeof library>>,
  { token, clientSecretVariable }: MailOAuth,
  error: unknown,
  Final: typeof Revoked | typeof Declined,
): Error {
  const { host } = new URL(token)
  if (error instanceof client.ResponseBodyError) {
    const why = said(error.error, error.error_description)
    if (error.error === 'invalid_grant') return new Final(why)
    if (/^(invalid|unauthorized)_client$/.test(error.error))
      return new NoTokens(
        `${host} refuses us (${why}); make a new client secret there if ours has run out, and put it into ${clientSecretVariable}`,
      )
    return new NoTokens(`${host} gives no tokens (${why})`)
  }
  const { message, cause } = error as Error
  // Of a response nothing but its status: what a server sends in error may be anything.
  const why = cause instanceof Response ? cause.status : ((cause as { code?: string } | undefined)?.code ?? '')
  return new NoTokens(`${host} gives no tokens now (${[message, why].filter(Boolean).join(', ')})`)
}
