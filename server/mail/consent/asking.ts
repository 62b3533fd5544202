// Asking for consent: an owner is sent to the provider, and what they come back with is taken once, in the sign-in
// and for the site that it was asked for.

import { createHash } from 'node:crypto'
import type { Config } from '../../config/config.ts'
import type { Store } from '../../store/store.ts'
import { callbackOf, type MailAccount } from './accounts.ts'
import { askFor, type Tokens, tokensFor } from './provider.ts'
import type { Sealing } from './sealing.ts'

export interface AskingParts {
  config: Pick<Config, 'url'>
  store: Store
  /** Real time, ms. */
  clock: () => number
  sealing: Sealing
}

/** Of a site's mailbox, by a sign-in. */
export interface Asker {
  site: string
  session: string
}

/** What is asked for, until somebody comes back. */
interface Asked extends Asker {
  verifier: string
  until: number
}

/** How long somebody may take to consent, ms. */
const askedForMs = 600_000

const hashOf = (state: string) => createHash('sha256').update(state).digest('base64url')
const placeOf = (id: string, asked: string) => `asking ${id} ${asked}`

export class Asking {
  readonly #parts: AskingParts

  constructor(parts: AskingParts) {
    this.#parts = parts
  }

  /** @returns where they are sent */
  async begin({ id, user, oauth }: MailAccount, asker: Asker): Promise<string> {
    const { config, store, clock, sealing } = this.#parts
    const { url, state, verifier } = await askFor(oauth, user, callbackOf(config, asker.site))
    const asked = hashOf(state)
    const kept: Asked = { ...asker, verifier, until: clock() + askedForMs }
    const asking = sealing.seal(JSON.stringify(kept), placeOf(id, asked))
    await store.write(function* () {
      yield* store.queries.addConsent({ id })
      yield* store.queries.askConsent({ id, asked, asking })
    })
    return url
  }

  /**
   * Changes what they came back with for tokens.
   * @param said the query of the address, as the provider has made it
   * @returns null when it was not asked for by this asker, or too long ago, or was taken already
   * @throws Declined, or an error in words
   */
  async end({ id, oauth }: MailAccount, asker: Asker, said: string): Promise<Tokens | null> {
    const { config, clock } = this.#parts
    const back = new URL(callbackOf(config, asker.site))
    back.search = said
    const state = back.searchParams.get('state') ?? ''
    const verifier = await this.#take(id, asker, hashOf(state))
    return verifier === null ? null : tokensFor(oauth, back, { state, verifier }, clock())
  }

  async #take(id: string, { site, session }: Asker, asked: string): Promise<string | null> {
    const { store, clock, sealing } = this.#parts
    const [row] = await store.all(store.queries.consent({ id }))
    if (row?.asked !== asked || row.asking === null) return null
    const opened = sealing.open(row.asking, placeOf(id, asked))
    const kept = opened === null ? null : (JSON.parse(opened) as Asked)
    if (kept?.site !== site || kept.session !== session || clock() > kept.until) return null
    const [taken] = await store.write(function* () {
      return yield* store.queries.takeAsked({ id, asked })
    })
    return taken!.changed > 0 ? kept.verifier : null
  }
}
