// What somebody wrote: its links can be followed, anything else stays text.

import { Component } from 'preact'
import type { linksIn } from './links.ts'

/** Whether there may be a link in it; what tells for sure is loaded then. */
const mayLink = /[\p{L}\d]\.\p{L}{2}|:\/\/|@|\d[\d ().-]{6,}\d/u
let find: typeof linksIn | undefined

export class Linked extends Component<{ text: string }> {
  override componentDidMount() {
    if (find || !mayLink.test(this.props.text)) return
    import('./links.ts').then(
      (chunk) => {
        find = chunk.linksIn
        this.setState({})
      },
      // Without a line it stays text.
      () => null,
    )
  }
  render() {
    const { text } = this.props
    if (!find || !mayLink.test(text)) return text
    return find(text).map((part) =>
      typeof part === 'string' ? (
        part
      ) : (
        <>
          <a href={part.href} target="_blank" rel="noopener nofollow">
            {part.text}
          </a>
          {part.real && ` ⚠ (${part.real})`}
        </>
      ),
    )
  }
}
