// Markdown into the tree, and what is said of what cannot be shown.

import { expect, test } from 'vitest'
import { parseMarkdown } from './markdown.ts'
import type { Surroundings } from './surroundings.ts'
import { fill } from './variables.ts'

const variables = { phone: '210 000 0000', hours: { el: '9 με 6', en: '9 to 6' }, note: 'one\n  two' }
const surroundings: Surroundings = {
  file: 'x.md',
  firstLine: 1,
  locale: 'el',
  home: 'https://www.a.example/help/',
  fill: (given) => fill(given, { variables }, 'el'),
  articleAt: (link) =>
    link === '../account/close.md' ? { id: 'account/close' } : { problem: `there is no article ${link}` },
  pictureAt: (name) =>
    name === 'map.png' ? { src: '/images/shop/el/general/map.png' } : { problem: `there is no picture ${name}` },
}
const parse = (text: string, firstLine = 1) => {
  const { body, problems } = parseMarkdown(text, { ...surroundings, firstLine })
  return { body, problems }
}
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
  ['raw HTML', '<iframe src="https://a.example"></iframe>', 'HTML cannot be shown'],
  ['HTML within a text', 'x <video>y</video>', 'HTML cannot be shown'],
  ['a link that runs something', '[x](javascript:alert)', 'is no link that can be followed'],
  ['a link to a page without its scheme', '[x](www.a.example)', 'is no link that can be followed'],
  ['a link that runs something, with its address elsewhere', '[x][y]\n\n[y]: javascript:alert', 'is no link'],
  ['a picture of another server, with its address elsewhere', '![x]\n\n[x]: https://a.example/x.png', 'no picture'],
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
    `${spaced} is a placeholder; write what belongs there, or a {{variable}}${spaced.startsWith('[') ? ', or \\[ if the bracket is meant' : ''}`,
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
  '## fetch(address[, options])',
  'at [::1]',
])('%s is no placeholder', (text) => expect(parse(text).problems).toEqual([]))

const p = (...children: unknown[]) => ({ type: 'p', children })
const b = (...children: unknown[]) => ({ type: 'b', children })
const br = { type: 'br' }
const to = (id: string, ...children: unknown[]) => ({ type: 'article', id, children })
const folded = (title: unknown[], ...children: unknown[]) => ({ type: 'quote', title, children })
const warning = { type: 'quote', children: [p(b('Προειδοποίηση'), br, 'Hot.')] }

