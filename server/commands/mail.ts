// `rotame mail import`: the mails that were in a mailbox before it was read are taken, by the server that reads it.

import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import { inboxId } from '../mail/inbound/mailboxes.ts'
import { openStore } from '../store/open.ts'
import { say } from './say.ts'

/** How often it is looked how far it has come, ms. */
const every = 1_000

/** @param since from which day; undefined: all @returns the exit code */
export async function runMailImport(site: string, folder: string, since: string | undefined): Promise<number> {
  const from = since === undefined ? 0 : Date.parse(since)
  if (Number.isNaN(from) || from < 0) return say(`--since ${since}: write a day like 2026-01-31`, 2)
  const config = readConfig(folder, process.env)
  const mail = config.sites.get(site)?.mail
  if (!config.sites.has(site)) return say(`rotame.yaml has no site ${site}`, 2)
  if (!mail?.inbound?.imap) return say(`the site ${site} has no mailbox that is read: mail.inbound.imap`, 2)
  prepareData(config)
  const store = await openStore(config)
  const id = inboxId(mail.inbound.imap)
  try {
    const [asked] = await store.write(function* () {
      return yield* store.queries.askForOld({ id, since: from })
    })
    if (asked!.changed === 0) return say(`${id} has not been read yet: start the server first`, 1)
    console.log(`Old mails of ${id} are taken while the server runs; interrupting this does not stop it.`)
    let told = ''
    for (;;) {
      const [inbox] = await store.all(store.queries.inbox({ id }))
      if (inbox?.oldSince === null) return say('All are taken.', 0)
      const now = inbox?.oldLeft == null ? 'waiting for the server that reads it' : `${inbox.oldLeft} to go`
      if (now !== told) console.log((told = now))
      await wait(every)
    }
  } finally {
    await store.close()
  }
}
