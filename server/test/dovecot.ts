// A real IMAP server for tests, Dovecot, on free ports and as nobody; or a sentence why there is none.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { freePort } from './ports.ts'
import { until } from './rig.ts'

const program = '/usr/sbin/dovecot'
const version = existsSync(program) ? spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout : ''
/** Why Dovecot cannot be tested with, or null. */
export const noDovecot = !version
  ? 'there is no dovecot; install dovecot-imapd and dovecot-lmtpd'
  : !version.startsWith('2.3')
    ? `dovecot is ${version.trim()}, and the settings of these tests are for 2.3`
    : null

const password = 'a-long-password'
const isRoot = process.getuid?.() === 0
/** Dovecot does no mail for root. */
const nobody = { uid: isRoot ? 65_534 : process.getuid!(), gid: isRoot ? 65_534 : process.getgid!() }

/**
 * A mail server with as many mailboxes as are named: whatever name signs in has one.
 * @param tokens where it asks whose a token is; null: a password alone opens a mailbox
 * @param isOld whether it is one that does not say by itself what comes in
 */
export async function startDovecot(tokens: { introspection: string } | null = null, isOld = false) {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-dovecot-'))
  const [imap, lmtp] = [await freePort(), await freePort()]
  const name = (option: '-un' | '-gn') =>
    spawnSync('id', [option, String(nobody.uid)], { encoding: 'utf8' }).stdout.trim()
  const [user, group] = [name('-un'), name('-gn')]
  for (const each of ['run', 'mail']) mkdirSync(join(folder, each))
  const config = join(folder, 'dovecot.conf')
  const oauth = join(folder, 'oauth2.conf')
  writeFileSync(
    oauth,
    `
introspection_mode = post
introspection_url = ${tokens?.introspection}
username_attribute = username
active_attribute = active
active_value = true
`,
  )
  writeFileSync(
    config,
    `
protocols = imap lmtp
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login${tokens ? ' xoauth2' : ''}
mail_location = maildir:${folder}/mail/%n
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
recipient_delimiter = +
mail_max_userip_connections = 100
${isOld ? 'imap_capability = IMAP4rev1 UIDPLUS' : ''}
${tokens ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = ${oauth}\n}` : ''}
passdb {
  driver = static
  mechanisms = plain login
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${nobody.uid} gid=${nobody.gid} home=${folder}/mail/%n allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`,
  )
  for (const each of ['', 'run', 'mail', 'dovecot.conf', 'oauth2.conf'])
    chownSync(join(folder, each), nobody.uid, nobody.gid)
  let child: ChildProcess
  const isThere = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(imap, '127.0.0.1')
      socket.once('data', () => (resolve(true), socket.destroy()))
      socket.once('error', () => resolve(false))
    })
  const start = async () => {
    const own = { cwd: folder, stdio: 'ignore', detached: true } as const
    child = spawn(program, ['-F', '-c', config], { ...own, ...(isRoot && nobody) })
    await until(isThere).catch(() => {
      throw new Error(
        `dovecot does not start: ${existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log')) : ''}`,
      )
    })
  }
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
    endRest()
    await until(async () => !(await isThere()))
  }
  /** Those whom it serves are served on by processes of their own, which outlive it for a while. */
  const endRest = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // There is none any more.
    }
  }
  await start()
  return {
    host: '127.0.0.1',
    port: imap,
    password,
    /** What it says of itself. */
    log: () => readFileSync(join(folder, 'log'), 'utf8'),
    /** What a mailbox of rotame.yaml says. */
    mailbox: (name: string, mailFolder = 'INBOX') => ({
      host: '127.0.0.1',
      port: imap,
      user: name,
      password,
      oauth: null,
      folder: mailFolder,
    }),
    /** Brings a mail as another server would; dots at the beginnings of lines and all. */
    async deliver(raw: string | Buffer, to: string) {
      const transport = createTransport({ host: '127.0.0.1', port: lmtp, lmtp: true, ignoreTLS: true })
      await transport.sendMail({ envelope: { from: 'sender@example.com', to }, raw })
      transport.close()
    },
    /** Does something in a mailbox, as its owner. */
    async within<T>(name: string, act: (client: ImapFlow) => Promise<T>): Promise<T> {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: imap,
        secure: false,
        auth: { user: name, pass: password },
        logger: false,
      })
      await client.connect()
      try {
        await client.mailboxOpen('INBOX')
        return await act(client)
      } finally {
        await client.logout()
      }
    },
    /** Puts mails into a mailbox that nobody has opened yet, as fast as a disk takes them. */
    fill(name: string, mails: Iterable<string>) {
      const box = join(folder, 'mail', name)
      const made = [box, ...['cur', 'new', 'tmp'].map((each) => join(box, each))]
      for (const each of made) mkdirSync(each)
      let number = 0
      for (const mail of mails) {
        const file = join(box, 'cur', `${1_700_000_000 + number++}.${number}.test:2,`)
        writeFileSync(file, mail)
        made.push(file)
      }
      for (const each of made) chownSync(each, nobody.uid, nobody.gid)
    },
    /** Numbers a mailbox's mails anew, as after a restore: the server has to be stopped meanwhile. */
    renumber: (name: string) => {
      const box = join(folder, 'mail', name)
      for (const file of readdirSync(box)) if (file.startsWith('dovecot')) rmSync(join(box, file), { recursive: true })
    },
    start,
    end,
    async stop() {
      await end()
      rmSync(folder, { recursive: true })
    },
  }
}