test.each([
  ['Docusaurus and VitePress', ':::warning\nHot.\n:::', [warning]],
  ['GitHub', '> [!WARNING]\n> Hot.', [warning]],
  ['MkDocs', '!!! warning\n    Hot.\n\nAfter.', [warning, p('After.')]],
  ['Markdoc', '{% callout type="warning" %}\nHot.\n{% /callout %}', [warning]],
  ['GitBook', '{% hint style="warning" %}\nHot.\n{% endhint %}', [warning]],
  ['MDX', "import { Warning } from './x'\n\n<Warning>\nHot.\n</Warning>", [warning]],
  [
    'a title of its own',
    ':::note[Mind this]\n\nHot.\n:::',
    [{ type: 'quote', children: [p(b('Mind this')), p('Hot.')] }],
  ],
  ['a title in quotes', '!!! note "Mind"\n\n    Hot.', [{ type: 'quote', children: [p(b('Mind')), p('Hot.')] }]],
  [
    'call-outs within each other',
    '::::tip\nA\n\n:::note\nB\n:::\n::::',
    [
      {
        type: 'quote',
        children: [p(b('Συμβουλή'), br, 'A'), { type: 'quote', children: [p(b('Σημείωση'), br, 'B')] }],
      },
    ],
  ],
  [
    'code in a call-out',
    ':::note\n```\n:::\n```\n:::',
    [{ type: 'quote', children: [p(b('Σημείωση')), { type: 'code', text: ':::' }] }],
  ],
  ['code about call-outs', '```\n:::note\n```', [{ type: 'code', text: ':::note' }]],
  [
    'a heading with a name',
    '## Install {#install}\n\nSee [below](#install) and [this](#το-άλλο).\n\n## Το άλλο',
    [
      { type: 'h', level: 2, id: 'install', children: ['Install'] },
      p('See ', to('#install', 'below'), ' and ', to('#το-άλλο', 'this'), '.'),
      { type: 'h', level: 2, id: 'το-άλλο', children: ['Το άλλο'] },
    ],
  ],
  [
    'names of headings as kramdown has them',
    '[a](#one) [b](#two) [c](#three)\n\n## First {: #one .wide}\n\n## Second\n{: .no_toc #two }\n\n## Three {: .wide }',
    [
      p(to('#one', 'a'), ' ', to('#two', 'b'), ' ', to('#three', 'c')),
      { type: 'h', level: 2, id: 'one', children: ['First'] },
      { type: 'h', level: 2, id: 'two', children: ['Second'] },
      { type: 'h', level: 2, id: 'three', children: ['Three'] },
    ],
  ],
  [
    'headings that are worded alike',
    '[a](#how) [b](#how-1) [c](#Why)\n\n## How\n\n> ## How\n\n<a name="why"></a>\n\n## Else\n\n## No one',
    [
      p(to('#how', 'a'), ' ', to('#how-1', 'b'), ' ', to('#else', 'c')),
      { type: 'h', level: 2, id: 'how', children: ['How'] },
      { type: 'quote', children: [{ type: 'h', level: 2, id: 'how-1', children: ['How'] }] },
      { type: 'h', level: 2, id: 'else', children: ['Else'] },
      { type: 'h', level: 2, children: ['No one'] },
    ],
  ],
  [
    'addresses apart from their links',
    '[a][1], [b][], [c] and ![Our street][d]\n\n[1]: https://a.example\n[B]: ../account/close.md\n[c]: mailto:c@a.example\n[d]: map.png "x"',
    [
      p(
        { type: 'a', href: 'https://a.example', children: ['a'] },
        ', ',
        to('account/close', 'b'),
        ', ',
        { type: 'a', href: 'mailto:c@a.example', children: ['c'] },
        ' and ',
        { type: 'img', src: '/images/shop/el/general/map.png', alt: 'Our street' },
      ),
    ],
  ],
  [
    'a part of an article',
    '[a](../account/close.md#how)',
    [p({ type: 'article', id: 'account/close', part: 'how', children: ['a'] })],
  ],
  [
    'an address on the own site',
    '[a](/contact?x=1#y)',
    [p({ type: 'a', href: 'https://www.a.example/contact?x=1#y', children: ['a'] })],
  ],
  ['comments', 'a <!-- b -->c\n\n<!--\nd\n-->\n\n{/* e */}f', [p('a ', 'c'), p('f')]],
  [
    'new lines and keys',
    'a<br>b<br/>Press <kbd>Ctrl</kbd>+<kbd>C</kbd>',
    [p('a', br, 'b', br, 'Press ', b('Ctrl'), '+', b('C'))],
  ],
  ['folded parts', '<details>\n<summary><b>More</b></summary>\n\nText\n\n</details>', [folded([b('More')], p('Text'))]],
  [
    'folded parts within each other, written close',
    '<details open><summary>More `x`</summary>\nText\n<details>\n<summary>\n<h3>Most</h3>\n</summary>\n\n```\n</details>\n```\n</details>\n</details>\nAfter',
    [
      folded(['More ', { type: 'code', text: 'x' }], p('Text'), folded(['Most'], { type: 'code', text: '</details>' })),
      p('After'),
    ],
  ],
  [
    'a folded part without a title',
    '- a\n\n  <details>\n\n  b\n\n  </details>',
    [{ type: 'ul', items: [[p('a'), folded(['Λεπτομέρειες'], p('b'))]] }],
  ],
  [
    'folded parts of others',
    '??? tip "Mind"\n    Hot.\n\n:::details More\nText\n:::',
    [folded(['Mind'], p('Hot.')), folded(['More'], p('Text'))],
  ],
  [
    'tags that Markdown has signs for',
    '<b>a <i>b</i></b> <del>c</del> <code>d</code> <span class="x">e</span> <a href="https://a.example">f</a>',
    [
      p(
        { type: 'b', children: ['a ', { type: 'i', children: ['b'] }] },
        ' ',
        { type: 's', children: ['c'] },
        ' ',
        { type: 'code', text: 'd' },
        ' ',
        'e',
        ' ',
        { type: 'a', href: 'https://a.example', children: ['f'] },
      ),
    ],
  ],
  [
    'a picture in HTML',
    '<img src="map.png" width="3" alt="Our street">',
    [p({ type: 'img', src: '/images/shop/el/general/map.png', alt: 'Our street' })],
  ],
  [
    'marks, keys and small figures of others',
    'a ==marked== ^^put in^^ ++ctrl+alt+del++ H~2~O x^2^ m<sup>3</sup> CO<sub>2</sub> %% hidden %% ==είναι αυτό==',
    [
      p(
        'a ',
        b('marked'),
        ' ',
        b('put in'),
        ' ',
        b('ctrl'),
        '+',
        b('alt'),
        '+',
        b('del'),
        ' H₂O x² m³ CO₂  ',
        b('είναι αυτό'),
      ),
    ],
  ],
  [
    'what only looks like a mark',
    'if a == b and c==d==e, C++ and G++, 12:30:45, a:b:c, \\==x==, 5 ^ 6 ^ 7, 100%% of 50%%, $5 and $6, prices $a_1, $b, `==x== :smile:`',
    [
      p(
        'if a == b and c==d==e, C++ and G++, 12:30:45, a:b:c, ==x==, 5 ^ 6 ^ 7, 100%% of 50%%, $5 and $6, prices $a_1, $b, ',
        {
          type: 'code',
          text: '==x== :smile:',
        },
      ),
    ],
  ],
  [
    'brackets in the text of a link',
    '[[…]](https://a.example) \\[\\[b\\]\\] `[[c]]`',
    [p({ type: 'a', href: 'https://a.example', children: ['[…]'] }, ' [[b]] ', { type: 'code', text: '[[c]]' })],
  ],
  [
    'a picture with its size',
    '![Our street](map.png =100x20)',
    [p({ type: 'img', src: '/images/shop/el/general/map.png', alt: 'Our street' })],
  ],
  ['imports', "import X from '@site/x'\nimport './y.css';\n\nText", [p('Text')]],
  [
    'a quoted tag',
    'Write `{% callout %}` or `<details>`',
    [p('Write ', { type: 'code', text: '{% callout %}' }, ' or ', { type: 'code', text: '<details>' })],
  ],
])('what people have in their Markdown is shown: %s', (_, text, body) => {
  expect(parse(text)).toEqual({ body, problems: [] })
})

