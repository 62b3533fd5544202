// The letters of a new request: to the team, and to whoever has made it.

import { dateTime, sentence } from '../../widget/hours.ts'
import type { Site } from '../config/config.ts'
import { localeOf } from '../config/locale.ts'
import { stateAt } from '../hours/calendar.ts'
import { holding } from '../hours/overrides.ts'
import type { ReceiptFacts, TeamFacts } from '../store/tables/facts.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { attachedOf, namesOf } from './attached.ts'
import { type DrawnMail, follow, type Drawing, mail } from './drawn.ts'
import type { Fact, Part } from './page.ts'
import { titleOf } from './topics.ts'
import { mailWords } from './words.ts'

/** Everything the team needs to answer, in the site's first locale. */
export function teamMail(
  { ticket, name, topic, context, conversation, upTo }: TeamFacts,
  messages: StoredMessage[],
  site: Site,
  { url, articles, lost }: Drawing,
): DrawnMail {
  const locale = site.locales[0]!
  const words = mailWords(locale)
  const topicTitle = titleOf(topic, site, locale, articles)
  const theirs = messages.filter(({ author }) => author === 'visitor')
  const report = theirs.findLast((message) => message.report)?.report
  const files = theirs.flatMap((message) => message.files ?? [])
  const attached = attachedOf(files, lost)
  const gone = files.filter(({ id }) => lost.has(id))
  const facts: Fact[] = [
    [words.reference, ticket.reference],
    [words.from, name ? `${name} <${ticket.email}>` : ticket.email, 'linked'],
    [words.topic, topicTitle || '—'],
    [words.answerBy, dateTime(ticket.answerBy, site.hours.timezone, locale)],
    ...(files.length > 0 ? [[words.files, namesOf(files)] satisfies Fact] : []),
    ...(report ? [[words.device, report.device] satisfies Fact] : []),
    [words.page, [context.page.title, context.page.url].filter(Boolean).join(' · '), 'linked'],
    [words.browser, [context.browser, context.locale, context.zone].filter(Boolean).join(' · ')],
  ]
  const path = context.path.map((step) =>
    step.kind === 'search' ? `${words.searched}: ${step.query}` : `${words.read}: ${step.title}`,
  )
  const parts: Part[] = [
    ...(upTo > messages.length ? [{ text: words.earlier(upTo - messages.length), isQuiet: true }] : []),
    ...(report ? [{ heading: words.happened }] : []),
    ...theirs.filter(({ text }) => text).map(({ text }) => ({ quote: text })),
    ...(report?.expected ? [{ heading: words.expected }, { quote: report.expected }] : []),
    { facts },
    ...(gone.length > 0 ? [{ text: words.filesLost(namesOf(gone)) }] : []),
    ...(path.length > 0 ? [{ heading: words.before }, { list: path }] : []),
    { link: `${url}/console/#${conversation}`, text: words.openConsole },
  ]
  return mail(site, locale, words.teamSubject(ticket.reference, topicTitle), parts, attached)
}

/** That we have it, and until when we answer. Nothing that was typed: the address is nobody's until it is proved. */
export function receiptMail({ ticket, locale: asked, said, now }: ReceiptFacts, site: Site, known: Drawing): DrawnMail {
  const locale = localeOf(site, asked)
  const words = mailWords(locale)
  const { timezone } = site.hours
  const state = { ...stateAt(site.hours, now, said), why: holding(said, now)?.kind }
  const parts: Part[] = [
    { text: words.received(site.name) },
    {
      facts: [
        [words.reference, ticket.reference],
        [words.answerBy, dateTime(ticket.answerBy, timezone, locale)],
      ],
    },
    { text: sentence(state, now, timezone, locale, words.hours) },
    follow(site, ticket.reference, locale, known),
    { text: words.notYou, isQuiet: true },
  ]
  return mail(site, locale, words.visitorSubject(ticket.reference, site.name), parts)
}
