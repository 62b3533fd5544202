// Articles on real files: what is served, what is said, and what happens when files come, go and change.

import { createHook } from 'node:async_hooks'
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Articles, openArticles } from './articles.ts'
import { readConfig } from '../config/config.ts'
import { until } from '../test/rig.ts'

let folder: string
let lines: string[]
let articles: Articles | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-articles-'))
  lines = []
  write(
    'rotame.yaml',
    'sites:\n  shop:\n    name: Shop\n    origins: ["https://shop.example"]\n    locales: [en]\n    articles: ./faq\n    hours: { timezone: Europe/Athens, weekly: {} }\n',
  )
  write('faq/en/account/_category.md', '---\ntitle: Your account\n---\n')
  write('faq/en/account/close.md', article('How do I close my account?'))
})
afterEach(() => {
  articles?.close()
  articles = undefined
  rmSync(folder, { recursive: true })
})

const write = (file: string, text: string | Buffer) => {
  mkdirSync(join(folder, file, '..'), { recursive: true })
  writeFileSync(join(folder, file), text)
}
const article = (question: string, body = 'Write to us.') => `---\nquestion: ${question}\n---\n${body}\n`
const open = async () =>
  (articles = await openArticles(
    readConfig(folder, {}),
    { error: () => undefined, warn: (_, message) => void lines.push(message) },
    50,
  ))
const served = () => articles!.library('shop', 'en').articles.map(({ id }) => id)

test('an article with a problem is not served, is logged once, and comes back when it is mended', async () => {
  write('faq/en/account/new.md', article('Is this new?', 'Call [phone].'))
  await open()
  expect(served()).toEqual(['account/close'])
  const said =
    'faq/en/account/new.md:4: [phone] is a placeholder; write what belongs there, or a {{variable}}, or \\[ if the bracket is meant'
  expect(lines).toEqual([said])
  write('faq/en/account/other.md', article('Another?'))
  await until(() => served().includes('account/other'))
  expect(lines).toEqual([said])
  write('faq/en/account/new.md', article('Is this new?', 'Call us.'))
  await until(() => served().includes('account/new'))
  write('faq/en/account/new.md', article('Is this new?', 'Call [phone].'))
  await until(() => !served().includes('account/new'))
  expect(lines).toEqual([said, said])
})

test('a link to an article that is not served is the text it stands on, until it is', async () => {
  write('faq/en/account/new.md', article('Is this new?', 'Call [phone].'))
  write('faq/en/account/other.md', article('Another?', '- Read **[the news](./new.md)** or [how](./close.md).'))
  await open()
  const links = () => JSON.stringify(articles!.library('shop', 'en')).match(/"type":"article","id":"[^"]*"/g)
  expect(links()).toEqual(['"type":"article","id":"account/close"'])
  expect(JSON.stringify(articles!.library('shop', 'en'))).toContain('the news')
  write('faq/en/account/new.md', article('Is this new?', 'Call us.'))
  await until(() => links()?.length === 2)
})

