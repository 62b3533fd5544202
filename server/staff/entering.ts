// Entering by a link: whoever has one makes their account, or another password.

import { Refused } from '../protocol/answer.ts'
import type { LinkTold } from '../protocol/http.ts'
import type { Store } from '../store/store.ts'
import type { StoredInvitation } from '../store/tables/invitation.ts'
import type { Accounts, NewAgent } from './accounts.ts'
import type { Done } from './audit.ts'
import type { Links } from './links.ts'
import { checkPassword } from './password.ts'

interface EnteringParts {
  accounts: Accounts
  links: Links
  store: Store
  /** @throws Refused where nothing but the issuer's word lets in; links of the command line do */
  checkOpen: () => void
}

/** What whoever has a link has typed; a link to another password asks for that alone, an invitation for a name too. */
export interface Entering {
  token: string
  name?: string | undefined
  email?: string | undefined
  password: string
  /** As far as it has said; may be ''. */
  browser: string
}

/** Who may sign in now, what is to be recorded, and which sign-ins are over. */
export interface Entered {
  email: string
  done: Done
  ended: string[]
}

type Aim =
  | { kind: 'owner' }
  | ({ kind: 'invitation' } & Pick<StoredInvitation, 'id' | 'email' | 'role' | 'sites' | 'locale'>)
  | { kind: 'password'; id: string; email: string; name: string }

/** Finds out what a link leads to. */
const aimsOf =
  ({ accounts, links, store }: EnteringParts) =>
  async (token: string): Promise<Aim> => {
    const [kind, id = ''] = (await links.purposeOf(token)).split(':')
    if (kind === 'owner' && !(await links.hasOwner())) return { kind }
    const [invitation] = kind === 'invitation' ? await store.all(store.queries.invitation({ id })) : []
    if (invitation) return { ...invitation, kind: 'invitation' }
    const account = kind === 'password' ? await accounts.byId(id) : null
    if (account) return { ...account, kind: 'password' }
    throw new Refused('expired')
  }

export function enteringOf(parts: EnteringParts) {
  const { accounts, links, store } = parts
  /** @throws Refused `expired`, also where what it leads to is no more */
  const aimOf = aimsOf(parts)

  const add = async (token: string, account: NewAgent, invitation: string | null): Promise<Entered> => {
    const { email, name, role, sites } = account
    await checkPassword(account.password, [email, name])
    const make = async () => {
      if (invitation === null && (await links.hasOwner())) throw new Refused('expired')
      const id = await accounts.add(account)
      if (id === null) throw new Refused('taken')
      return id
    }
    const userId = await links.spend(token, make)
    if (invitation !== null)
      await store.write(function* () {
        yield* store.queries.dropInvitation({ id: invitation })
      })
    const facts = { role, sites: sites?.join(', ') ?? 'all' }
    const doer = { userId, by: name, session: null }
    return { email, ended: [], done: { ...doer, what: 'account-added', about: `${name} <${email}>`, facts } }
  }

  const renew = async ({ token, password, browser }: Entering, aim: Aim & { kind: 'password' }): Promise<Entered> => {
    const { id, email, name } = aim
    await checkPassword(password, [email, name])
    const { signIns } = await accounts.own(id)
    await links.spend(token, () => accounts.setPassword(email, password, { by: null, browser }))
    const done: Done = { userId: id, by: name, session: null, what: 'password-reset' }
    return { email, done, ended: signIns.map((each) => each.id) }
  }

  return {
    /** What a link is for. @throws Refused `expired` */
    async linkTold(token: string): Promise<LinkTold> {
      const aim = await aimOf(token)
      return { kind: aim.kind, email: aim.kind === 'owner' ? null : aim.email }
    },

    /**
     * Uses a link. @returns what has become of it
     * @throws WeakPassword, after which the link still holds
     * @throws Refused `expired`, `taken`, `malformed`
     */
    async enterBy(given: Entering): Promise<Entered> {
      const { token, name, email, password } = given
      const aim = await aimOf(token)
      if (aim.kind === 'password') return renew(given, aim)
      if (!name) throw new Refused('malformed')
      if (aim.kind === 'invitation') {
        parts.checkOpen()
        return add(token, { ...aim, name, password }, aim.id)
      }
      if (!email) throw new Refused('malformed')
      return add(token, { email, name, password, role: 'owner', sites: null }, null)
    },
  }
}
