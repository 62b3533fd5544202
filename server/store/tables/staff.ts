// Accounts of the team, as better-auth makes, reads and changes them: what it compares cannot be sealed.

import { boolean, date, integer, orNull, personal, plain, table, text } from './column.ts'

export const user = table(
  { of: 'staff', kept: 'for good' },
  {
    id: plain(text),
    name: personal(text),
    email: personal(text),
    emailVerified: plain(boolean),
    image: orNull(personal(text)),
    createdAt: plain(date),
    updatedAt: plain(date),
    role: plain(text),
    twoFactorEnabled: orNull(plain(boolean)),
    sites: orNull(plain(text)),
    /** The language of their console the last time; null: it has not said one. */
    locale: orNull(plain(text)),
  },
)

/** What proves besides the password who somebody is: the secret of their app and the backup codes, both encrypted. */
export const twoFactor = table(
  { of: 'staff', kept: 'as long' },
  {
    id: plain(text),
    secret: personal(text),
    backupCodes: personal(text),
    userId: personal(text),
    /** Whether a code of it was ever right. */
    verified: orNull(plain(boolean)),
    failedVerificationCount: orNull(plain(integer)),
    lockedUntil: orNull(plain(date)),
  },
)

/** Sign-ins; kept until they end. */
export const session = table(
  { of: 'staff', kept: { days: 0, after: 'expiresAt' } },
  {
    id: plain(text),
    expiresAt: plain(date),
    token: personal(text),
    createdAt: plain(date),
    updatedAt: plain(date),
    ipAddress: orNull(personal(text)),
    userAgent: orNull(personal(text)),
    userId: personal(text),
    /** The passkey that it was made by; null: by none. */
    passkey: orNull(plain(text)),
    /** Who has said who it is; null: it was proven here. */
    issuer: orNull(plain(text)),
    /** When that was proven to the issuer, ms; null: it has not said. */
    provenAt: orNull(plain(integer)),
  },
)

/** How somebody signs in: by a password's hash, or with another's word for it. */
export const account = table(
  { of: 'staff', kept: 'as long' },
  {
    id: plain(text),
    accountId: personal(text),
    providerId: plain(text),
    userId: personal(text),
    accessToken: orNull(personal(text)),
    refreshToken: orNull(personal(text)),
    idToken: orNull(personal(text)),
    accessTokenExpiresAt: orNull(plain(date)),
    refreshTokenExpiresAt: orNull(plain(date)),
    scope: orNull(plain(text)),
    password: orNull(personal(text)),
    createdAt: plain(date),
    updatedAt: plain(date),
  },
)

/** What is proven within a time: sign-ins that lack their code, and browsers that need none for a while. */
export const verification = table(
  { of: 'staff', kept: { days: 0, after: 'expiresAt' } },
  {
    id: plain(text),
    identifier: personal(text),
    value: personal(text),
    expiresAt: plain(date),
    createdAt: plain(date),
    updatedAt: plain(date),
  },
)
