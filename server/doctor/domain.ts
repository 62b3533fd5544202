// Whether the world believes that mail of the owner's domain may come from us: SPF, DKIM and DMARC.

import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Resolver } from 'node:dns/promises'
import type { Config } from '../config/config.ts'
import { domainOf } from '../mail/transport.ts'
import { codeOf, type Finding, mend, unknown, well } from './finding.ts'

/** The text records of a name, [] when there are none, or the code of why nobody knows. */
type Lookup = (name: string) => Promise<string[] | string>

const isNone = (code: string): boolean => code === 'ENOTFOUND' || code === 'ENODATA'

/** A machine without the world's DNS is told that nothing exists; then the domain's own ending does not either. */
export function lookup(resolver = new Resolver({ timeout: 3_000, tries: 2 })): Lookup {
  const knowsWorld = (name: string) =>
    resolver.resolveSoa(name.split('.').at(-1)!).then(
      () => true,
      () => false,
    )
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    } catch (error) {
      const code = codeOf(error)
      return isNone(code) && (await knowsWorld(name)) ? [] : code
    }
  }
}

export async function checkDomains({ sites }: Config, txt: Lookup = lookup()): Promise<Finding[]> {
  const senders = new Map(
    [...sites.values()].flatMap(({ mail }) => (mail ? [[domainOf(mail.from), mail] as const] : [])),
  )
  const found: Finding[] = []
  for (const [domain, { dkim }] of senders) found.push(...(await checkDomain(domain, dkim, txt)))
  return found
}

async function checkDomain(
  domain: string,
  dkim: { selector: string; key: string } | null,
  txt: Lookup,
): Promise<Finding[]> {
  const spf = await txt(domain)
  if (typeof spf === 'string')
    return [
      unknown(
        domain,
        `DNS does not answer from here (${spf}), so SPF, DKIM and DMARC could not be looked up; run this where DNS works`,
      ),
    ]
  const isSpf = spf.filter((record) => /^v=spf1(\s|$)/i.test(record))
  const found = [
    isSpf.length === 1
      ? well(domain, `SPF is there: ${isSpf[0]}; see that it includes your mail server`)
      : mend(
          domain,
          isSpf.length > 1
            ? 'has several SPF records, which counts as none; leave one'
            : 'has no SPF record; add a TXT record like "v=spf1 include:YOUR-MAIL-PROVIDER -all"',
        ),
  ]
  const dmarc = await txt(`_dmarc.${domain}`)
  if (typeof dmarc === 'string') found.push(unknown(domain, `DNS does not answer for _dmarc.${domain} (${dmarc})`))
  else if (dmarc.some((record) => /^v=DMARC1\b/i.test(record))) found.push(well(domain, 'DMARC is there'))
  else
    found.push(
      mend(
        domain,
        `has no DMARC record; add a TXT record at _dmarc.${domain} like "v=DMARC1; p=none; rua=mailto:postmaster@${domain}"`,
      ),
    )
  found.push(
    dkim
      ? await checkKey(domain, dkim, txt)
      : unknown(
          domain,
          'DKIM is not signed here; if your mail server signs, all is well, else name mail.dkim in rotame.yaml',
        ),
  )
  return found
}

async function checkKey(
  domain: string,
  { selector, key }: { selector: string; key: string },
  txt: Lookup,
): Promise<Finding> {
  const name = `${selector}._domainkey.${domain}`
  const records = await txt(name)
  if (typeof records === 'string') return unknown(domain, `DNS does not answer for ${name} (${records})`)
  const mine = publicHalf(key)
  const published = records.map((record) => /(?:^|;)\s*p=([^;]*)/.exec(record)?.[1]?.replaceAll(/\s/g, ''))
  if (published.includes(mine)) return well(domain, `DKIM: ${name} has the public half of our key`)
  const wrong = records.length === 0 ? 'there is no record' : 'the record has another key'
  return mend(domain, `DKIM: ${wrong} at ${name}; make it a TXT record "v=DKIM1; k=rsa; p=${mine}"`)
}

/** Of an RSA key; the base64 that a DKIM record has. */
function publicHalf(path: string): string {
  return createPublicKey(createPrivateKey(readFileSync(path)))
    .export({ type: 'spki', format: 'der' })
    .toString('base64')
}
