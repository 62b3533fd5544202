// The Content-Security-Policy of an owner's page: which sources the widget needs and it lacks (CSP Level 3, 6.7.2).

/** Directives of one policy, each with its sources. */
export type Policy = Map<string, string[]>

/** A header may hold several policies, and a page a further one; each of them has to allow a source. */
export function policiesOf(headers: readonly string[]): Policy[] {
  const texts = headers.flatMap((header) => header.split(',')).filter((text) => text.trim())
  return texts.map((text) => {
    const policy: Policy = new Map()
    for (const part of text.split(';')) {
      const [name, ...sources] = part.trim().split(/\s+/)
      // Of a directive that is there twice the first holds.
      if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources)
    }
    return policy
  })
}

interface Needed {
  directive: 'script-src' | 'img-src' | 'connect-src'
  source: string
}

const chain: Record<Needed['directive'], string[]> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'img-src': ['img-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
}

/** @param nonce of the widget's script tag. @returns what the policy lacks for a widget served by `server` */
export function lacks(policy: Policy, server: string, page: string, nonce: string | null): Needed[] {
  const socket = server.replace(/^http/, 'ws')
  const needed: Needed[] = [
    { directive: 'script-src', source: server },
    { directive: 'img-src', source: server },
    { directive: 'connect-src', source: server },
    { directive: 'connect-src', source: socket },
  ]
  return needed.filter(({ directive, source }) => {
    const sources = chain[directive].map((name) => policy.get(name)).find((found) => found !== undefined)
    if (!sources) return false
    if (directive === 'script-src') {
      if (nonce && sources.includes(`'nonce-${nonce}'`)) return false
      // With it, only a nonce or a hash lets a script in, whatever hosts are named.
      if (sources.includes("'strict-dynamic'")) return true
    }
    return !sources.some((each) => matches(each, new URL(source), new URL(page)))
  })
}

/** Whether a scheme in a policy stands for another: its secure form, and what sockets begin as. */
const isScheme = (named: string, real: string): boolean =>
  named === real ||
  (named === 'http' && real === 'https') ||
  (named === 'ws' && ['wss', 'http', 'https'].includes(real)) ||
  (named === 'wss' && real === 'https')

function matches(source: string, url: URL, page: URL): boolean {
  const scheme = url.protocol.slice(0, -1)
  if (source === '*') return true
  if (source.toLowerCase() === "'self'")
    return (
      url.host === page.host && (scheme === page.protocol.slice(0, -1) || isScheme('ws', scheme) || scheme === 'wss')
    )
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return isScheme(source.slice(0, -1).toLowerCase(), scheme)
  const parts = /^(?:([a-z][a-z\d+.-]*):\/\/)?([^:/]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source)
  if (!parts) return false
  const [, named, host = '', port, path] = parts
  if (!isScheme((named ?? page.protocol.slice(0, -1)).toLowerCase(), scheme)) return false
  const isHost =
    host === '*' ||
    (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1).toLowerCase()) : url.hostname === host.toLowerCase())
  const usual = { http: '80', ws: '80', https: '443', wss: '443' }[scheme] ?? ''
  const isPort = port === '*' || (port ?? usual) === (url.port || usual)
  // A path that does not end in a slash is one file's; the widget has many.
  return isHost && isPort && (path === undefined || path === '/')
}
