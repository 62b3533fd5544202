// Markdown into the tree, and what is said of what cannot be shown.

import { expect, test } from 'vitest'
import { parseMarkdown } from './markdown.ts'
import { fill } from './variables.ts'

const variables = { phone: '210 000 0000', hours: { el: '9 με 6', en: '9 to 6' }, note: 'one\n  two' }
const parse = (text: string, firstLine = 1) =>
  parseMarkdown(text, {
    file: 'x.md',
    firstLine,
    fill: (given) => fill(given, { variables }, 'el'),
    articleAt: (link) =>
      link === '../account/close.md' ? { id: 'account/close' } : { problem: `there is no article ${link}` },
    pictureAt: (name) =>
      name === 'map.png' ? { src: '/images/shop/el/general/map.png' } : { problem: `there is no picture ${name}` },
  })
const said = (text: string, firstLine?: number) =>
  parse(text, firstLine).problems.map(({ line, message }) => `${line}: ${message}`)

test('steps, cards and tables keep their shape', () => {
  const { body, problems } = parse(
    '1. One\n2. Two\n\n- **Chat**\n\n  Mon to Fri\n\n| A | B |\n| - | - |\n| 1 | **2** |',
  )
  expect(problems).toEqual([])
  expect(body).toEqual([
    { type: 'ol', items: [[{ type: 'p', children: ['One'] }], [{ type: 'p', children: ['Two'] }]] },
    { type: 'cards', items: [{ title: ['Chat'], children: [{ type: 'p', children: ['Mon to Fri'] }] }] },
    { type: 'table', head: [['A'], ['B']], rows: [[['1'], [{ type: 'b', children: ['2'] }]]] },
  ])
})

test('links go to the web, to mail, to a telephone or to an article', () => {
  const [first] = parse('[a](https://a.example) [b](tel:+30{{phone}}) [c](../account/close.md) me@a.example').body
  expect(first).toMatchObject({
    children: [
      { type: 'a', href: 'https://a.example' },
      ' [b](tel:+30210 000 0000) ',
      { type: 'article', id: 'account/close' },
      ' ',
      { type: 'a', href: 'mailto:me@a.example' },
    ],
  })
})

test('a picture beside the article is shown with its words', () => {
  expect(parse('![Our street](map.png)').body).toEqual([
    { type: 'p', children: [{ type: 'img', src: '/images/shop/el/general/map.png', alt: 'Our street' }] },
  ])
})

test('variables are filled in, in their locale and in one line', () => {
  expect(parse('{{hours}}, {{ phone }}, `{{note}}`').body).toEqual([
    { type: 'p', children: ['9 με 6, 210 000 0000, ', { type: 'code', text: 'one two' }] },
  ])
})

test.each([
  ['a box to tick', '- [ ] later', 'a box to tick cannot be shown'],
  ['raw HTML', '<b>x</b>', 'HTML cannot be shown'],
  ['a link that runs something', '[x](javascript:alert)', 'is no link that can be followed'],
  ['a link to a page without its scheme', '[x](www.a.example)', 'is no link that can be followed'],
  ['a link with its address elsewhere', '[x][y]\n\n[y]: https://a.example', 'write the address beside the text'],
  ['a footnote', 'x[^1]\n\n[^1]: y', 'a footnote cannot be shown'],
  ['a picture of another server', '![x](https://a.example/x.png)', 'there is no picture https://a.example/x.png'],
  ['a picture without words', '![](map.png)', 'say between the brackets what map.png shows'],
  ['a variable with a slip', '{{phome}}', '{{phome}} has no value; did you mean {{phone}}'],
  ['a variable like nothing else', '{{zz top}}', '{{zz top}} has no value; add it to variables'],
])('%s is refused in words', (_, text, words) => {
  expect(said(`first\n\n${text}`, 7).join('\n')).toMatch(/^9: /)
  expect(said(`first\n\n${text}`).join('\n')).toContain(words)
})

test.each([
  ['a bracket', 'στο [email-urgence]', '[email-urgence]'],
  ['a bracket at the start of a point', '- [X] ημερών', '[X]'],
  ['a bracket with a description', '- [Υπηρεσία 1] - και', '[Υπηρεσία 1]'],
  ['a bracket before a unit', 'άνω των [ποσό] €', '[ποσό]'],
  ['a bracket in bold', '**[X]** days', '[ X ]'],
  ['a bracket across two lines', 'our [short\ndescription]', '[short description]'],
  ['a bracket in a heading', '## [Name]', '[Name]'],
  ['a bracket in a cell', '| A | B |\n| - | - |\n| [Name] | 1 |', '[Name]'],
  ['a bracket in a quotation', '> [Name]', '[Name]'],
  ['a bracket in the text of a link', '[our [city] page](https://a.example)', '[city]'],
  ['a bracket in the address of a link', '[mail](mailto:[email-dpo])', '[email-dpo]'],
  ['a bracket in text that was only indented', 'a:\n\n    at [email-dpo]', '[email-dpo]'],
  ['a price', 'XX € τον μήνα', 'XX'],
  ['a price in Greek letters', 'ΧΧ,ΧΧ €', 'ΧΧ,ΧΧ'],
  ['a price after its sign', 'only €XX', 'XX'],
  ['a price in bold', '**XX** €', 'XX'],
  ['a share', 'XX % less', 'XX'],
])('%s that someone was to replace is found', (_, text, found) => {
  const messages = parse(text).problems.map(({ message }) => message.replaceAll(/\s+/g, ' '))
  const spaced = found.replaceAll(/\[ (.*) \]/g, '[$1]')
  expect(messages.map((message) => message.replace(/\[ +(.*?) +\]/, '[$1]'))).toEqual([
    `${spaced} is a placeholder; write what belongs there, or a {{variable}}`,
  ])
})

test('placeholders are found at their own lines', () => {
  expect(said('one [A]\ntwo\nthree [B] and [C]\n\n- four\n  [D]', 5).map((line) => line.split(' is ')[0])).toEqual([
    '5: [A]',
    '7: [B]',
    '7: [C]',
    '10: [D]',
  ])
})

test.each([
  'press \\[Ctrl\\]',
  '`list[0]`',
  '```\nlist[0]\n```',
  'a [link](https://a.example)',
  'size XXL',
  'Χριστούγεννα 5 €',
  'and so on […]',
  'at [::1]',
])('%s is no placeholder', (text) => expect(parse(text).problems).toEqual([]))

test('nothing that is written makes it fall', () => {
  for (const text of ['', '\n\n', '[', '![', '{{', '{{}}', '- ', '|', '[](', '**', '\u0000', '1. \n   - [x]'])
    expect(() => parse(text)).not.toThrow()
})
