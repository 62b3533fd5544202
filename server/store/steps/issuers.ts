// The step that keeps of a sign-in who has said who it is: of before, nobody but us.

import type { Kysely } from 'kysely'

export async function issuers({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('session').addColumn('issuer', 'text').execute()
  await schema.alterTable('session').addColumn('provenAt', 'integer').execute()
}
