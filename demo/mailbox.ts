// A mailbox: a real SMTP server in the process that keeps what arrives, for the demo and the tests.

import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  parsed: ParsedMail
  source: string
  /** To whom it went, whatever it says itself. */
  recipients: string[]
}

export type Mailbox = Awaited<ReturnType<typeof openMailbox>>

/** Listens on a free port of 127.0.0.1. */
export async function openMailbox() {
  const mails: Mail[] = []
  let refusing: number | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      done(refusing === null ? null : Object.assign(new Error('refused'), { responseCode: refusing }))
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks)
        simpleParser(source).then((parsed) => {
          const recipients = envelope.rcptTo.map(({ address }) => address)
          mails.push({ parsed, source: source.toString(), recipients })
          done()
        }, done)
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    /** What went to an address, or to all that have these signs in them. */
    to: (address: string): ParsedMail[] =>
      mails.filter(({ recipients }) => recipients.join().includes(address)).map(({ parsed }) => parsed),
    /** Keeps what was sent from here, beside what it answers. */
    keep: async (source: Buffer) => {
      const parsed = await simpleParser(source)
      const recipients = [parsed.to ?? []].flat().flatMap(({ value }) => value.map((each) => each.address ?? ''))
      mails.push({ parsed, source: source.toString(), recipients })
    },
    /** From now on every recipient is refused with this SMTP code; null accepts again. */
    refuse: (code: number | null) => void (refusing = code),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
