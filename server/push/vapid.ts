// Who we are to push services (VAPID, RFC 8292): keys that are the same for as long as the server's secret is, on every
// node, so that nothing more is kept than that.

import { createECDH, hkdfSync } from 'node:crypto'

export interface VapidKeys {
  /** Both base64url, as browsers and services take them. */
  publicKey: string
  privateKey: string
}

/** @param secret the server's own */
export function vapidKeysOf(secret: string): VapidKeys {
  const curve = createECDH('prime256v1')
  // One in four thousand million is no key of the curve; then the next one is.
  for (let attempt = 0; ; attempt++) {
    const made = Buffer.from(hkdfSync('sha256', secret, '', `rotame vapid ${attempt}`, 32))
    try {
      curve.setPrivateKey(made)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_CRYPTO_INVALID_KEYTYPE') throw error
      continue
    }
    return { publicKey: curve.getPublicKey('base64url'), privateKey: made.toString('base64url') }
  }
}
