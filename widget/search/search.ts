// Search: articles and a query in, ranked articles out, with what matched marked in its original spelling.

import Fuse from 'fuse.js/min-basic'
import type { Inline, Library, Node, SearchData } from '../view/article.ts'

/** [start, end) in the original text. */
export type Mark = readonly [start: number, end: number]

export interface Result {
  id: string
  score: number
  question: { text: string; marks: Mark[] }
  passage: { text: string; marks: Mark[] }
}
export interface Found {
  results: Result[]
  /** Whether the first result answers the query, as far as words can tell. */
  confident: boolean
}

/** Same length as `text`, so that places in one are places in the other. */
export function fold(text: string): string {
  return Array.from(text, (letter) => {
    const plain = letter.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase()
    return (plain === 'ς' ? 'σ' : plain).padEnd(letter.length).slice(0, letter.length)
  }).join('')
}

/** Indexes a library once; the function it gives searches it at every keystroke. */
export function createSearch(library: Library, data: SearchData): (query: string) => Found {
  const entries = library.articles.map(({ id, question, body }) => {
    const text = body.map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim()
    const keywords = (data.keywords[id] ?? []).join(' ')
    return { id, question, text, folded: { question: fold(question), keywords: fold(keywords), body: fold(text) } }
  })
  const fuse = new Fuse(entries, {
    keys: [
      { name: 'folded.question', weight: 3 },
      { name: 'folded.keywords', weight: 2 },
      { name: 'folded.body', weight: 1 },
    ],
    ignoreLocation: true,
    includeScore: true,
    threshold: 0.4,
  })
  return (query) => {
    const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1)
    if (words.length === 0) return { results: [], confident: false }
    const scores = new Map<number, number>()
    for (const word of words)
      for (const { refIndex, score = 1 } of fuse.search(word)) scores.set(refIndex, (scores.get(refIndex) ?? 0) + 1 - score)
    const ranked = [...scores].toSorted((a, b) => b[1] - a[1]).slice(0, 6)
    const results = ranked.map(([at, score]) => {
      const { id, question, text } = entries[at]!
      return { id, score: score / words.length, question: { text: question, marks: marksOf(question, words) }, passage: passageOf(text, words) }
    })
    return { results, confident: (results[0]?.score ?? 0) > 0.35 }
  }
}

function marksOf(text: string, words: string[]): Mark[] {
  const folded = fold(text)
  const marks: [number, number][] = []
  for (const match of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    const hit = words.find((word) => match[0].startsWith(word.slice(0, Math.max(3, word.length - 2))))
    if (hit) marks.push([match.index, match.index + match[0].length])
  }
  return marks
}

/** Some 120 characters around the first word that matched. */
function passageOf(text: string, words: string[]): { text: string; marks: Mark[] } {
  const first = marksOf(text, words)[0]?.[0] ?? 0
  const start = first < 60 ? 0 : text.indexOf(' ', first - 50) + 1
  const passage = (start > 0 ? '…' : '') + text.slice(start, start + 130) + (text.length > start + 130 ? '…' : '')
  return { text: passage, marks: marksOf(passage, words) }
}

/** The words of a node, for searching and showing. */
export function textOf(node: Node): string {
  switch (node.type) {
    case 'p':
    case 'h':
      return inlineText(node.children)
    case 'ul':
    case 'ol':
      return node.items.flat().map(textOf).join(' ')
    case 'cards':
      return node.items.map(({ title, children }) => `${inlineText(title)}: ${children.map(textOf).join(' ')}`).join(' ')
    case 'table':
      return [node.head, ...node.rows].map((row) => row.map(inlineText).join(' ')).join(' ')
    case 'quote':
      return node.children.map(textOf).join(' ')
    case 'code':
      return node.text
    case 'rule':
      return ''
  }
}

function inlineText(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if (node.type === 'code') return node.text
      if (node.type === 'img') return node.alt
      return node.type === 'br' ? ' ' : inlineText(node.children)
    })
    .join('')
}
