// An article that goes with an answer: as it was sent, and as it waits to be.

import { Icon } from '../../../widget/view/Icon.tsx'
import type { SentArticle } from '../../protocol/conversation.ts'
import { words } from './words.ts'

/** Without a path it leads nowhere: it is not sent yet, or not served any more. */
export const Card = ({
  article: { title, path },
}: {
  article: Pick<SentArticle, 'title'> & { path?: string | null }
}) => (
  <span class="card">
    <Icon name="book" />
    <span class="who">
      {path ? (
        <a href={path} target="_blank" rel="noopener">
          <bdi>{title}</bdi>
        </a>
      ) : (
        <bdi>{title}</bdi>
      )}
      {path === null && <span class="meta">{words.articleGone}</span>}
    </span>
  </span>
)
