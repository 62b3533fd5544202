// Other libraries on the same fields, each set up as its documentation has it; of Greek, as much as it can do itself.
// They do not say whether an answer is one.

import { create, insertMultiple, type Results, search } from '@orama/orama'
import Fuse from 'fuse.js'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import { blocksOf } from '../../widget/search/text.ts'
import type { Answer, Bench } from './search.ts'

const fields = ['question', 'keywords', 'body'] as const
type Document = Record<(typeof fields)[number] | 'id', string>
/** What a question and a keyword weigh, where a library leaves it to its user. */
const boost = { question: 3, keywords: 2 }
/** Results asked for, as of ours. */
const limit = 6

export function rivalsOf({ library, keywords }: Bench, locale: string): [name: string, answer: Answer][] {
  const documents = library.articles.map(({ id, question, body }) => ({
    id,
    question,
    keywords: (keywords[id] ?? []).join(', '),
    body: blocksOf(body).join(' '),
  }))
  const rivals: [name: string, rank: (query: string) => string[]][] = [
    ['Fuse default', fuse(documents, {})],
    ['Fuse token search', fuse(documents, { useTokenSearch: true })],
    ['MiniSearch', mini(documents)],
    ['Orama', orama(documents, locale)],
    ['lunr', lunrOf(documents, locale)],
  ]
  return rivals.map(([name, rank]) => [name, (query) => ({ ids: rank(query), confident: true })])
}

function fuse(documents: Document[], options: object) {
  const index = new Fuse(documents, { keys: [...fields], ...options })
  return (query: string) => index.search(query, { limit }).map(({ item }) => item.id)
}

function mini(documents: Document[]) {
  const index = new MiniSearch({ fields: [...fields], searchOptions: { prefix: true, fuzzy: 0.2, boost } })
  index.addAll(documents)
  return (query: string) => index.search(query).map(({ id }) => String(id))
}

/** It knows where words of each language end; its stemmer is of English. */
function orama(documents: Document[], locale: string) {
  const language = { el: 'greek', de: 'german' }[locale] ?? 'english'
  const db = create({
    schema: { id: 'string', question: 'string', keywords: 'string', body: 'string' },
    components: { tokenizer: { language, stemming: language === 'english' } },
  })
  void insertMultiple(db, documents)
  return (query: string) => {
    const found = search(db, { term: query, properties: [...fields], boost, tolerance: 1, limit })
    // Without hooks it answers at once.
    return (found as Results<Document>).hits.map(({ document }) => document.id)
  }
}

/** A word as it is, begun, and with one letter wrong, as its guide has it; all of its pipeline is for English. */
function lunrOf(documents: Document[], locale: string) {
  const isForeign = locale !== 'en'
  const fold = (text: string) => (isForeign ? text.normalize('NFD').replaceAll(/\p{M}/gu, '') : text)
  const wordsOf = (text: string) => fold(text.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []
  const index = lunr(function () {
    if (isForeign) {
      this.pipeline.reset()
      this.searchPipeline.reset()
    }
    this.ref('id')
    for (const field of fields) this.field(field, { boost: field === 'body' ? 1 : boost[field] })
    for (const document of documents)
      this.add(
        isForeign
          ? { ...Object.fromEntries(fields.map((name) => [name, wordsOf(document[name]).join(' ')])), id: document.id }
          : document,
      )
  })
  return (query: string) =>
    index
      .query((asked) => {
        for (const word of wordsOf(query)) {
          asked.term(word, { boost: 100 })
          asked.term(word, { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING })
          asked.term(word, { boost: 1, usePipeline: false, editDistance: 1 })
        }
      })
      .slice(0, limit)
      .map(({ ref }) => ref)
}
