// Markdown into the small tree of allowed nodes: what is not allowed is a problem with its line, never dropped
// silently.

import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Node } from '../protocol/articles.ts'
import { bounded, longestStretch, tooDeep } from '../config/bounded.ts'
import type { Problem } from '../config/problem.ts'
import { Blocks } from './blocks.ts'
import { plainMarkdown } from './dialects.ts'
import { Headings, keepIds } from './headings.ts'
import { Inlines, type Lead } from './inlines.ts'
import { deeperThan, lineAt, lineOf, mostDepth } from './nodes.ts'
import { Slips } from './slips.ts'
import type { Surroundings } from './surroundings.ts'

export interface Parsed {
  /** Headings have an id where something in the article leads to them. */
  body: Node[]
  /** With the ids of all headings. */
  whole: Node[]
  /** What `#part` may name, in small letters -> the heading's id. */
  parts: ReadonlyMap<string, string>
  leads: Lead[]
  problems: Problem[]
}

/** Parses an article's text, all its problems at once. */
export function parseMarkdown(text: string, surroundings: Surroundings): Parsed {
  const { file, firstLine } = surroundings
  const read = bounded(text, () => parse(text, surroundings))
  if ('done' in read) return read.done
  return { ...none, problems: [{ file, line: firstLine + longestStretch(text) - 1, message: read.problem }] }
}

const none = { body: [], whole: [], parts: new Map<string, string>(), leads: [] }

function parse(text: string, surroundings: Surroundings): Parsed {
  const slips = new Slips(surroundings)
  const source = filled(text, surroundings, slips)
  const root = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const deep = deeperThan(mostDepth, root.children)
  if (deep) {
    slips.add(lineOf(deep), tooDeep)
    return { ...none, problems: inOrder(slips) }
  }
  const headings = new Headings(root)
  const inlines = new Inlines({ source, surroundings, headings, addresses: addressesIn(root), slips })
  const blocks = new Blocks({ source, headings, inlines, slips })
  const whole = root.children.flatMap((child) => blocks.block(child))
  const body = keepIds(whole, headings.linked)
  return { body, whole, parts: headings.parts, leads: inlines.leads, problems: inOrder(slips) }
}

const inOrder = ({ problems }: Slips): Problem[] => problems.toSorted((a, b) => a.line! - b.line!)

/** The text as plain Markdown, with the variables filled in. */
function filled(text: string, { locale, fill }: Surroundings, slips: Slips): string {
  const plain = plainMarkdown(text, locale)
  for (const { line, message } of plain.slips) slips.add(line, message)
  const { text: whole, lost } = fill(plain.text)
  for (const { at, message } of lost) slips.add(lineAt(plain.text, at), message)
  return whole
}

/** The addresses that stand apart from their links, by what links call them. */
function addressesIn(root: Root): Map<string, string> {
  const found = new Map<string, string>()
  const look = (node: Nodes): void => {
    if (node.type === 'definition') found.set(node.identifier, node.url)
    if ('children' in node) for (const child of node.children) look(child)
  }
  look(root)
  return found
}