test('files and folders may go and come back', async () => {
  await open()
  const before = articles!.libraryBody('shop', 'en').etag(null)
  rmSync(join(folder, 'faq/en/account'), { recursive: true })
  await until(() => served().length === 0)
  renameSync(join(folder, 'faq'), join(folder, 'gone'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  write('faq/en/account/_category.md', '---\ntitle: Your account\n---\n')
  write('faq/en/account/close.md', article('How do I close my account?'))
  await until(() => served().length === 1)
  expect(articles!.libraryBody('shop', 'en').etag(null)).toBe(before)
})

test('files that nobody touches are not looked at again and again', async () => {
  for (let at = 0; at < 500; at++) write(`faq/en/account/a${at}.md`, article(`Question ${at}?`))
  await open()
  await new Promise((resolve) => setTimeout(resolve, 500))
  let calls = 0
  const counting = createHook({ init: (_, type) => void (type === 'FSREQPROMISE' && calls++) }).enable()
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  counting.disable()
  // A look costs some 500; at a beat of 50 ms there is time for two of the rare ones, and every beat looks at the
  // folder.
  expect(calls).toBeLessThan(2_000)
  write('faq/en/account/a7.md', article('Question 7, again?'))
  await until(() => articles!.library('shop', 'en').articles.some(({ question }) => question.includes('again')))
})

test('a change that no system tells of is seen', async () => {
  write('elsewhere.md', article('Where is it?'))
  symlinkSync(join(folder, 'elsewhere.md'), join(folder, 'faq/en/account/linked.md'))
  await open()
  await new Promise((resolve) => setTimeout(resolve, 300))
  write('elsewhere.md', article('Where is it now?'))
  await until(() => articles!.library('shop', 'en').articles.some(({ question }) => question === 'Where is it now?'))
})

test('a link that is turned to another folder, as a deployment does, is read again', async () => {
  renameSync(join(folder, 'faq'), join(folder, 'one'))
  cpSync(join(folder, 'one'), join(folder, 'two'), { recursive: true })
  write('two/en/account/new.md', article('Is this new?'))
  symlinkSync('one', join(folder, 'faq'))
  await open()
  symlinkSync('two', join(folder, 'next'))
  renameSync(join(folder, 'next'), join(folder, 'faq'))
  await until(() => served().includes('account/new'))
})

test('all that is wrong is said at once, with exact lines', async () => {
  write(
    'faq/en/account/slips.md',
    '---\nquestion: How much is [X]?\nkeyword: [price]\norder: first\n---\n\nSee [this](./closed.md).\n',
  )
  write('faq/en/account/latin.md', Buffer.from([0x2d, 0xe1, 0xe2]))
  write('faq/en/account/empty.md', article('Why?', ''))
  write('faq/en/account/bare.md', 'No front matter')
  write('faq/en/loose.md', article('Where am I?'))
  write('faq/en/other/lost.md', article('Which topic?'))
  await open()
  expect(lines.toSorted()).toEqual([
    'faq/en/_category.md: is missing; write it, with a title between two lines of ---',
    'faq/en/account/bare.md:1: has no front matter; begin the file with --- , its fields and --- again',
    'faq/en/account/empty.md:4: has no text; write the answer below the second ---',
    'faq/en/account/latin.md: is not in UTF-8; save it as UTF-8',
    'faq/en/account/slips.md:2: [X] is a placeholder; write what belongs there, or a {{variable}}, or \\[ if the bracket is meant',
    'faq/en/account/slips.md:3: keyword: nothing here is called keyword; did you mean keywords',
    'faq/en/account/slips.md:4: order: write a number',
    'faq/en/account/slips.md:7: there is no article ./closed.md; did you mean ./close.md',
    'faq/en/other/_category.md: is missing; write it, with a title between two lines of ---',
  ])
  expect(served()).toEqual(['account/close'])
})

test('articles may lie in folders within folders, and in none', async () => {
  write('faq/en/_category.md', '---\ntitle: All else\norder: 2000\n---\n')
  write(
    'faq/en/loose.md',
    article('Where am I?', 'See [this](account/paying/by-card.md) and [that](/account/close.md).'),
  )
  write('faq/en/account/paying/map.png', 'png')
  write(
    'faq/en/account/paying/by-card.md',
    article('By card?', '[No](../close.md), [or](../../loose.md) ![A](map.png)'),
  )
  await open()
  expect(lines).toEqual([])
  const { categories, articles: found } = articles!.library('shop', 'en')
  expect(categories.map(({ id, title }) => [id, title])).toEqual([
    ['account', 'Your account'],
    ['.', 'All else'],
  ])
  expect(found.map(({ id, category }) => [id, category])).toEqual([
    ['account/close', 'account'],
    ['account/paying/by-card', 'account'],
    ['loose', '.'],
  ])
  expect(JSON.stringify(found).match(/"type":"article","id":"[^"]*"/g)).toHaveLength(4)
  expect(articles!.picture('shop/en/account/paying/map.png')).toBe(join(folder, 'faq/en/account/paying/map.png'))
})

test('a category within a category is named', async () => {
  write('faq/en/account/paying/_category.md', '---\ntitle: Paying\n---\n')
  await open()
  expect(lines).toEqual([
    expect.stringMatching(/^faq\/en\/account\/paying\/_category.md: is in a folder of a category/),
  ])
})

test('what is wrong with many articles is summed up', async () => {
  for (let at = 0; at < 60; at++)
    write(`faq/en/account/a${at}.md`, `---\nquestion: Question ${at}?\nslug: /a${at}\n---\nSee [b](./b${at}.md).\n`)
  await open()
  expect(lines).toEqual([
    '120 to mend in 60 files; rotame check --all names each. Most often:',
    '60 times: slug: nothing here is called slug; here one can write question, title, keywords, order, updated (first faq/en/account/a0.md:3)',
    '60 times: there is no article ./b0.md; did you mean ./a0.md (first faq/en/account/a0.md:5)',
  ])
})

test('title is a question, and dates are read as they are written', async () => {
  const dates = [
    '2026-05-28',
    '2026-05-28T10:00:00Z',
    '"2026/5/28"',
    '28.5.2026',
    '28/05/2026',
    'May 28, 2026',
    '28 May 2026',
  ]
  for (const [at, date] of dates.entries())
    write(`faq/en/account/a${at}.md`, `---\ntitle: Question ${at}\nupdated: ${date}\n---\nText.\n`)
  write('faq/en/account/b.md', '---\ntitle: Which day?\nupdated: 5/6/2026\n---\nText.\n')
  write('faq/en/account/c.md', '---\norder: 1\nupdated: 31.4.2026\n---\nText.\n')
  await open()
  expect(articles!.library('shop', 'en').articles.flatMap(({ updated }) => updated ?? [])).toEqual(
    dates.map(() => '2026-05-28'),
  )
  expect(lines).toEqual([
    'faq/en/account/b.md:3: updated: write a date like 2026-05-28',
    'faq/en/account/c.md:2: question: is missing; write text',
    'faq/en/account/c.md:3: updated: write a date like 2026-05-28',
  ])
})

test('a picture beside an article has an address, and nothing else has one', async () => {
  write('faq/en/account/our map.png', 'png')
  write('faq/en/account/secret.png', 'png')
  write('faq/en/account/map.md', article('Where are you?', '![A map](<our map.png>)'))
  await open()
  const body = articles!.library('shop', 'en').articles.find(({ id }) => id === 'account/map')!.body
  expect(body).toEqual([
    { type: 'p', children: [{ type: 'img', src: '/images/shop/en/account/our%20map.png', alt: 'A map' }] },
  ])
  expect(articles!.picture('shop/en/account/our map.png')).toBe(join(folder, 'faq/en/account/our map.png'))
  for (const address of [
    'shop/en/account/secret.png',
    'shop/en/account/close.md',
    'shop/en/account/../account/our map.png',
    '../rotame.yaml',
    '',
  ])
    expect(articles!.picture(address)).toBeNull()
})

test.each([
  ['in another folder', '../../../logo.png', 'beside the article'],
  ['on another server', 'https://a.example/x.png', 'beside the article'],
  ['that is not there', 'x.png', 'beside the article'],
  ['that is no picture', 'close.md', 'is no picture'],
  ['that is a folder', 'folder.png', 'is no file'],
  ['that is large', 'large.png', 'has 3.0 MB; make it smaller than 2 MB'],
])('a picture %s is refused in words', async (_, name, words) => {
  write('logo.png', 'png')
  write('faq/en/account/large.png', Buffer.alloc(3_000_000))
  mkdirSync(join(folder, 'faq/en/account/folder.png'))
  write('faq/en/account/map.md', article('Where are you?', `![A map](${name})`))
  await open()
  expect(lines).toEqual([expect.stringMatching(/^faq\/en\/account\/map\.md:4: /)])
  expect(lines[0]).toContain(words)
  expect(served()).toEqual(['account/close'])
})

test('a topic without an article is not shown', async () => {
  write('faq/en/empty/_category.md', '---\ntitle: Nothing yet\n---\n')
  cpSync(join(folder, 'faq/en/account'), join(folder, 'faq/en/again'), { recursive: true })
  await open()
  expect(articles!.library('shop', 'en').categories.map(({ id }) => id)).toEqual(['account', 'again'])
})
