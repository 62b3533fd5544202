// What each mail says, in the language of its reader; drawn from facts outside of any write, where a fault is one
// mail's.

import { dateTime } from '../../widget/hours.ts'
import { isSaidBefore } from '../../widget/view/moved.ts'
import type { Site } from '../config/config.ts'
import { localeOf } from '../config/locale.ts'
import { codeMinutes } from '../mail/codes.ts'
import type {
  AnsweredFacts,
  ClosingFacts,
  CodeFacts,
  CopyFacts,
  Facts,
  MailboxFacts,
  ReplyFacts,
} from '../store/tables/facts.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { aboutFiles, attachedOf, namesOf } from './attached.ts'
import { closingParts } from './closing.ts'
import { type DrawnMail, follow, type Drawing, mail, mailedArticle } from './drawn.ts'
import { claimMail } from './claim.ts'
import { overdueMail } from './overdue.ts'
import type { Fact, Part } from './page.ts'
import { signatureIn } from './signature.ts'
import { credentialLetter, linkLetter } from './staff.ts'
import { receiptMail, teamMail } from './ticket.ts'
import { mailWords } from './words.ts'

/** @param messages those that the facts tell of */
export function draw(facts: Facts, messages: StoredMessage[], known: Drawing): DrawnMail {
  const site = known.sites.get(facts.site)
  if (!site) throw new Error(`rotame.yaml has no site ${facts.site} any more`)
  switch (facts.kind) {
    case 'ticket-team':
      return teamMail(facts, messages, site, known)
    case 'ticket-visitor':
      return receiptMail(facts, site, known)
    case 'ticket-reply':
    case 'continuity':
      return replyMail(facts, messages, site, known)
    case 'answered':
      return answeredMail(facts, messages, site, known)
    case 'closing':
      return drawClosing(facts, site, known)
    case 'transcript-code':
    case 'request-code':
    case 'data-code':
      return codeMail(facts, site)
    case 'claim':
      return claimMail(facts, site)
    case 'transcript':
      return copyMail(facts, messages, site, known)
    case 'overdue':
      return overdueMail(facts, site, known)
    case 'mailbox-gone':
      return mailboxMail(facts, site, known)
    case 'invitation':
    case 'password-reset':
      return linkLetter(facts, site)
    case 'credential':
      return credentialLetter(facts, site, known)
  }
}

/** What agents have written; one reply is a letter, several are what was said in a chat. */
function replyMail(
  { kind, locale: asked, reference, signature, isCopy }: ReplyFacts,
  messages: StoredMessage[],
  site: Site,
  known: Drawing,
): DrawnMail {
  const { lost } = known
  const locale = localeOf(site, asked)
  const words = mailWords(locale)
  const isLate = kind === 'continuity'
  const replies = messages.filter(({ author }) => author === 'agent')
  const answered = messages.filter(({ author }) => author === 'visitor')
  const whenOf = ({ at }: StoredMessage) => dateTime(at, site.hours.timezone, locale)
  const attached = attachedOf(
    replies.flatMap((message) => message.files ?? []),
    lost,
  )
  const by = (message: StoredMessage) => message.by?.name ?? ''
  const aboutFilesOf = ({ files = [] }: StoredMessage) => aboutFiles(files, attached, lost, words)
  const [only] = replies.length === 1 && !isLate ? replies : []
  const parts: Part[] = [
    ...(isLate ? [{ text: words.meanwhile(site.name) }] : []),
    ...(only
      ? [
          { letter: only.text, files: aboutFilesOf(only), article: mailedArticle(only, known) },
          { text: signatureIn(site, locale, by(only), signature).text },
        ]
      : replies.map((message) => ({
          quote: message.text,
          files: aboutFilesOf(message),
          article: mailedArticle(message, known),
          by: by(message),
          when: whenOf(message),
        }))),
    ...(reference
      ? [
          { facts: [[words.reference, reference] satisfies Fact] },
          ...(isCopy ? [] : [follow(site, reference, locale, known)]),
        ]
      : []),
    { text: isLate ? words.goOn : words.replyHere, isQuiet: true },
    ...answered.map((message) => ({ cited: message.text, above: words.wrote(whenOf(message)) })),
  ]
  const subject = reference ? words.visitorSubject(reference, site.name) : words.chatSubject(site.name)
  return mail(site, locale, subject, parts, attached)
}

