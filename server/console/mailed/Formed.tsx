// A mail in the form that it came in, in the place of its text.

import { drawMail, mailStyles } from '../../../widget/view/mailTree.ts'
import type { Attachment } from '../../protocol/files.ts'
import type { MailNode } from '../../protocol/mailTree.ts'
import { words } from './words.ts'

export const Formed = ({
  tree,
  files = [],
}: {
  tree: readonly MailNode[]
  files?: readonly Attachment[] | undefined
}) => (
  <div class="formed">
    {drawMail(tree, {
      picture: (id) => files.find((file) => file.id === id)?.url,
      remote: words.remote,
    })}
  </div>
)

const sheet = new CSSStyleSheet()
sheet.replaceSync(mailStyles('.formed') + '.formed{white-space:normal;min-width:0}.formed .remote{color:inherit}')
document.adoptedStyleSheets.push(sheet)
