// The little HTML that people write in Markdown: tags within a text, names of places.

import type { PhrasingContent } from 'mdast'

/** Tags within a text that say what Markdown says too; of others the text alone is shown. */
export const tags: Record<string, 'b' | 'i' | 's'> = {
  kbd: 'b',
  b: 'b',
  strong: 'b',
  i: 'i',
  em: 'i',
  s: 's',
  del: 's',
}
/** A tag that begins, its name and its attributes. */
export const opened = /^<(kbd|b|strong|i|em|s|del|code|a|span|abbr|small|mark|u|ins)(\s[^>]*)?>$/i

/** Where a tag that begins at `from` ends; -1: nowhere. */
export function endOfTag(nodes: PhrasingContent[], from: number, tag: string): number {
  let depth = 0
  const turn = new RegExp(`^<(/?)${tag}(\\s[^>]*)?>$`, 'i')
  return nodes.findIndex((node, at) => {
    const found = at >= from && node.type === 'html' ? turn.exec(node.value) : null
    if (found) depth += found[1] ? -1 : 1
    return found?.[1] !== undefined && depth === 0
  })
}

/** An attribute of a tag; '' where it has none such. */
export const attributeOf = (tag: string, name: string): string =>
  new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)?.slice(1).find(Boolean) ?? ''

/** What `<a name="x"></a>` names; it is seen by nobody. */
export const nameIn = (html: string): string | undefined =>
  /^\s*<a\s+(?:name|id)=["']([^"']+)["']\s*\/?>\s*(?:<\/a>)?\s*$/i.exec(html)?.[1]
