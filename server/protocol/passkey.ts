// Passkeys as browsers speak of them (WebAuthn, Level 3): what a key is to sign, and what it has.

import * as z from 'zod'

const base64url = z.string().regex(/^[\w-]+$/)
const most = 16_000

const shown = {
  id: base64url.max(1_400),
  rawId: base64url.max(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  /** Nothing is asked of them. */
  clientExtensionResults: z.object({}),
}

/** A new key, as `PublicKeyCredential.toJSON` has it. */
export const newKey = z.object({
  ...shown,
  response: z.object({
    clientDataJSON: base64url.max(most),
    attestationObject: base64url.max(most),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .optional(),
  }),
})
export type NewKey = z.infer<typeof newKey>

/** That a key has signed a challenge. */
export const shownKey = z.object({
  ...shown,
  response: z.object({
    clientDataJSON: base64url.max(most),
    authenticatorData: base64url.max(most),
    signature: base64url.max(most),
    /** Whose it is, as it was told when it was made. */
    userHandle: base64url.max(200),
  }),
})
export type ShownKey = z.infer<typeof shownKey>

/** What `parseCreationOptionsFromJSON` reads. */
export interface KeyAsked {
  rp: { id: string; name: string }
  user: { id: string; name: string; displayName: string }
  challenge: string
  pubKeyCredParams: { type: 'public-key'; alg: number }[]
  timeout: number
  attestation: 'none'
  excludeCredentials: { type: 'public-key'; id: string; transports: string[] }[]
  authenticatorSelection: { residentKey: 'required'; requireResidentKey: true; userVerification: 'required' }
}

/** What `parseRequestOptionsFromJSON` reads. */
export interface ProofAsked {
  rpId: string
  challenge: string
  timeout: number
  userVerification: 'required'
}

/** One of one's own. */
export interface Passkey {
  id: string
  label: string
  /** ms */
  addedAt: number
  /** ms; null: never. */
  usedAt: number | null
}
