// A request as it is told, which goes on by mail for days.

import { addOpenTime } from '../../server/hours/calendar.ts'
import { replyAddress } from '../../server/mail/inbound/replyAddress.ts'
import { authserv } from '../answering.ts'
import { day, hour, hourOf, minute, Story } from './stories.ts'

export class Request extends Story {
  #reference = ''

  get isKnown(): boolean {
    return true
  }

  /** @returns when its last is said */
  tell(): number {
    const { doors, random } = this.scene
    const { talk, person, language, lines } = this.asked
    const opening = `${hourOf(this.at) < 12 ? this.words.morning : this.words.evening}${this.words.toGuest},`
    const text = [opening, this.fill(talk.lines[0]!.text), `${random.one(this.words.letter)}\n${person.name}`].join(
      '\n\n',
    )
    const isReport = talk.topic === 'support/report-problem'
    const form = {
      id: this.id,
      secret: person.secret,
      email: person.email,
      name: person.name,
      topic: isReport ? 'bug' : talk.topic,
      text,
      context: this.context,
      ...(isReport && {
        report: {
          expected: language === 'el' ? 'Να ολοκληρώνεται χωρίς λάθος.' : 'It should finish.',
          device: this.browser,
        },
      }),
    }
    const from = { browser: this.browser, address: `192.0.2.${random.between(1, 255)}` }
    this.after(0, async () => {
      const { ticket } = await doors.tickets.open(this.visitor, form, from)
      this.#reference = ticket.reference
    })
    this.#talk()
    if (lines === undefined) this.#end()
    return this.at
  }

  #talk(): void {
    const { random } = this.scene
    let isFirst = true
    for (const { by, text: line, isLater } of this.lines) {
      const text = this.fill(line)
      if (isLater) this.at += random.between(3, 6) * day
      if (by === 'visitor') this.#answer(text)
      else if (by === 'note') this.note(2 * minute, text)
      else {
        this.#work(isFirst ? random.between(40, 420) * minute : random.between(20, 180) * minute)
        const parts = [this.greeting(), text, `${random.one(this.words.regards)}\n${this.agent.name}`]
        this.reply(0, parts.filter(Boolean).join('\n\n'))
        if (isFirst) this.tag()
        if (isFirst && random.isOnce(0.08)) this.#handOver()
        isFirst = false
      }
    }
  }

  /** The next thing that an agent does comes after so much open time. */
  #work(ms: number): void {
    this.at = addOpenTime(this.scene.site.hours, this.at, ms)!
  }

  #handOver(): void {
    const { random, team } = this.scene
    const heir = random.one(team.filter(({ id }) => id !== this.agent.id))
    this.act(minute, { kind: 'assign', to: heir.id, note: random.one(this.words.handOver) })
    this.agent = heir
  }

  /** By mail, as most do; else on the page. */
  #answer(text: string): void {
    const { random, doors, site } = this.scene
    const { name, email } = this.asked.person
    const ms = random.between(25, 400) * minute
    if (random.isOnce(0.5)) return this.write(ms, text)
    const messageId = `<${random.id()}@mail.example>`
    const encoded = (said: string) => `=?utf-8?B?${Buffer.from(said).toString('base64')}?=`
    this.after(ms, async () => {
      const lines = [
        `Authentication-Results: ${authserv}; dmarc=pass header.from=${email.split('@')[1]}`,
        `From: ${encoded(name)} <${email}>`,
        `To: ${replyAddress(site.mail!.to, this.#reference, site.id, doors.secret)}`,
        `Subject: Re: ${this.#reference}`,
        `Message-ID: ${messageId}`,
        `Date: ${new Date(doors.clock()).toUTCString()}`,
        'Content-Type: text/plain; charset=utf-8',
      ]
      await (
        await doors.intake()
      ).take(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n\r\n${name}\r\n`), [site.id])
    })
  }

  #end(): void {
    const { random } = this.scene
    this.#work(random.between(1, 9) * hour)
    if (this.lines.at(-1)?.by === 'visitor') this.see()
    this.act(0, { kind: 'close' })
    this.rate(random.between(1, 30) * hour, 0.3)
  }
}
