// The mailboxes that answers come in to: what an owner asks about them, and where a provider sends one back to.

import type { FastifyInstance } from 'fastify'
import type { AgentSocket } from '../live/sockets.ts'
import type { Consents } from '../mail/consent/consents.ts'
import type { Arrivals } from '../mail/inbound/arrivals.ts'
import type { Deed } from '../protocol/audit.ts'
import type { ofMailboxes } from '../protocol/mailbox.ts'
import type { AuditRecord } from '../staff/audit.ts'
import type { Payment, Served } from './answer.ts'
import { sendOn } from './returns.ts'
import { serve } from './route.ts'

interface MailboxParts {
  consents: Consents
  arrivals: Pick<Arrivals, 'mailboxes'>
  record: AuditRecord
}

export function ofMailboxEvents(
  { consents, arrivals, record }: MailboxParts,
  { open, change }: Record<'open' | 'change', readonly Payment<AgentSocket>[]>,
): Served<typeof ofMailboxes, AgentSocket> {
  const note = ({ agent, session }: AgentSocket['data'], what: Deed, site: string) =>
    record.note({ what, userId: agent.id, by: agent.name, session, about: consents.userOf(site), facts: { site } })
  return {
    'mailbox:open': [open, async () => ({ mailboxes: await arrivals.mailboxes() })],
    'mailbox:connect': [change, async ({ site }, { data }) => ({ url: await consents.ask(site, data.session) })],
    'mailbox:consent': [
      change,
      async ({ site, said }, { data }) => {
        const came = await consents.take(site, data.session, said)
        if (came.outcome === 'given') await note(data, 'mailbox-connected', site)
        return came
      },
    ],
    'mailbox:disconnect': [
      change,
      async ({ site }, { data }) => {
        await consents.end(site)
        await note(data, 'mailbox-disconnected', site)
      },
    ],
  }
}

/** Where a provider sends people back to: on to the console, which asks as who is signed in there. */
export function serveReturns(app: FastifyInstance): void {
  serve(app, 'GET', '/mail/consent/:site', async ({ params: { site }, query }, reply) =>
    sendOn(reply, query, (told) => `mailboxes/${encodeURIComponent(site)}?${told}`),
  )
}
