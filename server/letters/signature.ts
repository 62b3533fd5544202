// The signature: what stands below an agent's answer by mail.

import type { Site } from '../config/config.ts'
import { fill, type Filled } from '../faq/variables.ts'

/** The agent's own, or the site's in the locale, or in the first that there is. */
export function signatureIn({ mail, variables, name }: Site, locale: string, agent: string, own?: string): Filled {
  const signature = own ?? mail!.signature
  const text = typeof signature === 'string' ? signature : (signature[locale] ?? Object.values(signature)[0] ?? '')
  return fill(text, { variables: { ...variables, agent, site: name } }, locale)
}
