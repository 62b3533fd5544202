// The mail that tells somebody what became of what they asked of their data.

import type { Site } from '../config/config.ts'
import { localeOf } from '../config/locale.ts'
import type { ClaimFacts } from '../store/tables/facts.ts'
import { claimWords } from './claimWords.ts'
import { type DrawnMail, mail } from './drawn.ts'
import { mailWords } from './words.ts'

/** Nothing of what is kept is in it. */
export function claimMail(facts: ClaimFacts, site: Site): DrawnMail {
  const { reference, what, state, dueAt, reason } = facts
  const locale = localeOf(site, facts.locale)
  const words = claimWords(locale)
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: site.hours.timezone }).format(dueAt)
  const said = { open: words.open(day), done: words.done[what], refused: words.refused }[state]
  return mail(site, locale, words.subject(reference, site.name), [
    { heading: words.what[what] },
    { text: said },
    ...(reason === null ? [] : [{ heading: words.reason }, { quote: reason }]),
    ...(state === 'refused' ? [{ text: words.complain }] : []),
    { facts: [[mailWords(locale).reference, reference]] },
    { text: words.notYou, isQuiet: true },
  ])
}
