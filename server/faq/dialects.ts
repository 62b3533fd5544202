// What other programs write into Markdown (call-outs, MDX, folded parts), as plain Markdown on the same lines.

import { calloutWord } from './callouts.ts'
import { plainMarks } from './marks.ts'

/** Begins the title of what is folded, in its quotation. */
export const foldedMark = '\uE000'

interface Slip {
  line: number
  message: string
}

/**
 * Rewrites a text of any dialect. Every line stays where it is, code stays as it is, and what cannot be shown is said.
 */
export function plainMarkdown(text: string, locale: string): { text: string; slips: Slip[] } {
  const slips: Slip[] = []
  const lines = convert(text.split(/\r?\n/), 1, locale, slips)
  return { text: lines.join('\n'), slips }
}

/** How a call-out begins: its title, and what ends it. */
interface Opening {
  indent: string
  title: string
  /** Whether it is shown under its title, when asked for. */
  isFolded?: boolean
  /** Begins another one within it, where one ends like the other. */
  begin?: RegExp
  /** Undefined when it ends with its indentation. */
  end?: RegExp
  /** As one writes it. */
  endWords?: string
}

function convert(lines: string[], first: number, locale: string, slips: Slip[]): string[] {
  const isCode = codeIn(lines)
  const out: string[] = []
  while (out.length < lines.length) {
    const at = out.length
    const opening = isCode[at] ? null : openingOf(lines[at]!, locale)
    if (!opening) {
      const above = at > 0 && !isCode[at - 1] && isHeading.test(lines[at - 1]!)
      // Kramdown names a heading on the line below it.
      if (above && !isCode[at] && alone.test(lines[at]!)) {
        out[at - 1] += ` ${lines[at]!.trim()}`
        out.push('')
      } else out.push(isCode[at] ? lines[at]! : convertLine(lines[at]!, first + at, locale, slips))
      continue
    }
    const end = endOf(opening, lines, at + 1, isCode)
    if (end < 0) slips.push({ line: first + at, message: `is not closed; write ${opening.endWords} below it` })
    const until = end < 0 ? lines.length : end
    const indent = opening.indent.length + (opening.end ? 0 : 4)
    const inner = lines.slice(at + 1, until).map((line) => line.slice(Math.min(indent, line.search(/\S|$/))))
    const quote = `${opening.indent}> `
    if (opening.isFolded) {
      const title = takeSummary(inner) || opening.title || calloutWord('details', locale)
      out.push(`${quote}###### ${foldedMark}${title}`)
    } else out.push(`${quote}${opening.title && `**${opening.title}**  `}`)
    for (const line of convert(inner, first + at + 1, locale, slips)) out.push(quote + line)
    if (opening.end && end >= 0) out.push('')
  }
  return out
}

/** Takes the title out of what `<details>` holds; '' for none. */
function takeSummary(lines: string[]): string {
  const from = lines.findIndex((line) => line.trim() !== '')
  const to = lines.findIndex((line, at) => at >= from && /<\/summary>\s*$/.test(line))
  if (from < 0 || to < 0 || !/^\s*<summary/.test(lines[from]!)) return ''
  const taken = lines.splice(from, to - from + 1, ...lines.slice(from, to + 1).fill(''))
  return titleIn(taken.join(' '))
}

/** A title as it stands in HTML, on one line. */
const titleIn = (html: string): string => html.replaceAll(/<\/?(summary|h\d|p|div)\b[^>]*>/g, ' ').trim()

/** `:::note Title`, `!!! warning "Title"`, `{% callout type="x" %}`, `<Note>`, each with what ends it. */
function openingOf(line: string, locale: string): Opening | null {
  const folded = /^(\s*)<details[^>]*>\s*(<summary.*<\/summary>\s*)?$/i.exec(line)
  if (folded)
    return {
      indent: folded[1]!,
      title: titleIn(folded[2] ?? ''),
      isFolded: true,
      begin: /<details/gi,
      end: /^\s*<\/details>\s*$/i,
      endWords: '</details>',
    }
  const { indent, colons, bangs, tag, element, kind, rest } = openings.exec(line)?.groups ?? {}
  const name = kind ?? tag ?? element
  if (indent === undefined || !name) return null
  const attribute = (of: string) => new RegExp(`\\b${of}=["'{]*([^"'}]+)`).exec(rest!)?.[1]
  const given = attribute('title') ?? (kind ? titleOf(rest!) : undefined)
  const word = calloutWord(attribute('type') ?? attribute('style') ?? attribute('severity') ?? name, locale)
  const title = given ?? word ?? calloutWord(name, locale)
  if (title === undefined || ((tag ?? element) && calloutWord(name, locale) === undefined)) return null
  if (bangs) return { indent, title, isFolded: bangs.startsWith('?') }
  if (colons)
    return { indent, title, isFolded: name === 'details', end: new RegExp(`^\\s*${colons}\\s*$`), endWords: colons }
  const escaped = tag ? `\\{%-?\\s*(/|end)\\s*${tag}\\s*-?%\\}` : `</${element}>`
  return { indent, title, end: new RegExp(`^\\s*${escaped}\\s*$`), endWords: tag ? `{% /${tag} %}` : `</${element}>` }
}
const openings =
  /^(?<indent>\s*)(?:(?:(?<colons>:{3,})\s*|(?<bangs>!!!|\?\?\?\+?)\s+)(?<kind>[A-Za-z]+)(?<rest>.*)|\{%-?\s*(?<tag>[A-Za-z]+)\b(?<rest>[^%]*)%\}\s*|<(?<element>[A-Z][a-z]+)(?<rest>\s[^>]*)?>\s*)$/

