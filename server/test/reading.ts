// Servers that read mailboxes of a real Dovecot, for tests; what a test has started ends with it.

import { afterAll, afterEach, beforeAll } from 'vitest'
import { startDovecot } from './dovecot.ts'
import { answerTo, inboundSites } from './mails.ts'
import { evening, form, type Rig, startRig, until } from './rig.ts'

const lease = 1_500

/**
 * @param makeOne a database for each server that is not given one
 * @param isOld whether the mail server says nothing by itself of what comes in
 */
export function readMailboxes(
  makeOne: () => Promise<{ url: string | null; drop: () => Promise<unknown> }>,
  isOld = false,
) {
  let dovecot: Awaited<ReturnType<typeof startDovecot>>
  const drops: (() => Promise<unknown>)[] = []
  let rigs: Rig[] = []
  let number = 0
  let user = ''
  beforeAll(async () => void (dovecot = await startDovecot(null, isOld)))
  afterEach(async () => {
    await Promise.all(rigs.map((rig) => rig.stop()))
    rigs = []
    for (const drop of drops.splice(0)) await drop()
  })
  afterAll(() => dovecot.stop())

  const inbox = async (rig: Rig) => (await rig.store.db.selectFrom('inbox').selectAll().execute())[0]
  return {
    get dovecot() {
      return dovecot
    },
    get user() {
      return user
    },
    /** A mailbox that nobody has had. */
    async fresh() {
      user = `support${++number}`
      const greet = () => dovecot.within(user, async () => {})
      // A test that failed between may have left it dead.
      await greet().catch(async () => {
        await dovecot.start()
        await greet()
      })
    },
    /** One that has these mails when it is opened first. */
    full(mails: Iterable<string>) {
      user = `full${++number}`
      dovecot.fill(user, mails)
    },
    /** A server that reads the mailbox, which is there. */
    async reading(wishes: Parameters<typeof startRig>[1] = {}): Promise<Rig> {
      const sites = inboundSites({ imap: dovecot.mailbox(user), secret: null })
      const made = wishes.databaseUrl === undefined ? await makeOne() : null
      if (made) drops.push(made.drop)
      const rig = await startRig(evening, {
        sites,
        mailLease: lease,
        ...(made && { databaseUrl: made.url }),
        ...wishes,
      })
      rigs.push(rig)
      return rig
    },
    /** Ends one before its test does. */
    async end(rig: Rig) {
      rigs = rigs.filter((each) => each !== rig)
      await rig.stop()
    },
    async ticket(rig: Rig) {
      const email = `visitor${++number}@example.com`
      const { body } = await rig.post('/tickets/oxzino', form(email))
      const { conversation } = body as unknown as { conversation: string }
      return { conversation, receipt: await until(() => rig.mailbox.to(email)[0]) }
    },
    arrivals: (rig: Rig) => rig.store.db.selectFrom('arrival').select(['outcome', 'subject', 'digest']).execute(),
    /** What came by mail, in order. */
    texts: async (rig: Rig) =>
      (await rig.store.db.selectFrom('message').select('text').where('via', 'is not', null).execute()).map(
        ({ text }) => text,
      ),
    inbox,
    /** When the mailbox is read for the first time. */
    isRead: (rig: Rig) => until(async () => (await inbox(rig))?.uidValidity, 30_000),
    deliver: (raw: string | Buffer) => dovecot.deliver(raw, `${user}@oxzino.example`),
    /** Delivers an answer, made of words. */
    answer: (receipt: Parameters<typeof answerTo>[0], text: string) =>
      dovecot.deliver(answerTo(receipt, { text }), `${user}@oxzino.example`),
  }
}
