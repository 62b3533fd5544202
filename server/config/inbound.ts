// `mail.inbound` of a site: where the answers of visitors come in, and whose word is taken for who has written them.

import * as z from 'zod'

const variable = (what: string) =>
  z
    .string()
    .regex(
      /^[A-Z][A-Z\d_]*$/,
      `write the name of a variable of the environment, like ${what}; the secret itself does not belong into this file`,
    )

export const inboundSchema = z
  .strictObject({
    /** The mailbox that is read; without it mails are posted to `/mail/inbound/SITE`. */
    imap: z
      .strictObject({
        host: z.string().regex(/^[^\s/:@]+$/, 'write a host like imap.example.com'),
        port: z.int().min(1).max(65_535).default(993),
        user: z.string().min(1),
        passwordVariable: variable('SUPPORT_MAIL_PASSWORD'),
        folder: z.string().min(1).default('INBOX'),
      })
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
export interface ImapMailbox extends Omit<NonNullable<Given['imap']>, 'passwordVariable'> {
  password: string
}

/** How mails come in to a site. */
export interface Inbound extends Pick<Given, 'authserv' | 'plus' | 'strangers'> {
  /** Null: nothing is fetched. */
  imap: ImapMailbox | null
  /** Null: nothing may be posted. */
  secret: string | null
}

/** What an owner has written, with the secrets that it names; or what is wrong with these: key and words. */
export function readInbound(
  { imap, secretVariable, ...inbound }: Given,
  env: NodeJS.ProcessEnv,
): Inbound | [path: string[], message: string] {
  const secret = secretVariable === null ? null : (env[secretVariable] ?? '')
  if (secret !== null && secret.length < 32)
    return [
      ['secretVariable'],
      secret === ''
        ? `${secretVariable} is not in the environment; put 32 random characters there, and show them with each mail`
        : `${secretVariable} is too short; give 32 random characters or more`,
    ]
  if (imap === null) return { ...inbound, imap, secret }
  const { passwordVariable, ...mailbox } = imap
  const password = env[passwordVariable]
  if (!password)
    return [
      ['imap', 'passwordVariable'],
      `${passwordVariable} is not in the environment; put the password of ${mailbox.user} there`,
    ]
  return { ...inbound, imap: { ...mailbox, password }, secret }
}