/** Why an answer was not sent, what a colleague has written, and the answer: in the site's first locale. */
function answeredMail(
  { text, conversation, isUnclear }: AnsweredFacts,
  replies: StoredMessage[],
  site: Site,
  known: Drawing,
): DrawnMail {
  const locale = site.locales[0]!
  const words = mailWords(locale)
  const said = replies.map((message): Part => {
    const files = message.files ? [`${words.files}: ${namesOf(message.files)}`] : []
    const by = message.by?.name ?? ''
    const when = dateTime(message.at, site.hours.timezone, locale)
    return { quote: message.text, files, article: mailedArticle(message, known), by, when }
  })
  return mail(site, locale, words.answeredSubject, [
    { text: isUnclear ? words.unclear : words.answered },
    ...said,
    { heading: words.yourAnswer },
    { quote: text },
    { text: isUnclear ? words.answerClearly : words.answerAgain, isQuiet: true },
    { link: `${known.url}/console/#${conversation}`, text: words.openConsole },
  ])
}

/** That it is closed, with a link for each answer to whether it is solved. */
function drawClosing(facts: ClosingFacts, site: Site, { url }: Drawing): DrawnMail {
  const locale = localeOf(site, facts.locale)
  const words = mailWords(locale)
  const subject = words.closedSubject(facts.reference, site.name)
  return mail(site, locale, subject, closingParts(facts, site, words, url))
}

/** That answers by mail do not come in before somebody consents anew: in the site's first locale. */
function mailboxMail({ user }: MailboxFacts, site: Site, { url }: Drawing): DrawnMail {
  const locale = site.locales[0]!
  const words = mailWords(locale)
  return mail(site, locale, words.mailboxSubject(user), [
    { text: words.mailboxGone(user, site.name) },
    { text: words.mailboxWaits },
    { link: `${url}/console/#/mailboxes`, text: words.mailboxConnect },
  ])
}

/** Nothing of what was typed but the address itself. */
function codeMail({ kind, locale: asked, code, reference, isNew }: CodeFacts, site: Site): DrawnMail {
  const locale = localeOf(site, asked)
  const words = mailWords(locale)
  const what = {
    'transcript-code': words.code(site.name),
    'request-code': words.requestCode(reference ?? ''),
    'data-code': isNew ? words.addressCode(site.name) : words.dataCode(site.name),
  }[kind]
  return mail(site, locale, words.codeSubject(code, site.name), [
    { text: what },
    { code },
    { text: words.codeEnds(codeMinutes) },
    { text: words.notYouCode, isQuiet: true },
  ])
}

/** All that was said, or the latest of it. */
function copyMail(
  { locale: asked, upTo }: CopyFacts,
  messages: StoredMessage[],
  site: Site,
  known: Drawing,
): DrawnMail {
  const locale = localeOf(site, asked)
  const words = mailWords(locale)
  const said = messages.filter((message, n) => !isSaidBefore(message, messages[n - 1]))
  const parts = said.map((message): Part => {
    const when = dateTime(message.at, site.hours.timezone, locale)
    if (message.system)
      return { text: `${when} · ${words.system[message.system.code]?.(message.system.values) ?? ''}`, isQuiet: true }
    const files = message.files ? [`${words.files}: ${namesOf(message.files)}`] : []
    const by = message.author === 'visitor' ? words.you : (message.by?.name ?? site.name)
    return { quote: message.text, files, article: mailedArticle(message, known), by, when }
  })
  const left = upTo - messages.length
  return mail(site, locale, words.transcriptSubject(site.name), [
    { text: words.transcript(site.name) },
    ...(left > 0 ? [{ text: words.earlier(left), isQuiet: true }] : []),
    ...parts,
  ])
}
