// `mail.inbound.imap.oauth`: who gives the tokens that open a mailbox, and what we are called there.

import * as z from 'zod'
import { variable } from './values.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** An address that what is secret may be sent to. */
const isSafe = (address: string): boolean => {
  const url = URL.parse(address)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname)))
}
export const endpoint = z.string().refine(isSafe, 'write an address that begins with https://')

export const oauthSchema = z
  .strictObject({
    provider: z.enum(['google', 'microsoft', 'custom'], 'write google, microsoft or custom'),
    /** The directory of the organisation, at Microsoft. */
    tenant: z
      .string()
      .regex(/^[\w.-]+$/, 'write the Directory (tenant) ID of your app registration, or a domain of the organisation')
      .nullable()
      .default(null),
    /** Where others than Google and Microsoft are asked. */
    issuer: endpoint.nullable().default(null),
    authorize: endpoint.nullable().default(null),
    token: endpoint.nullable().default(null),
    revoke: endpoint.nullable().default(null),
    scopes: z.array(z.string().min(1)).min(1).nullable().default(null),
    clientIdVariable: variable('MAIL_CLIENT_ID', 'client id').nullable().default(null),
    clientSecretVariable: variable('MAIL_CLIENT_SECRET', 'client secret').nullable().default(null),
  })
  .superRefine((given, { addIssue }) => {
    const say = (key: keyof typeof given, message: string) => addIssue({ code: 'custom', path: [key], message })
    if ((given.provider === 'microsoft') !== (given.tenant !== null))
      say(
        'tenant',
        given.tenant === null
          ? 'is missing; write the Directory (tenant) ID of your app registration'
          : 'is for microsoft alone; remove it',
      )
    for (const key of ['issuer', 'authorize', 'token', 'scopes'] as const)
      if (given.provider === 'custom' && given[key] === null) say(key, `is missing; provider: custom needs it`)
    for (const key of ['issuer', 'authorize', 'token', 'revoke', 'scopes'] as const)
      if (given.provider !== 'custom' && given[key] !== null)
        say(key, `is known of ${given.provider}; remove it, or write provider: custom`)
  })
type Given = z.infer<typeof oauthSchema>

/** Who gives the tokens of a mailbox, and what we are called there. */
export interface MailOAuth {
  provider: Given['provider']
  issuer: string
  authorize: string
  token: string
  /** Null: what was given cannot be given back. */
  revoke: string | null
  scopes: string[]
  /** What is asked besides. */
  asks: Record<string, string>
  clientId: string
  clientSecret: string
  /** The variable of the environment that has the secret, for words. */
  clientSecretVariable: string
}

/** What is known of each. */
function placesOf({
  provider,
  tenant,
  issuer,
  authorize,
  token,
  revoke,
  scopes,
}: Given): Omit<MailOAuth, 'provider' | 'clientId' | 'clientSecret' | 'clientSecretVariable'> {
  if (provider === 'google')
    return {
      issuer: 'https://accounts.google.com',
      authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
      revoke: 'https://oauth2.googleapis.com/revoke',
      scopes: ['https://mail.google.com/'],
      // Without `consent` only the first time brings what tokens are refreshed with.
      asks: { access_type: 'offline', prompt: 'consent' },
    }
  if (provider === 'microsoft') {
    const base = `https://login.microsoftonline.com/${tenant}`
    return {
      issuer: `${base}/v2.0`,
      authorize: `${base}/oauth2/v2.0/authorize`,
      token: `${base}/oauth2/v2.0/token`,
      revoke: null,
      scopes: [
        'offline_access',
        'https://outlook.office.com/IMAP.AccessAsUser.All',
        'https://outlook.office.com/SMTP.Send',
      ],
      asks: {},
    }
  }
  return { issuer: issuer!, authorize: authorize!, token: token!, revoke, scopes: scopes!, asks: {} }
}

/** The IMAP server of each. */
export const hostsOf = { google: 'imap.gmail.com', microsoft: 'outlook.office365.com', custom: null } as const
const variablesOf = { google: 'GOOGLE', microsoft: 'MICROSOFT', custom: 'OAUTH' } as const

/** What an owner has written, with what it names of the environment; or what is wrong with that: key and words. */
export function readOAuth(
  given: Given,
  env: NodeJS.ProcessEnv,
  url: string,
): MailOAuth | [key: string, message: string] {
  const { provider, clientIdVariable, clientSecretVariable } = given
  const idFrom = clientIdVariable ?? `${variablesOf[provider]}_CLIENT_ID`
  const secretFrom = clientSecretVariable ?? `${variablesOf[provider]}_CLIENT_SECRET`
  const [clientId, clientSecret] = [env[idFrom], env[secretFrom]]
  const lacks = (name: string, what: string) =>
    `${name} is not in the environment; put the ${what} of your app registration there`
  if (!clientId) return ['clientIdVariable', lacks(idFrom, 'client id')]
  if (!clientSecret) return ['clientSecretVariable', lacks(secretFrom, 'client secret')]
  if (!isSafe(url))
    return ['provider', `needs TLS: ${provider} sends people back to url, so let that begin with https://`]
  return { provider, ...placesOf(given), clientId, clientSecret, clientSecretVariable: secretFrom }
}
