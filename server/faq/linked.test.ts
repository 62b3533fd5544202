// Links from article to article, and to parts of them.

import { expect, test } from 'vitest'
import type { Problem } from '../config/problem.ts'
import { linked } from './linked.ts'
import { parseMarkdown } from './markdown.ts'

const written = (id: string, text: string) => {
  const { whole, parts, leads } = parseMarkdown(text, {
    file: `${id}.md`,
    firstLine: 5,
    locale: 'en',
    home: null,
    fill: (given) => ({ text: given, lost: [] }),
    articleAt: (link) => ({ id: link.slice(0, -'.md'.length) }),
    pictureAt: () => ({ problem: 'none' }),
  })
  return { article: { id, question: id, category: 'a', updated: null, body: whole }, file: `${id}.md`, parts, leads }
}
const serve = (...texts: [id: string, text: string][]) => {
  const problems: Problem[] = []
  const articles = linked(
    texts.map(([id, text]) => written(id, text)),
    problems,
  )
  return { bodies: Object.fromEntries(articles.map(({ id, body }) => [id, body])), problems }
}
const p = (...children: unknown[]) => ({ type: 'p', children })

test('a part of another article is its heading, which alone keeps its id', () => {
  const { bodies, problems } = serve(
    ['from', '[a](to.md#Two) and [b](to.md#%CE%94%CF%8D%CE%BF) and [own](#last)\n\n## Last\n\n## Other'],
    ['to', '## One\n\n> ## Two\n\n## Δύο\n\n[back](from.md#last)'],
  )
  expect(problems).toEqual([])
  expect(bodies).toEqual({
    from: [
      p(
        { type: 'article', id: 'to', part: 'two', children: ['a'] },
        ' and ',
        { type: 'article', id: 'to', part: 'δύο', children: ['b'] },
        ' and ',
        { type: 'article', id: '#last', children: ['own'] },
      ),
      { type: 'h', level: 2, id: 'last', children: ['Last'] },
      { type: 'h', level: 2, children: ['Other'] },
    ],
    to: [
      { type: 'h', level: 2, children: ['One'] },
      { type: 'quote', children: [{ type: 'h', level: 2, id: 'two', children: ['Two'] }] },
      { type: 'h', level: 2, id: 'δύο', children: ['Δύο'] },
      p({ type: 'article', id: 'from', part: 'last', children: ['back'] }),
    ],
  })
})

test('a part that is not there is named with its line, and its link opens the top', () => {
  const { bodies, problems } = serve(['from', 'Text\n\n[a](to.md#the-prat) [b](to.md#x)'], ['to', '## The part'])
  expect(problems).toEqual([
    { file: 'from.md', line: 7, message: 'there is no heading #the-prat in to.md; did you mean #the-part' },
    {
      file: 'from.md',
      line: 7,
      message: 'there is no heading #x in to.md; name one of its headings, or the article alone',
    },
  ])
  expect(bodies['from']![1]).toEqual(
    p({ type: 'article', id: 'to', children: ['a'] }, ' ', { type: 'article', id: 'to', children: ['b'] }),
  )
  expect(bodies['to']).toEqual([{ type: 'h', level: 2, children: ['The part'] }])
})

test('a link to an article that is not served is its text, whatever part it names', () => {
  const { bodies, problems } = serve(['from', 'See [the **other**](gone.md#x).'])
  expect(problems).toEqual([])
  expect(bodies['from']).toEqual([p('See ', 'the ', { type: 'b', children: ['other'] }, '.')])
})
