// Consents: what opens a mailbox without a password. An owner gives it at the provider and can take it back; it is
// kept encrypted, refreshed by one node before it runs out, and where it is gone the owners are told.

import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../../config/config.ts'
import { Refused } from '../../protocol/answer.ts'
import type { ConsentOutcome, ConsentTold } from '../../protocol/mailbox.ts'
import type { Work } from '../../store/query.ts'
import type { Store } from '../../store/store.ts'
import type { GoneWhy, StoredConsent } from '../../store/tables/consent.ts'
import type { MailDraft } from '../../store/tables/mail.ts'
import { queue } from '../outbox.ts'
import { accountsOf, type MailAccount } from './accounts.ts'
import { Asking } from './asking.ts'
import { Declined, forget, NoTokens, refreshed, Revoked, type Tokens } from './provider.ts'
import { type Sealing, sealingOf } from './sealing.ts'

export interface ConsentParts {
  config: Pick<Config, 'sites' | 'url'>
  secret: string
  store: Store
  /** That a site's mailbox cannot be opened any more, to one of the owners. */
  letterTo: (owner: string, site: string, user: string) => MailDraft | null
  queued: () => void
  /** Real time, ms. */
  clock: () => number
  log: { warn: (details: object, message: string) => void }
}

/** That nobody has consented, or what was given is gone: nothing is to be tried before somebody consents anew. */
export class NoConsent extends Error {}

/** How long one node may take to refresh tokens, ms; more than a provider is waited for. */
const renewal = 60_000

export class Consents {
  readonly #parts: ConsentParts
  readonly #accounts: Map<string, MailAccount>
  readonly #sealing: Sealing
  readonly #asking: Asking
  readonly #renewer = randomBytes(12).toString('base64url')
  /** Tokens that are being got, so that this node asks once. */
  readonly #getting = new Map<string, Promise<string>>()

  constructor(parts: ConsentParts) {
    this.#parts = parts
    this.#accounts = accountsOf(parts.config.sites.values())
    this.#sealing = sealingOf(parts.secret)
    this.#asking = new Asking({ ...parts, sealing: this.#sealing })
  }

  /** How it stands with a site's mailbox; null: none is opened by tokens. */
  async of(site: string): Promise<ConsentTold | null> {
    const account = this.#accountOf(site)
    if (!account) return null
    const row = await this.#row(account.id)
    const [since, goneSince, why] = [row?.since ?? null, row?.goneSince ?? null, row?.goneWhy ?? null]
    if (goneSince !== null) return { state: 'gone', since: goneSince, why: why ?? 'revoked' }
    return since === null ? { state: 'none' } : { state: 'given', since }
  }

  /** As whom a site's mailbox is opened; null: none is opened by tokens. */
  userOf(site: string): string | null {
    return this.#accountOf(site)?.user ?? null
  }

