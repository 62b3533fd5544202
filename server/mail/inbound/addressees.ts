// Addressees: whom a mail was sent to besides us, the team and whoever has written it.

import type { Config } from '../../config/config.ts'
import type { Addressee } from '../../protocol/via.ts'
import { mailboxOf } from '../mailbox.ts'
import type { Mailed } from './parse.ts'
import { bare } from './replyAddress.ts'

/** As many addresses of a mail as are looked at. */
const most = 50

/** Whether an address is one of ours, whatever is marked in it. */
export function isOurs(address: string, { sites }: Pick<Config, 'sites'>): boolean {
  const { mailbox } = mailboxOf(address)
  const own = [...sites.values()].flatMap(({ mail }) => (mail ? [mail.from, mail.to] : []))
  return own.some((each) => mailboxOf(bare(each)).mailbox === mailbox)
}

/** @param isTeams whether an address is of somebody of the team */
export async function othersIn(
  { addressees, from }: Mailed,
  config: Pick<Config, 'sites'>,
  isTeams: (address: string) => Promise<boolean>,
): Promise<Addressee[]> {
  const others = new Map<string, Addressee>()
  const sender = from && mailboxOf(from.address).mailbox
  for (const each of addressees.slice(0, most)) {
    const { mailbox } = mailboxOf(each.address)
    if (mailbox === sender || others.has(mailbox) || isOurs(each.address, config)) continue
    if (!(await isTeams(each.address))) others.set(mailbox, each)
  }
  return [...others.values()]
}
