// A drawn mail: what all letters are drawn with, and from.

import type { Site, Sites } from '../config/config.ts'
import type { Articles } from '../faq/articles.ts'
import type { Cards } from '../faq/cards.ts'
import type { KeptFile, StoredMessage } from '../store/tables/message.ts'
import { requestPath } from '../tickets/requestKey.ts'
import { type Drawn, type MailedArticle, page, type Part } from './page.ts'
import { mailWords } from './words.ts'

/** A mail as it leaves, with the files that go with it. */
export interface DrawnMail extends Drawn {
  files: KeptFile[]
}

/** What letters are drawn from besides their facts. */
export interface Drawing {
  sites: Sites
  /** Where the console is, and the pages of requests. */
  url: string
  /** The key that opens a request's page. */
  keyOf: (site: string, reference: string) => string
  articles: Articles
  cards: Pick<Cards, 'told'>
  /** Ids of files that cannot be read. */
  lost: ReadonlySet<string>
}

/** A whole mail. */
export const mail = (
  site: Site,
  locale: string,
  subject: string,
  parts: Part[],
  files: KeptFile[] = [],
): DrawnMail => ({
  ...page(subject, parts, { name: site.name, locale, accent: site.theme.accent }),
  files,
})

/** Where a request is followed, without an account. */
export const follow = ({ id }: Site, reference: string, locale: string, { url, keyOf }: Drawing): Part => ({
  link: url + requestPath(reference, keyOf(id, reference)),
  text: mailWords(locale).follow,
})

/** The article that goes with a message, where it can be read without the widget. */
export function mailedArticle({ article }: StoredMessage, { url, cards }: Drawing): MailedArticle | undefined {
  if (!article) return undefined
  const { title, path } = cards.told(article)
  return { title, link: path && url + path }
}