  /** Tokens of the account of a user, whichever site's it is; null: there is none. */
  tokensOf(user: string | null): ((refused: string | null) => Promise<string>) | null {
    const account = [...this.#accounts.values()].find((each) => each.user === user)
    return account ? (refused) => this.token(account.id, refused) : null
  }

  /** Changes when somebody consents anew or takes it back; null: nothing opens it now. */
  async stamp(id: string): Promise<number | null> {
    const row = await this.#row(id)
    return row?.tokens ? row.since : null
  }

  /**
   * Begins to ask an owner.
   * @param session the sign-in that has to come back
   * @returns where they are sent
   */
  ask(site: string, session: string): Promise<string> {
    return this.#asking.begin(this.#needed(site), { site, session })
  }

  /** Takes what an owner came back with. @param said the query of the address, as the provider has made it */
  async take(site: string, session: string, said: string): Promise<{ outcome: ConsentOutcome; why: string }> {
    const { store, clock, log, queued } = this.#parts
    const account = this.#needed(site)
    try {
      const tokens = await this.#asking.end(account, { site, session }, said)
      if (!tokens) return { outcome: 'stale', why: '' }
      const given = { id: account.id, tokens: this.#seal(account, tokens), since: clock() }
      await store.write(function* () {
        yield* store.queries.giveConsent(given)
        // Mails that waited for it.
        yield* store.queries.hastenMails({ now: given.since })
      })
      queued()
      return { outcome: 'given', why: '' }
    } catch (error) {
      if (!(error instanceof Declined || error instanceof NoTokens)) throw error
      log.warn({ site, why: error.message }, 'no consent for a mailbox')
      return { outcome: error instanceof Declined ? 'declined' : 'failed', why: error.message }
    }
  }

  /** Forgets what was given, here and at the provider. */
  async end(site: string): Promise<void> {
    const { store, log } = this.#parts
    const account = this.#needed(site)
    const row = await this.#row(account.id)
    await store.write(function* () {
      yield* store.queries.endConsent({ id: account.id })
    })
    const tokens = row && this.#open(account, row)
    // It is gone from here; whoever wants to be sure takes it back at the provider too.
    if (tokens)
      await forget(account.oauth, tokens).catch(({ message }: Error) =>
        log.warn({ site, why: message }, 'the provider of a mailbox was not told to forget us'),
      )
  }

  /**
   * What opens an account's mailbox now, refreshed if need be.
   * @param refused what did not open it
   * @throws NoConsent, or an error in words that may pass
   */
  token(id: string, refused: string | null = null): Promise<string> {
    const known = this.#getting.get(id)
    if (known) return known
    const getting = this.#get(this.#accounts.get(id)!, refused).finally(() => this.#getting.delete(id))
    this.#getting.set(id, getting)
    return getting
  }

  async #get(account: MailAccount, refused: string | null): Promise<string> {
    const { clock } = this.#parts
    const begun = performance.now()
    for (;;) {
      const row = await this.#row(account.id)
      if (!row?.tokens) throw new NoConsent(wordsOf(account, row?.goneSince != null))
      const tokens = this.#open(account, row)
      if (!tokens) {
        await this.#lose(account, row, 'unreadable')
        throw new NoConsent(wordsOf(account, true))
      }
      const isGood = tokens.access !== refused
      if (isGood && clock() < tokens.renewAt) return tokens.access
      const isGoodYet = () => isGood && clock() < tokens.endsAt
      const renewed = await this.#renew(account, row, tokens).catch((error: unknown) => {
        // What we have is good until it runs out.
        if (error instanceof NoTokens && isGoodYet()) return tokens.access
        throw error
      })
      if (renewed !== null) return renewed
      // Another node refreshes them.
      if (isGoodYet()) return tokens.access
      if (performance.now() - begun > renewal) throw new Error('another node has not refreshed the tokens in time')
      await wait(250)
    }
  }

  /** Refreshes tokens, if no other node does: null. */
  async #renew(account: MailAccount, row: StoredConsent, tokens: Tokens): Promise<string | null> {
    const { store, clock, log } = this.#parts
    const { id, oauth } = account
    const [now, renewer, revision] = [clock(), this.#renewer, row.revision]
    const [held] = await store.write(function* () {
      return yield* store.queries.holdConsent({ id, revision, renewer, now, renewUntil: now + renewal })
    })
    if (held!.changed === 0) return null
    let next: Tokens
    try {
      next = await refreshed(oauth, tokens, clock())
    } catch (error) {
      if (error instanceof Revoked) {
        log.warn({ mailbox: id, why: error.message }, 'the consent for a mailbox is gone')
        await this.#lose(account, row, 'revoked')
        throw new NoConsent(wordsOf(account, true))
      }
      await store.write(function* () {
        yield* store.queries.letGoConsent({ id, renewer })
      })
      throw error
    }
    const kept = { id, revision, tokens: this.#seal(account, next) }
    const [noted] = await store.write(function* () {
      return yield* store.queries.renewConsent(kept)
    })
    // Somebody has consented anew meanwhile, or taken it back: what is there now decides.
    return noted!.changed > 0 ? next.access : null
  }

  /** Notes that it is gone, once, and tells the owners in the same write. */
  async #lose({ id, user, sites }: MailAccount, { revision }: StoredConsent, goneWhy: GoneWhy): Promise<void> {
    const { store, clock, letterTo, queued } = this.#parts
    const goneSince = clock()
    await store.write(function* (): Work<void> {
      const [lost] = yield* store.queries.loseConsent({ id, revision, goneSince, goneWhy })
      if (lost!.changed === 0) return
      for (const { email } of yield* store.queries.ownerAddresses()) {
        const letter = letterTo(email, sites[0]!, user)
        if (letter) yield* queue(store.queries, letter, null)
      }
    })
    queued()
  }

  #accountOf(site: string): MailAccount | undefined {
    return [...this.#accounts.values()].find(({ sites }) => sites.includes(site))
  }

  /** @throws Refused `no-mail` when the site has no mailbox that tokens open */
  #needed(site: string): MailAccount {
    const account = this.#accountOf(site)
    if (!account) throw new Refused('no-mail')
    return account
  }

  async #row(id: string): Promise<StoredConsent | undefined> {
    const { store } = this.#parts
    return (await store.all(store.queries.consent({ id })))[0]
  }

  /** Bound to the account, its sites' server of tokens, and the client that they were given to. */
  #place({ id, oauth }: MailAccount): string {
    return `tokens ${id} ${oauth.clientId}`
  }

  #seal(account: MailAccount, tokens: Tokens): string {
    return this.#sealing.seal(JSON.stringify(tokens), this.#place(account))
  }

  #open(account: MailAccount, { tokens }: StoredConsent): Tokens | null {
    const opened = tokens && this.#sealing.open(tokens, this.#place(account))
    return opened ? (JSON.parse(opened) as Tokens) : null
  }
}

const wordsOf = ({ user, oauth }: MailAccount, isGone: boolean): string =>
  `${isGone ? `the consent for ${user} is gone` : `nobody has consented yet that ${user} is read`} (${new URL(oauth.issuer).host}); connect it in the console, under Mailboxes`
