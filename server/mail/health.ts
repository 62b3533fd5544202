// Whether mail leaves: what visitors are told before they type, and agents see in the console.

import type { Config } from '../config/config.ts'
import type { Store } from '../store/store.ts'

/** How long the mail server may take nothing before people are told; less is a hiccup that nobody need hear of. */
const tellAfterMs = 10 * 60_000

interface MailHealthParts {
  config: Pick<Config, 'sites' | 'smtpUrl'>
  store: Store
  /** Mails keep it. */
  realClock: () => number
}

export type MailHealth = ReturnType<typeof createMailHealth>

export function createMailHealth({ config, store, realClock }: MailHealthParts) {
  /**
   * Since when the mail server takes nothing, once that is worth saying; null: it does. What nodes know of it is in the
   * outbox.
   */
  const troubleSince = async (): Promise<number | null> => {
    const [found] = await store.all(store.queries.mailTroubleSince())
    const at = found?.at ?? null
    return at !== null && realClock() - at >= tellAfterMs ? at : null
  }
  const lacks = (site: string): 'SMTP_URL' | 'mail' | null =>
    config.sites.get(site)?.mail === null ? 'mail' : config.smtpUrl === null ? 'SMTP_URL' : null
  const isSet = (site: string): boolean => lacks(site) === null
  return {
    troubleSince,
    /** What the site has to be given before mail can leave, in the environment or in rotame.yaml. */
    lacks,
    /** Whether the site has what mail needs. */
    isSet,
    /** Whether an answer by mail can be promised now. */
    works: async (site: string): Promise<boolean> => isSet(site) && (await troubleSince()) === null,
  }
}
