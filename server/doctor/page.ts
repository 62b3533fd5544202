// Whether the owner's page may load the widget, and does: origins, the script tag, and the page's policy.

import type { Config, Site } from '../config/config.ts'
import { exampleOf, isOneOf } from '../config/origins.ts'
import { codeOf, type Finding, mend, unknown, well } from './finding.ts'
import { lacks, policiesOf } from './policy.ts'

const answerWithinMs = 8_000

/** @param page another page than the origins' first ones */
export async function checkPages(
  { url, sites }: Pick<Config, 'url' | 'sites'>,
  page: string | undefined,
): Promise<Finding[]> {
  const found: Finding[] = []
  for (const site of sites.values()) {
    for (const origin of site.origins) found.push(...(await checkOrigin(url, site, origin)))
    // Which labels there are below a domain, and what an application shows, cannot be known from here.
    const known = site.origins.filter((origin) => /^https?:\/\/(?!\*)/.test(origin))
    for (const address of page ? [page] : known.map((origin) => `${origin}/`))
      found.push(...(await checkPage(url, site, address)))
  }
  return found
}

/** Whether the server that runs has heard of an origin: it may have been started before the file was changed. */
async function checkOrigin(url: string, { id }: Site, origin: string): Promise<Finding[]> {
  const asked = {
    method: 'OPTIONS',
    headers: { origin: exampleOf(origin) },
    signal: AbortSignal.timeout(answerWithinMs),
  }
  const response = await fetch(`${url}/tickets/${id}`, asked).catch(codeOf)
  // That nobody answers at `url` is said once, elsewhere.
  if (typeof response === 'string') return []
  if (response.ok) return [well(origin, `may embed ${id}`)]
  return [
    mend(
      origin,
      `is refused by the server at ${url}, whose rotame.yaml has other origins for ${id}; restart it with this one`,
    ),
  ]
}

async function checkPage(url: string, site: Site, address: string): Promise<Finding[]> {
  const { origin } = new URL(address)
  const response = await fetch(address, { signal: AbortSignal.timeout(answerWithinMs) }).catch(codeOf)
  if (typeof response === 'string')
    return [
      unknown(
        address,
        `cannot be reached from here (${response}), so its policy could not be read; try --page with an address that can be, or run this elsewhere`,
      ),
    ]
  if (!response.ok) return [unknown(address, `answers ${response.status}; name a page that has the widget with --page`)]
  const found: Finding[] = []
  // A page may lead to another origin, such as the one with www.
  const landed = new URL(response.url).origin
  if (!isOneOf(site.origins, landed))
    found.push(
      mend(
        landed,
        `is not in origins of ${site.id}${landed === origin ? '' : `, and ${origin} leads there`}; add it: origins: ["${landed}"]`,
      ),
    )
  const html = await response.text()
  const tag = [...html.matchAll(/<script\b[^>]*>/gi)]
    .map(([found]) => found)
    .find((found) => found.includes(`${url}/widget.js`))
  if (!tag)
    found.push(unknown(address, `has no script tag of ${url}/widget.js; if another script adds it, all is well`))
  else if (!new RegExp(`(data-site=["']?|widget\\.js\\?site=)${site.id}["'\\s>]`).test(tag))
    found.push(unknown(address, `has the widget of another site than ${site.id}`))
  const metas = [...html.matchAll(/<meta\b[^>]*http-equiv=["']?content-security-policy["']?[^>]*>/gi)].map(
    ([meta]) => /content="([^"]*)"|content='([^']*)'/i.exec(meta)?.slice(1).find(Boolean) ?? '',
  )
  const policies = policiesOf([response.headers.get('content-security-policy') ?? '', ...metas])
  const nonce = tag && (/\bnonce=["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? null)
  const missing = policies.flatMap((policy) => lacks(policy, url, response.url, nonce || null))
  for (const { directive, source } of missing)
    found.push(
      mend(
        address,
        `its Content-Security-Policy lets no widget in: add ${source} to ${directive}${directive === 'script-src' ? ", or, with 'strict-dynamic', put the page's nonce on the script tag" : ''}`,
      ),
    )
  if (missing.length === 0)
    found.push(
      well(
        address,
        policies.length > 0
          ? 'its Content-Security-Policy lets the widget in'
          : 'has no Content-Security-Policy, so nothing stands in the way',
      ),
    )
  return found
}
