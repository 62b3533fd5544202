// What each mail says, in the language of its reader; drawn from facts outside of any write, where a fault is one
// mail's.

import { dateTime, sentence } from '../../widget/hours.ts'
import { linksIn } from '../../widget/view/links.ts'
import type { Articles } from '../faq/articles.ts'
import { stateAt } from '../hours/calendar.ts'
import type { Site, Sites } from '../config/config.ts'
import { holding } from '../hours/overrides.ts'
import { mailWords } from './words.ts'
import { attachedOf } from './attached.ts'
import type {
  CodeFacts,
  CopyFacts,
  Facts,
  OverdueFacts,
  ReceiptFacts,
  ReplyFacts,
  TeamFacts,
} from '../store/tables/facts.ts'
import type { KeptFile, StoredMessage } from '../store/tables/message.ts'
import { type Drawn, type Fact, page, type Part } from './page.ts'

/** A mail as it leaves, with the files that go with it. */
export interface DrawnMail extends Drawn {
  files: KeptFile[]
}

interface Known {
  sites: Sites
  /** Where the console is. */
  url: string
  articles: Articles
  /** Ids of files that cannot be read. */
  lost: ReadonlySet<string>
}

/** @param messages those that the facts tell of */
export function draw(facts: Facts, messages: StoredMessage[], known: Known): DrawnMail {
  const site = known.sites.get(facts.site)
  if (!site) throw new Error(`rotame.yaml has no site ${facts.site} any more`)
  switch (facts.kind) {
    case 'ticket-team':
      return teamMail(facts, messages, site, known)
    case 'ticket-visitor':
      return receiptMail(facts, site)
    case 'ticket-reply':
    case 'continuity':
      return replyMail(facts, messages, site, known)
    case 'transcript-code':
      return codeMail(facts, site)
    case 'transcript':
      return copyMail(facts, messages, site)
    case 'overdue':
      return overdueMail(facts, site, known)
  }
}

/** The language of a mail: the visitor's where the site speaks it. */
const spoken = (site: Site, asked: string): string => (site.locales.includes(asked) ? asked : site.locales[0]!)

/** A whole mail. */
const mail = (site: Site, locale: string, subject: string, parts: Part[], files: KeptFile[] = []): DrawnMail => ({
  ...page(subject, parts, { name: site.name, locale, accent: site.theme.accent }),
  files,
})

const namesOf = (files: KeptFile[]): string => files.map(({ name }) => name).join(', ')

/** What is said of files: those that go with the mail, those that do not, and those that are lost. */
function aboutFiles(
  files: KeptFile[],
  attached: KeptFile[],
  lost: ReadonlySet<string>,
  words: ReturnType<typeof mailWords>,
) {
  const isLost = ({ id }: KeptFile) => lost.has(id)
  const here = files.filter((file) => attached.includes(file))
  const there = files.filter((file) => !attached.includes(file) && !isLost(file))
  return [
    here.length > 0 && `${words.files}: ${namesOf(here)}`,
    there.length > 0 && words.filesInWidget(namesOf(there)),
    files.some(isLost) && words.filesLost(namesOf(files.filter(isLost))),
  ].filter((line) => line !== false)
}

const attachable = (files: KeptFile[], lost: ReadonlySet<string>) => attachedOf(files.filter(({ id }) => !lost.has(id)))

