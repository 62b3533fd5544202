// Whose request this is: one answer for HTTP and sockets, which believes our own proxies only.

import ipaddr from 'ipaddr.js'

/**
 * The client's address as a key for limits: IPv4 whole, IPv6 by its /64, which is one household or server.
 * @param proxies how many proxies of ours stand before us; that many entries at the end of X-Forwarded-For are theirs
 */
export function clientAddress(remote: string | undefined, forwarded: string | undefined, proxies: number): string {
  const chain = [...(forwarded ?? '').split(','), remote ?? ''].map((part) => part.trim()).filter((part) => part !== '')
  return keyOf(chain.at(-1 - Math.min(proxies, chain.length - 1)) ?? '')
}

/** One key for all the ways to write an address: with a port, in brackets, as a mapped one, in a zone, in any case. */
function keyOf(written: string): string {
  const [, inBrackets, withPort] = /^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/.exec(written) ?? []
  const plain = (inBrackets ?? withPort ?? written).replace(/^"|"$|%.*$/g, '')
  // What is no address is nobody's in particular: all of it counts as one.
  if (!ipaddr.isValid(plain)) return 'unknown'
  const address = ipaddr.process(plain)
  if (address.kind() === 'ipv4') return address.toString()
  const groups = (address as ipaddr.IPv6).parts.slice(0, 4)
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`
}
