// Whether the issuer that signs the team in answers, and calls itself what the settings say.

import type { Config } from '../config/config.ts'
import { IssuerFailed, issuerOf } from '../staff/oidc/issuer.ts'
import { callbackOf } from '../staff/oidc/oidc.ts'
import { type Finding, mend, well } from './finding.ts'

export async function checkIssuer({ oidc, url }: Pick<Config, 'oidc' | 'url'>): Promise<Finding[]> {
  if (!oidc) return []
  const callback = callbackOf(url)
  try {
    await issuerOf(oidc, callback).addressOf({ state: '-', nonce: '-', verifier: '-' }, false)
    return [well('sign-in', `${oidc.issuer} answers; see that it may send people back to ${callback}`)]
  } catch (error) {
    if (!(error instanceof IssuerFailed)) throw error
    return [
      mend('sign-in', `${oidc.issuer} is not an issuer that lets anybody in (${error.why}); mend staff.oidc.issuer`),
    ]
  }
}
