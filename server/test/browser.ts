// What a browser is to the server's sign-in: it keeps cookies and posts JSON.

import { createHmac } from 'node:crypto'
import type { Rig } from './rig.ts'

const home = 'http://localhost:3000'

type Answered = { status: number; body: Record<string, unknown> }

/** A browser of its own; @param forwarded the client's address, where the server has a proxy before it */
export function openBrowser(rig: Pick<Rig, 'url'>, forwarded?: string) {
  const kept = new Map<string, string>()
  const cookie = () => [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (response: Response) => {
    for (const each of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each)!
      if (/Max-Age=0\b/i.test(each)) kept.delete(name)
      else kept.set(name, value)
    }
  }
  const post = async (path: string, body: object = {}): Promise<Answered> => {
    const response = await fetch(`${rig.url}/api/auth/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: home,
        cookie: cookie(),
        ...(forwarded && { 'x-forwarded-for': forwarded }),
      },
      body: JSON.stringify(body),
    })
    keep(response)
    const text = await response.text()
    return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} }
  }
  return {
    kept,
    cookie,
    post,
    signIn: ({ email, password }: { email: string; password: string }) => post('sign-in/email', { email, password }),
    /** Who the server says is signed in here. */
    async who(): Promise<string | null> {
      const response = await fetch(`${rig.url}/api/auth/get-session`, { headers: { cookie: cookie() } })
      return ((await response.json()) as { agent: { email: string } } | null)?.agent.email ?? null
    },
  }
}

/** The code that an app shows (RFC 6238). @param steps later by so many half minutes */
export function totp(uri: string, steps = 0): string {
  const secret = new URL(uri).searchParams.get('secret')!
  const bits = Array.from(secret, (sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  ).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', key).update(counter).digest()
  return String((hash.readUInt32BE(hash.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
