// Devices: browsers in which somebody has signed in before. Each has its own count of wrong passwords, so that nobody
// else can use it up; it opens nothing.

import { createHmac, randomBytes } from 'node:crypto'
import { isSame } from '../signed.ts'

/** As long as a browser is remembered after its latest sign-in, seconds. */
const kept = 180 * 86_400

export type Devices = ReturnType<typeof devicesOf>

/**
 * @param secret the server's own: every node knows the browsers of all @param isSecure whether the console's address is
 * https
 */
export function devicesOf(secret: string, isSecure: boolean) {
  const signed = (text: string) => createHmac('sha256', secret).update(`device ${text}`).digest('base64url')
  // One for each account, for browsers that several people use.
  const nameOf = (account: string) => `rotame.device-${signed(account).slice(0, 12)}`
  const valueOf = (account: string, id: string) => `${id}.${signed(`${account} ${id}`)}`
  return {
    /** The id of the browser that sends these cookies, when this account has been signed in to in it; else null. */
    known(cookies: string, account: string): string | null {
      const found = new RegExp(`(?:^|; ?)${nameOf(account)}=([\\w-]+)\\.[\\w-]+(?:;|$)`).exec(cookies)
      if (!found) return null
      const [cookie, id = ''] = found
      return isSame(cookie.replaceAll(/^.*=|;$/g, ''), valueOf(account, id)) ? id : null
    },
    /** What the browser is to keep, as a Set-Cookie header. */
    cookie(account: string, id = randomBytes(16).toString('base64url')): string {
      const kind = `Path=/api/auth; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
      return `${nameOf(account)}=${valueOf(account, id)}; Max-Age=${kept}; ${kind}`
    },
  }
}