test.each([
  [':::warning\nHot.', '1: is not closed; write ::: below it'],
  ['a\n\n:::tabs\nHot.\n:::', '3: :::tabs cannot be shown; write it as plain Markdown'],
  ['a\n\n{% tabs %}', '3: {% tabs %} is of another program and cannot be shown; write it as plain Markdown'],
  ['a\n\n=== "Linux"\n    x', '3: === "Linux" cannot be shown; write it as plain Markdown'],
  ['a\n\nx {: .wide }', '3: {: .wide } is of another program and cannot be shown; write it as plain Markdown'],
  [
    'a\n\nx\n{: #two }',
    '4: {: #two } names what is no heading; write {#name} at the end of a heading, or leave it out',
  ],
  ['export const x = 1', '1: a line of a program cannot be shown; write it as plain Markdown'],
  ['<Tabs>\n</Tabs>', '1: HTML cannot be shown; write it as plain Markdown'],
  [
    ':::note\n\n[email-urgence]\n:::',
    '3: [email-urgence] is a placeholder; write what belongs there, or a {{variable}}',
  ],
  ['[a](#nowhere)', '1: there is no heading #nowhere in this article; name one of its headings'],
  ['a\n\nWell done :tada:', '3: :tada: cannot be shown; write the sign itself, or \\: if it is meant'],
  ['Term\n: What it is', '2: : What it is cannot be shown; a definition is written as a list or a card'],
  ['[TOC]', '1: [TOC] cannot be shown; leave it out'],
  ['a\n\n[[_toc_]]', '3: [[_toc_]] cannot be shown; leave it out'],
  ['See [[Other page|it]].', '1: [[Other page|it]] cannot be shown; link to an article as [words](its .md file)'],
  ['![[map.png]]', '1: ![[map.png]] cannot be shown; show a picture as ![what it shows](its file)'],
  ['{{< note >}}\nx', '1: {{< note >}} cannot be shown; write it as plain Markdown'],
  ['* TOC\n{:toc}', '2: {:toc} cannot be shown; leave it out'],
  ['[a](https://a.example){target=_blank}', '1: {target=_blank} cannot be shown; leave it out'],
  ['Text {.wide}', '1: {.wide} cannot be shown; leave it out'],
  ['$$\nx\n$$', '1: $$ cannot be shown; write the formula in words'],
  ['that $x^2$ is', '1: $x^2$ cannot be shown; write the formula in words'],
  ['--8<-- "part.md"', '1: --8<-- "part.md" cannot be shown; write it as plain Markdown'],
  ['.. note:: Mind', '1: .. note:: Mind cannot be shown; write it as plain Markdown'],
  ['a\n\n\\newpage', '3: \\newpage cannot be shown; leave it out'],
  ['a\n<img src="map.png">', '2: say between the brackets what map.png shows'],
])('what cannot be shown is said at its line: %s', (text, words) => {
  expect(said(text).join('\n')).toContain(words)
})

test('an address on the own site wants to know where that is', () => {
  const { problems } = parseMarkdown('[a](/contact)', { ...surroundings, home: null })
  expect(problems.map(({ message }) => message)).toEqual([
    '/contact is on your own site, and rotame.yaml does not say where that is; write home: https://… there, or the whole address here',
  ])
})

test.each([
  'Press [Enter] or [F5], then [Ctrl+C], [Ctrl]+[C] or [Ctrl] + [Shift] + [P]',
  'Click [Save], [Sign in] or [**OK**]',
  'Πατήστε [Αποθήκευση] ή [Άκυρο]',
  '\\[Name]',
])('%s names what one presses', (text) => expect(parse(text).problems).toEqual([]))

test.each(['[email-urgence]', '[option]', '[Όνομα Επώνυμο]', '[Name]', '[date]', '[Save the date here]', '[C]'])(
  '%s is still a placeholder',
  (text) => expect(said(text)).toHaveLength(1),
)

test('nothing that is written makes it fall', () => {
  for (const text of ['', '\n\n', '[', '![', '{{', '{{}}', '- ', '|', '[](', '**', '\u0000', '1. \n   - [x]'])
    expect(() => parse(text)).not.toThrow()
})
