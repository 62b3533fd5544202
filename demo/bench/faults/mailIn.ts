// Mail in under fire: visitors and agents answer what they were mailed, over a real IMAP server that is killed and
// whose lines are cut, or by a forwarder; and whether each answer is where it belongs, once.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { noDovecot, startDovecot } from '../../../server/test/dovecot.ts'
import { answerTo, postMail } from '../../../server/test/mails.ts'
import { form } from '../../../server/test/rig.ts'
import type { Taken } from '../../../server/test/smtp.ts'
import { agents as accounts } from '../../demo.ts'
import type { Row } from './backing.ts'
import type { Ledger, Line } from './ledger.ts'
import { addressed, says } from './mails.ts'
import type { Numbers } from './plan.ts'
import type { Verdict } from './verdict.ts'

const user = 'support'
export const team = `${user}@oxzino.example`
export const secrets = {
  FAULTS_MAIL_PASSWORD: 'a-long-password',
  FAULTS_MAIL_SECRET: 'shown-by-the-forwarder-with-each-mail',
}
const authserv = 'mx.oxzino.example'
/** Answers that are on their way at once, each to a mail of its own. */
const atOnce = 4
/** People who leave a message before anything breaks: whoever is mailed of it answers under fire. */
const askBefore = 16
/** Lines to the IMAP server that are cut at most: then it can be seen whether all comes in. */
const mostCuts = 40

/** An answer by mail, and the form whose conversation it belongs to. */
interface Answered extends Line {
  form: string
}

interface Parts {
  numbers: Numbers
  ledger: Ledger
  /** What the mail server has taken. */
  taken: Taken[]
  /** Where the product is. */
  url: string
  /** A page that may have the widget. */
  origin: string
  note: (text: string) => void
  now: () => number
}

export type MailIn = Awaited<ReturnType<typeof openMailIn>>

/** @throws a sentence where there is no Dovecot */
export async function openMailIn(numbers: Numbers) {
  if (noDovecot !== null) throw new Error(`--mail-in: ${noDovecot}`)
  const dovecot = await startDovecot()
  await dovecot.within(user, async () => {})
  const line = await openLine(dovecot.port, numbers)
  const answers: Answered[] = []
  const over = new AbortController()
  let kills = 0
  return {
    answers,
    counts: () => ({ imapKills: kills, imapCuts: line.cuts() }),
    /** `mail.inbound` of rotame.yaml. */
    inbound: {
      imap: { host: '127.0.0.1', port: line.port, user, passwordVariable: 'FAULTS_MAIL_PASSWORD' },
      secretVariable: 'FAULTS_MAIL_SECRET',
      authserv,
      plus: true,
    },
    /** Begins to answer and to break. @returns ends both; resolves when every answer is delivered */
    async begin(parts: Parts): Promise<() => Promise<void>> {
      for (let number = 0; number < askBefore; number++) await ask(number, parts)
      const breaking = (async () => {
        while (!over.signal.aborted) {
          await wait(numbers.between(3_000, 7_000))
          if (over.signal.aborted) break
          kills++
          parts.note('the IMAP server is killed')
          await dovecot.end('SIGKILL')
          await wait(numbers.between(100, 1_500))
          await dovecot.start()
        }
      })()
      const known = new Set<string>()
      const one = async () => {
        while (!over.signal.aborted) {
          const mail = parts.taken.find(({ messageId }) => !known.has(messageId))
          if (mail) known.add(mail.messageId)
          const made = mail && write(mail, parts)
          if (!made) {
            await wait(100)
            continue
          }
          answers.push(made.line)
          if (numbers.next() < 0.5) await deliver(made.raw, made.to)
          else await post(made.raw, parts)
          await wait(numbers.between(500, 2_500))
        }
      }
      const answering = Promise.all(Array.from({ length: atOnce }, one))
      return async () => {
        over.abort()
        await Promise.all([answering, breaking])
      }
    },
    async end() {
      line.end()
      await dovecot.stop()
    },
  }

  /** As mail servers do, until it is taken: who did not hear that it was brings it again. */
  async function deliver(raw: string, to: string): Promise<void> {
    while (
      !(await dovecot.deliver(raw, to).then(
        () => true,
        () => false,
      ))
    )
      await wait(300)
    if (numbers.next() < 0.1) await dovecot.deliver(raw, to).catch(() => {})
  }

  async function post(raw: string, { url, note }: Parts): Promise<void> {
    const secret = secrets.FAULTS_MAIL_SECRET
    for (;;) {
      // Nobody answers, or the line is cut: it comes again. What is refused would be refused for ever.
      const asked = postMail(url, raw, { secret, signal: AbortSignal.timeout(10_000) })
      const response = await asked.catch(() => null)
      if (response?.ok) return
      if (response && response.status < 500) return note(`an answer by mail is refused: ${response.status}`)
      await wait(300)
    }
  }
}

