// Proof: whether a mail is from who it says, as the owner's own mail server has found out (RFC 8601).

import { domainToASCII } from 'node:url'
import { getDomain } from 'tldts'

/** Why a mail is not known to be from who it says. */
type Doubt = 'unchecked' | 'failed'

/**
 * Null: it is proven. `unchecked`: the owner's mail server has not said anything of it; `failed`: it has, and no
 * method passed for the sender's own domain.
 * @param results every `Authentication-Results`, the topmost first
 * @param authserv whose word is taken
 */
export function doubtOf(results: readonly string[], from: string, authserv: string): Doubt | null {
  // The topmost: a server puts its own above whatever came with the mail, and takes away what calls itself by its name.
  const said = results.map(read).find(({ server }) => server === authserv.toLowerCase())
  if (!said) return 'unchecked'
  const own = asciiOf(from.slice(from.lastIndexOf('@') + 1))
  const dmarc = said.methods.find(({ method }) => method === 'dmarc')
  // Its owner's policy for the domain, where the server knows of it, says all that can be said.
  if (dmarc && (dmarc.result === 'fail' || dmarc.result === 'pass'))
    return dmarc.result === 'pass' && isAligned(dmarc.values['header.from'] ?? own, own) ? null : 'failed'
  const passes = said.methods.some(
    ({ method, result, values }) =>
      result === 'pass' &&
      ((method === 'dkim' && isAligned(values['header.d'] ?? hostOf(values['header.i']), own)) ||
        (method === 'spf' && isAligned(hostOf(values['smtp.mailfrom']), own))),
  )
  return passes ? null : 'failed'
}

interface AuthenticationResults {
  server: string
  methods: { method: string; result: string; values: Record<string, string> }[]
}

/** Reads one header; what is no method of the form `name=result` is passed over. */
function read(header: string): AuthenticationResults {
  const parts = withoutComments(header)
    .split(';')
    .map((part) => part.trim())
  // A version may follow the name.
  const first = parts[0]!.split(/\s+/)[0]!
  const methods = parts.flatMap((part) => {
    const [begin = '', ...words] = part.split(/\s+/)
    const [, method, result] = methodAndResult.exec(begin) ?? []
    if (method === undefined) return []
    const values = words.flatMap((word) => {
      const at = word.indexOf('=')
      return at < 1 ? [] : [[word.slice(0, at).toLowerCase(), word.slice(at + 1).toLowerCase()]]
    })
    return [{ method: method.toLowerCase(), result: result!.toLowerCase(), values: Object.fromEntries(values) }]
  })
  return { server: methodAndResult.test(first) ? unnamed : first.toLowerCase(), methods }
}

const methodAndResult = /^([\w-]+)(?:\/\d+)?=([\w-]+)$/
/** What a server is called that does not say its name, as Microsoft's do not. */
const unnamed = 'unnamed'

/** Comments are in brackets, one within another; quoted text is as it is. */
function withoutComments(header: string): string {
  let depth = 0
  let isQuoted = false
  let plain = ''
  for (let at = 0; at < header.length; at++) {
    const sign = header[at]!
    if (sign === '\\' && (isQuoted || depth > 0)) at++
    else if (sign === '"' && depth === 0) isQuoted = !isQuoted
    else if (!isQuoted && sign === '(') depth++
    else if (!isQuoted && sign === ')') depth = Math.max(0, depth - 1)
    // What is quoted may hold no sign that would part it: a name of ours has none.
    else if (depth === 0) plain += isQuoted && /[;\s=]/.test(sign) ? '_' : sign
  }
  return plain
}

/** `d=example.com` has `From: …@mail.example.com` and the other way round, as DMARC's relaxed alignment has it. */
function isAligned(found: string | undefined, own: string): boolean {
  if (!found) return false
  const ascii = asciiOf(found)
  if (ascii === own) return true
  const [theirs, ours] = [getDomain(ascii, registrable), getDomain(own, registrable)]
  return theirs !== null && theirs === ours
}

/** Domains that let anybody have a name below them, like github.io, are nobody's. */
const registrable = { allowPrivateDomains: true }

const hostOf = (address: string | undefined) => address?.slice(address.lastIndexOf('@') + 1)
const asciiOf = (host: string) => domainToASCII(host.toLowerCase()) || host.toLowerCase()
