// The letter that says to the team that people still wait though the time is over.

import { dateTime } from '../../widget/hours.ts'
import { linksIn } from '../../widget/view/links.ts'
import type { Site } from '../config/config.ts'
import type { OverdueFacts } from '../store/tables/facts.ts'
import { type DrawnMail, type Drawing, mail } from './drawn.ts'
import type { Fact } from './page.ts'
import { mailWords } from './words.ts'

/** In the site's first locale. */
export function overdueMail({ overdue, count }: OverdueFacts, site: Site, { url }: Drawing): DrawnMail {
  const locale = site.locales[0]!
  const words = mailWords(locale)
  const linkOf = (conversation: string) => `${url}/console/#${conversation}`
  const when = (at: number) => dateTime(at, site.hours.timezone, locale)
  const [first] = overdue
  const { conversation, name, ticket, dueAt, text } = first!
  if (count === 1) {
    const from = [name, ticket && `<${ticket.email}>`].filter(Boolean).join(' ')
    const facts: Fact[] = [
      ...(ticket ? [[words.reference, ticket.reference] satisfies Fact] : []),
      ...(from ? [[words.from, from, 'linked'] satisfies Fact] : []),
      [words.answerBy, when(dueAt)],
    ]
    return mail(site, locale, words.overdueSubject(ticket?.reference ?? ''), [
      { text: ticket ? words.overdue : words.overdueChat },
      ...(text ? [{ quote: text }] : []),
      { facts },
      { link: linkOf(conversation), text: words.openConsole },
    ])
  }
  const items = overdue.map((each) => ({
    link: linkOf(each.conversation),
    title: [each.ticket?.reference ?? words.chat, each.name].filter(Boolean).join(' · '),
    about: `${words.answerBy}: ${when(each.dueAt)}`,
    text: beginningOf(each.text),
  }))
  const left = count - items.length
  return mail(site, locale, words.overdueManySubject(count), [
    { text: words.overdueMany(count) },
    { items },
    ...(left > 0 ? [{ text: words.overdueMore(left) }] : []),
    { link: `${url}/console/`, text: words.openConsole },
  ])
}

/** A text's first words, where many are listed. */
function beginningOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if ([...line].length <= 160) return line
  let begun = ''
  for (const part of linksIn(line)) {
    const left = 160 - [...begun].length
    if (typeof part === 'string') begun += [...part].slice(0, left).join('')
    // Half an address leads elsewhere.
    else if ([...part.text].length > left) break
    else begun += part.text
  }
  return `${begun.trim()} …`
}
