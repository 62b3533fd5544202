// Inviting: links by mail into the team, and to another password; where no mail leaves, they are given to the owner.

import { randomBytes } from 'node:crypto'
import type { Letters } from '../letters/letters.ts'
import { queue } from '../mail/outbox.ts'
import { Refused } from '../protocol/answer.ts'
import type { Invited, Unmailed } from '../protocol/account.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredInvitation } from '../store/tables/invitation.ts'
import type { Accounts } from './accounts.ts'
import { linkHolds, type Links } from './links.ts'

export interface InvitingParts {
  store: Store
  links: Links
  accounts: Accounts
  letters: Pick<Letters, 'account'>
  /** Whether a mail server is known. */
  canMail: boolean
  /** Called when mails wait in the outbox. */
  queued: () => void
  realClock: () => number
}

/** What an owner asks: who, as what, and in which language. */
export type Asked = Pick<StoredInvitation, 'email' | 'role' | 'sites' | 'locale'>
/** Who does it. */
interface Inviter {
  id: string
  name: string
}
/** To whom a link goes, and what it is for. */
interface Sent extends Pick<StoredInvitation, 'email' | 'sites' | 'locale'> {
  kind: 'invitation' | 'password-reset'
  name: string
  /** Of the invitation, or of the account. */
  id: string
}

/** A link that no mail takes there: it is for the owner to hand over; null: it was mailed. */
export type Handed = Promise<{ link: string | null }>

/** How long letters and invitations are kept, ms. */
const kept = 30 * 86_400_000

export class Inviting {
  readonly #parts: InvitingParts

  constructor(parts: InvitingParts) {
    this.#parts = parts
  }

  get canMail(): boolean {
    return this.#parts.canMail
  }

  /** Who has been invited and has not come, the oldest first. */
  async list(): Promise<Invited[]> {
    const { store } = this.#parts
    const rows = await store.all(store.queries.invitations())
    return rows.map(({ id, email, role, sites, at }) => ({ id, email, role, sites, endsAt: at + linkHolds }))
  }

  /** To whom a letter did not arrive, and why: the latest of each. */
  async unmailed(): Promise<Unmailed[]> {
    const { store } = this.#parts
    const latest = new Map<string, Unmailed>()
    for (const { to, failedAt, error } of await store.all(store.queries.failedStaffMails()))
      if (!latest.has(to)) latest.set(to, { email: to, at: failedAt!, why: error ?? '' })
    return [...latest.values()]
  }

  /** Invites an address, or once more with what is asked now. @throws Refused `taken` */
  async invite(asked: Asked, by: Inviter): Handed {
    const { store, accounts, realClock } = this.#parts
    const email = asked.email.toLowerCase()
    if (await accounts.byEmail(email)) throw new Refused('taken')
    const id = randomBytes(18).toString('base64url')
    const invitation = { ...asked, id, email, userId: by.id, at: realClock() }
    return this.#send(function* (send) {
      const [kept] = yield* store.queries.putInvitation(invitation)
      return yield* send({ ...asked, email, kind: 'invitation', name: by.name, id: kept!.id })
    })
  }

  /** Sends an invitation again; the link before it holds no more. @throws Refused `unknown-agent` */
  async again(id: string, by: Inviter): Handed {
    const found = await this.#find(id)
    return this.invite(found, by)
  }

  /** Ends an invitation and its link. @throws Refused `unknown-agent` */
  async withdraw(id: string): Promise<void> {
    const { store, links } = this.#parts
    await this.#find(id)
    await store.write(function* () {
      yield* store.queries.dropInvitation({ id })
      yield* links.end(`invitation:${id}`)
    })
  }

  /** To whom an invitation went, or null. */
  async emailOf(id: string): Promise<string | null> {
    const { store } = this.#parts
    return (await store.all(store.queries.invitation({ id })))[0]?.email ?? null
  }

  /** Sends somebody of the team a link to another password. */
  async resend(account: Omit<Sent, 'kind' | 'locale'>, locale: string): Handed {
    return this.#send((send) => send({ ...account, locale, kind: 'password-reset' }))
  }

  /**
   * The same for whoever asks for an address, which may be nobody's.
   * @returns whose it is, for the record; null: nobody's
   */
  async forgotten(email: string, locale: string): Promise<{ id: string; name: string } | null> {
    const { accounts, canMail } = this.#parts
    const account = await accounts.byEmail(email)
    if (!account || !canMail || !(await accounts.hasPassword(account.id))) return null
    await this.resend(account, locale)
    return account
  }

  /** Forgets letters to accounts, and invitations that nobody has taken. */
  async sweep(): Promise<void> {
    const { store, realClock } = this.#parts
    const before = realClock() - kept
    await store.write(function* () {
      yield* store.queries.forgetStaffMails({ before })
      yield* store.queries.forgetInvitations({ before })
    })
  }

  async #find(id: string): Promise<StoredInvitation> {
    const { store } = this.#parts
    const [found] = await store.all(store.queries.invitation({ id }))
    if (!found) throw new Refused('unknown-agent')
    return found
  }

  /** @param write makes what the link is for */
  async #send(write: (send: (sent: Sent) => Work<string | null>) => Work<string | null>): Handed {
    const { store, links, letters, canMail, queued } = this.#parts
    const send = function* ({ kind, email, sites, locale, name, id }: Sent): Work<string | null> {
      const purpose = kind === 'invitation' ? (`invitation:${id}` as const) : (`password:${id}` as const)
      if (kind === 'invitation') yield* links.end(purpose)
      const link = yield* links.make(purpose)
      const mail = canMail ? letters.account({ email, sites, facts: { kind, locale, link, name } }) : null
      if (mail === null) return link
      yield* queue(store.queries, mail, null)
      return null
    }
    const link = await store.write(() => write(send))
    queued()
    return { link }
  }
}