/** That people still wait though the time is over: to the team, in the site's first locale. */
function overdueMail({ overdue, count }: OverdueFacts, site: Site, { url }: Known): DrawnMail {
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

/** Whether a topic is one of the articles' categories, in whichever locale, or of a problem's. */
export const isTopic = (topic: string, site: Site, articles: Articles): boolean =>
  Object.hasOwn(site.categories, topic) ||
  site.locales.some((locale) => articles.library(site.id, locale).categories.some(({ id }) => id === topic))

function titleOf(topic: string, site: Site, locale: string, articles: Articles): string {
  const problem = Object.hasOwn(site.categories, topic) ? site.categories[topic] : undefined
  const title = typeof problem === 'object' ? (problem[locale] ?? Object.values(problem)[0]) : problem
  return articles.library(site.id, locale).categories.find(({ id }) => id === topic)?.title ?? title ?? topic
}

/** Everything the team needs to answer, in the site's first locale. */
function teamMail(
  { ticket, name, topic, context, conversation, upTo }: TeamFacts,
  messages: StoredMessage[],
  site: Site,
  { url, articles, lost }: Known,
): DrawnMail {
  const locale = site.locales[0]!
  const words = mailWords(locale)
  const topicTitle = titleOf(topic, site, locale, articles)
  const theirs = messages.filter(({ author }) => author === 'visitor')
  const report = theirs.findLast((message) => message.report)?.report
  const files = theirs.flatMap((message) => message.files ?? [])
  const attached = attachable(files, lost)
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
function receiptMail({ ticket, locale: asked, said, now }: ReceiptFacts, site: Site): DrawnMail {
  const locale = spoken(site, asked)
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
    { text: words.notYou, isQuiet: true },
  ]
  return mail(site, locale, words.visitorSubject(ticket.reference, site.name), parts)
}

/** What agents have written; one reply is a letter, several are what was said in a chat. */
function replyMail(
  { kind, locale: asked, reference }: ReplyFacts,
  replies: StoredMessage[],
  site: Site,
  { lost }: Known,
): DrawnMail {
  const locale = spoken(site, asked)
  const words = mailWords(locale)
  const isLate = kind === 'continuity'
  const attached = attachable(
    replies.flatMap((message) => message.files ?? []),
    lost,
  )
  const by = (message: StoredMessage) => message.by?.name ?? ''
  const aboutFilesOf = ({ files = [] }: StoredMessage) => aboutFiles(files, attached, lost, words)
  const [only] = replies.length === 1 && !isLate ? replies : []
  const parts: Part[] = [
    ...(isLate ? [{ text: words.meanwhile(site.name) }] : []),
    ...(only
      ? [{ letter: only.text, files: aboutFilesOf(only) }, { text: words.signed(by(only), site.name) }]
      : replies.map((message) => ({
          quote: message.text,
          files: aboutFilesOf(message),
          by: by(message),
          when: dateTime(message.at, site.hours.timezone, locale),
        }))),
    ...(reference ? [{ facts: [[words.reference, reference] satisfies Fact] }] : []),
    { text: isLate ? words.goOn : words.replyHere, isQuiet: true },
  ]
  const subject = reference ? words.visitorSubject(reference, site.name) : words.chatSubject(site.name)
  return mail(site, locale, subject, parts, attached)
}

/** Nothing of what was typed but the address itself. */
function codeMail({ locale: asked, code }: CodeFacts, site: Site): DrawnMail {
  const locale = spoken(site, asked)
  const words = mailWords(locale)
  return mail(site, locale, words.codeSubject(code, site.name), [
    { text: words.code(site.name) },
    { code },
    { text: words.codeEnds },
    { text: words.notYouCode, isQuiet: true },
  ])
}

/** All that was said, or the latest of it. */
function copyMail({ locale: asked, upTo }: CopyFacts, messages: StoredMessage[], site: Site): DrawnMail {
  const locale = spoken(site, asked)
  const words = mailWords(locale)
  const parts = messages.map((message): Part => {
    const when = dateTime(message.at, site.hours.timezone, locale)
    if (message.system)
      return { text: `${when} · ${words.system[message.system.code]?.(message.system.values) ?? ''}`, isQuiet: true }
    const files = message.files ? [`${words.files}: ${namesOf(message.files)}`] : []
    const by = message.author === 'visitor' ? words.you : (message.by?.name ?? site.name)
    return { quote: message.text, files, by, when }
  })
  const left = upTo - messages.length
  return mail(site, locale, words.transcriptSubject(site.name), [
    { text: words.transcript(site.name) },
    ...(left > 0 ? [{ text: words.earlier(left), isQuiet: true }] : []),
    ...parts,
  ])
}
