// `mail.inbound` of a site: where the answers of visitors come in, and whose word is taken on who has written them.

import * as z from 'zod'
import { hostsOf, type MailOAuth, oauthSchema, readOAuth } from './oauth.ts'
import { variable } from './values.ts'

export const inboundSchema = z
  .strictObject({
    /** The mailbox that is read; without it mails are posted to `/mail/inbound/SITE`. */
    imap: z
      .strictObject({
        host: z
          .string()
          .regex(/^[^\s/:@]+$/, 'write a host like imap.example.com')
          .nullable()
          .default(null),
        port: z.int().min(1).max(65_535).default(993),
        user: z.string().min(1),
        passwordVariable: variable('SUPPORT_MAIL_PASSWORD').nullable().default(null),
        /** In place of a password: who gives the tokens that open it. */
        oauth: oauthSchema.nullable().default(null),
        folder: z.string().min(1).default('INBOX'),
      })
      .refine(
        ({ passwordVariable, oauth }) => (passwordVariable === null) !== (oauth === null),
        'write passwordVariable, or oauth for a mailbox of Google or Microsoft; one of them',
      )
      .nullable()
      .default(null),
    /** What a forwarder shows who posts mails to `/mail/inbound/SITE`. */
    secretVariable: variable('SUPPORT_MAIL_SECRET').nullable().default(null),
    /** The name that the owner's own mail server puts first in `Authentication-Results`. */
    authserv: z
      .string()
      .regex(
        /^[\w.:-]+$/,
        'write the name that your mail server puts first in the Authentication-Results of what comes in, like mx.google.com',
      ),
    /** Whether `support+anything@` comes in as well: then each mail of ours says itself what an answer belongs to. */
    plus: z.boolean().default(false),
    /** What becomes of a mail that belongs to nothing. */
    strangers: z.enum(['request', 'note'], 'write request or note').default('note'),
  })
  .refine(
    ({ imap, secretVariable }) => imap !== null || secretVariable !== null,
    'write imap, the mailbox to be read, or secretVariable, the secret of who posts mails here; or both',
  )

type Given = z.infer<typeof inboundSchema>

/** A mailbox to be read, with what opens it. */
export interface ImapMailbox extends Omit<NonNullable<Given['imap']>, 'host' | 'passwordVariable' | 'oauth'> {
  host: string
  /** Null: tokens open it. */
  password: string | null
  /** Null: a password opens it. */
  oauth: MailOAuth | null
}

/** How mails come in to a site. */
export interface Inbound extends Pick<Given, 'authserv' | 'plus' | 'strangers'> {
  /** Null: nothing is fetched. */
  imap: ImapMailbox | null
  /** Null: nothing may be posted. */
  secret: string | null
}

type Wrong = [path: string[], message: string]

/**
 * What an owner has written, with the secrets that it names; or what is wrong with these: key and words.
 * @param url where people come back to who were sent elsewhere
 */
export function readInbound(
  { imap, secretVariable, ...inbound }: Given,
  env: NodeJS.ProcessEnv,
  url: string,
): Inbound | Wrong {
  const secret = secretVariable === null ? null : (env[secretVariable] ?? '')
  if (secret !== null && secret.length < 32)
    return [
      ['secretVariable'],
      secret === ''
        ? `${secretVariable} is not in the environment; put 32 random characters there, and show them with each mail`
        : `${secretVariable} is too short; give 32 random characters or more`,
    ]
  const mailbox = imap && readMailbox(imap, env, url)
  if (Array.isArray(mailbox)) return [['imap', ...mailbox[0]], mailbox[1]]
  return { ...inbound, imap: mailbox, secret }
}

function readMailbox(
  { passwordVariable, host: written, oauth: given, ...mailbox }: NonNullable<Given['imap']>,
  env: NodeJS.ProcessEnv,
  url: string,
): ImapMailbox | Wrong {
  const host = written ?? (given && hostsOf[given.provider])
  if (host === null) return [['host'], 'is missing; write a host like imap.example.com']
  if (given) {
    const oauth = readOAuth(given, env, url)
    return Array.isArray(oauth) ? [['oauth', oauth[0]], oauth[1]] : { ...mailbox, host, password: null, oauth }
  }
  const password = env[passwordVariable!]
  return password
    ? { ...mailbox, host, password, oauth: null }
    : [['passwordVariable'], `${passwordVariable} is not in the environment; put the password of ${mailbox.user} there`]
}
