// Whose request this is: one answer for HTTP and sockets, which believes our own proxies only.

import { isIPv6 } from 'node:net'

/**
 * The client's address as a key for limits: IPv4 whole, IPv6 by its /64, which is one household or server.
 * @param proxies how many proxies of ours stand before us; that many entries at the end of X-Forwarded-For are theirs
 */
export function clientAddress(remote: string | undefined, forwarded: string | undefined, proxies: number): string {
  const chain = [...(forwarded ?? '').split(','), remote ?? ''].map((part) => part.trim()).filter((part) => part !== '')
  const address = chain.at(-1 - Math.min(proxies, chain.length - 1)) ?? ''
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIPv6(plain) ? network(plain) : plain
}

/** The first four groups of an IPv6 address. */
function network(address: string): string {
  const [before = '', after] = address.split('%')[0]!.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const gap = after === undefined ? 0 : 8 - head.length - tail.length
  const groups = [...head, ...Array<string>(Math.max(gap, 0)).fill('0'), ...tail]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
