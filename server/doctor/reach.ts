// Whether people reach the server at its own address: TLS, the proxies before it, and WebSockets.

import type { Config } from '../config/config.ts'
import { codeOf, type Finding, mend, unknown, well } from './finding.ts'

const answerWithinMs = 5_000
/** Nobody's address (RFC 5737): if the server takes it for ours, anyone can pretend to be anyone. */
const pretended = '203.0.113.7'

/** @param token what the server knows its own doctor by; null when there is no secret here */
export async function checkReach(
  { url, proxies }: Pick<Config, 'url' | 'proxies'>,
  token: string | null,
): Promise<Finding[]> {
  const { protocol, hostname } = new URL(url)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const found: Finding[] =
    isLocal || protocol === 'https:'
      ? []
      : [
          mend(
            'url',
            `${url} is without TLS, so sign-in cookies and messages can be read on the way; put a proxy with TLS before it and write https://`,
          ),
        ]
  const health = await fetch(`${url}/health`, { signal: AbortSignal.timeout(answerWithinMs) }).catch(codeOf)
  if (typeof health === 'string')
    return [
      ...found,
      mend(
        'url',
        `nobody answers at ${url} (${health}); start the server, or mend url, the proxy or the DNS so that it leads here`,
      ),
    ]
  found.push(
    health.ok
      ? well('url', `${url} answers and is well`)
      : mend('url', `${url} answers ${health.status}; see its log for what is wrong`),
  )
  found.push(await checkProxies(url, proxies, token), await checkSockets(url))
  return found
}

async function checkProxies(url: string, proxies: number, token: string | null): Promise<Finding> {
  if (token === null)
    return unknown(
      'proxies',
      'could not be checked: the secret of the server is not here; run this where the server runs',
    )
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': pretended }
  const response = await fetch(`${url}/doctor`, { headers, signal: AbortSignal.timeout(answerWithinMs) }).catch(codeOf)
  if (typeof response === 'string' || !response.ok)
    return unknown('proxies', `could not be checked: the server at ${url} has another secret, or is an older version`)
  const { forwarded } = (await response.json()) as { forwarded: string }
  const seen = forwarded
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  const real = seen[0] === pretended ? seen.length - 1 : seen.length
  if (real === proxies) return well('proxies', `${proxies} stand before the server, as configured`)
  if (real > proxies)
    return mend(
      'proxies',
      `${real} stand before the server and ${proxies} are configured, so all visitors count as one; write proxies: ${real}`,
    )
  return mend(
    'proxies',
    `${proxies} are configured and ${real} add X-Forwarded-For, so anyone can pretend to have another address; write proxies: ${real}, or let each proxy set the header`,
  )
}

function checkSockets(url: string): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`)
    const end = (finding: Finding) => {
      clearTimeout(timer)
      socket.close()
      resolve(finding)
    }
    const broken = mend(
      'WebSocket',
      'does not pass: chats fall back to polling, which is slower; let the proxy forward the headers Upgrade and Connection (nginx.conf has it)',
    )
    const timer = setTimeout(() => end(broken), answerWithinMs)
    socket.addEventListener('message', () => end(well('WebSocket', 'passes')))
    socket.addEventListener('error', () => end(broken))
  })
}