/** A title as it is given after the kind: `"Title"`, `[Title]` or as it stands; undefined for none. */
function titleOf(rest: string): string | undefined {
  const bare = rest.replaceAll(/\{[^}]*\}/g, '').trim()
  if (bare === '""') return ''
  return /^(?:"(.*)"|\[(.*)\]|(.+))$/.exec(bare)?.slice(1).find(Boolean)
}

/** The line that ends a call-out, after those within it; -1 for none. */
function endOf({ indent, begin, end }: Opening, lines: string[], from: number, isCode: boolean[]): number {
  let depth = 0
  const isEnd = (line: string) => {
    depth += begin ? (line.match(begin)?.length ?? 0) : 0
    return end!.test(line) && depth-- === 0
  }
  if (end) return lines.findIndex((line, at) => at >= from && !isCode[at] && isEnd(line))
  const isOut = (line: string) => line.trim() !== '' && line.search(/\S/) < indent.length + 4
  const found = lines.findIndex((line, at) => at >= from && isOut(line))
  let last = found < 0 ? lines.length : found
  while (last > from && lines[last - 1]!.trim() === '') last--
  return last
}

const alert = /^(\s*(?:>\s?)+)\[!(\w+)\][-+]?[ \t]*(.*)$/
const isHeading = /^[\s>]*#{1,6}\s/
/** A list of attributes with nothing else on its line, and one at the end of a line. */
const alone = /^\s*\{:[^{}]*\}\s*$/
const atEnd = /\{:[^{}]*\}\s*$/
const fromModule = /^import\s+(?:[\w*{},\s$]+\s+from\s+)?['"][^'"]+['"];?\s*$/

/** A line that opens no call-out. */
function convertLine(line: string, at: number, locale: string, slips: Slip[]): string {
  if (fromModule.test(line)) return ''
  const say = (what: string) => slips.push({ line: at, message: `${what}; write it as plain Markdown` })
  if (/^export\s+(const|let|default|function)\b|^import\s*\{\s*$/.test(line)) say('a line of a program cannot be shown')
  if (/^\s*((:::|!!!|\?\?\?)\s*[a-z]|===\s*["“])/i.test(line)) say(`${line.trim()} cannot be shown`)
  const [, quote, kind, title] = alert.exec(line) ?? []
  if (kind) {
    const words = title || calloutWord(kind, locale)
    if (words) return `${quote}**${words}**  `
  }
  // What a heading is named by is read with it.
  const named = isHeading.test(line) ? (atEnd.exec(line)?.[0] ?? '') : ''
  const rest = line.slice(0, line.length - named.length)
  const marked = plainMarks(rest, (message) => slips.push({ line: at, message }))
  const shown = marked.replaceAll(inLine, (whole, code: string | undefined, summary: string | undefined) => {
    if (code) return whole
    if (summary !== undefined) return `### ${summary.replaceAll(/<\/?(b|strong)>/g, '').trim()}`
    if (/^\{:[^{}]*#/.test(whole)) slips.push({ line: at, message: `${whole} ${ofHeadings}` })
    else if (/^(\{[%:wh\s]|\{\/\*$)/.test(whole)) say(`${whole} is of another program and cannot be shown`)
    return ''
  })
  return shown + named
}
const ofHeadings = 'names what is no heading; write {#name} at the end of a heading, or leave it out'

/** Code as it is, then `<details>`, its title alone on its line, MDX's comments, and what other programs fill in. */
const inLine =
  /(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|<details[^>]*>|<\/details>|<summary[^>]*>(.*?)<\/summary>(?=\s*$)|\{\/\*.*?\*\/\}|\{\/\*|\{%.*?%\}|\{:\s*[.#][^{}]*\}|(?<=\))\{\s*(?:width|height)=[^{}]*\}/g

/** Which lines are in a fence, or are its ends. */
function codeIn(lines: string[]): boolean[] {
  let fence = ''
  return lines.map((line) => {
    const [, mark = '', info = ''] = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    const wasIn = fence !== ''
    if (!wasIn && mark && !(mark.startsWith('`') && info.includes('`'))) fence = mark
    else if (wasIn && mark.startsWith(fence) && info.trim() === '') fence = ''
    return wasIn || fence !== ''
  })
}