/** Leaves a message as the widget's form does. */
async function ask(number: number, { ledger, url, origin, now }: Parts): Promise<void> {
  const author = `m${number % 2}`
  const text = ledger.next(author, author)
  // Of a domain of its own, as one is acknowledged so often a day.
  const email = `${author}@customers.${number}.example`
  const response = await fetch(`${url}/tickets/oxzino`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ ...form(email), topic: '', text }),
  })
  if (!response.ok) throw new Error(`a message before the run was answered ${response.status}`)
  ledger.forms.push({ author, visitor: author, text, email, at: now() })
}

/** Whoever was mailed answers: a visitor what they got, an agent what the team got. */
function write(mail: Taken, { ledger, numbers, now }: Parts) {
  const to = addressed(mail)
  const isTeam = to === team
  const form = ledger.forms.find(({ email, text }) => (isTeam ? says(text)(mail) : email === to))
  if (!form || (isTeam && mail.parsed.headers.get('auto-submitted') !== 'auto-generated')) return null
  const author = isTeam ? `k${numbers.below(accounts.length)}` : `${form.author}.mail`
  const from = isTeam ? accounts[Number(author.slice(1))]!.email : to
  const text = ledger.next(author, form.visitor)
  const domain = from.slice(from.indexOf('@') + 1)
  const results = `${authserv}; dkim=pass header.d=${domain}; dmarc=pass header.from=${domain}`
  const raw = answerTo(mail.parsed, { text, from, results })
  const line = { author, visitor: form.visitor, text, at: now(), form: form.text }
  return { raw, line, to: mail.parsed.replyTo!.value[0]!.address! }
}

/** A way to the IMAP server on which every second line is cut after some bytes, `mostCuts` times. */
async function openLine(port: number, numbers: Numbers) {
  let cuts = 0
  let opened = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = connect(port, '127.0.0.1')
    sockets.add(socket)
    const end = () => (socket.destroy(), onward.destroy(), sockets.delete(socket))
    for (const each of [socket, onward]) each.on('error', end).on('close', end)
    socket.pipe(onward)
    let left = opened++ % 2 === 0 && cuts < mostCuts ? Math.round(numbers.between(300, 8_000)) : Infinity
    onward.on('data', (chunk: Buffer) => {
      left -= chunk.length
      if (left >= 0) return void socket.write(chunk)
      cuts++
      socket.write(chunk.subarray(0, chunk.length >> 1))
      end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    end() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

export interface AnswerSizes {
  answersByMail: number
  answersLost: number
  answersDoubled: number
  answersMisplaced: number
}

/** Whether each answer is stored once, in the conversation of the form that was answered, as its writer's. */
export function judgeAnswers(answers: Answered[], rows: Row[], verdict: Verdict): AnswerSizes {
  const sizes = { answersByMail: answers.length, answersLost: 0, answersDoubled: 0, answersMisplaced: 0 }
  const find = (kind: 'answersLost' | 'answersDoubled' | 'answersMisplaced', words: string) => {
    sizes[kind]++
    verdict.findings.push(`${kind}: ${words}`)
  }
  for (const { text, form, author } of answers) {
    const stored = rows.filter((row) => row.text === text)
    const home = rows.find((row) => row.text === form)?.conversation
    // What a colleague had answered before comes back, and is kept as a note.
    const authors = author.startsWith('k') ? ['agent', 'note'] : ['visitor']
    if (stored.length === 0) find('answersLost', `«${text}» is not stored`)
    if (stored.length > 1) find('answersDoubled', `«${text}» is stored ${stored.length} times`)
    if (stored.some((row) => row.conversation !== home || !authors.includes(row.author)))
      find('answersMisplaced', `«${text}» is not where «${form}» is, or is not ${authors.join(' or ')}`)
  }
  return sizes
}

/** How many are not stored yet. */
export const unstored = (answers: Answered[], rows: Row[]): number => {
  const texts = new Set(rows.map(({ text }) => text))
  return answers.filter(({ text }) => !texts.has(text)).length
}
