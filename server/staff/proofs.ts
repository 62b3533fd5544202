// Passwords of those who are signed in: said again before what matters, and changed.

import type { Store } from '../store/store.ts'
import type { Opening } from './auth.ts'
import type { Notices } from './notices.ts'
import { checkPassword } from './password.ts'

export interface Holder {
  id: string
  name: string
  email: string
  /** As far as it has said; may be ''. */
  browser: string
}

export function proofsOf(opening: Opening, { queries }: Store, notices: Notices) {
  const isPassword = async (agent: string, password: string): Promise<boolean> => {
    const { internalAdapter, passwords } = await opening()
    const account = (await internalAdapter.findAccounts(agent)).find(({ providerId }) => providerId === 'credential')
    return typeof account?.password === 'string' && passwords.verify({ hash: account.password, password })
  }
  return {
    isPassword,

    /**
     * Gives somebody another password who knows theirs; their sign-ins are for the caller to end.
     * @returns whether they know it
     * @throws WeakPassword
     */
    async changePassword({ id, name, email, browser }: Holder, password: string, next: string): Promise<boolean> {
      if (!(await isPassword(id, password))) return false
      await checkPassword(next, [email, name])
      const { passwords } = await opening()
      const put = { userId: id, password: await passwords.hash(next), updatedAt: new Date().toISOString() }
      await notices.changing(id, 'password-changed', { by: null, browser }, function* () {
        yield* queries.putPassword(put)
      })
      return true
    },
  }
}
