// The form of mails: what is kept of their HTML, that it says what the text says, and that nothing hostile is in it.

import { expect, test } from 'vitest'
import type { MailNode } from '../../protocol/mailTree.ts'
import { drawMail, picturesIn } from '../../../widget/view/mailTree.ts'
import { h } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { fold } from './fold.ts'
import { textOf } from './text.ts'
import { treeOf } from './tree.ts'

const pictures = new Map([['logo@mail', 'file-1']])
const tree = (html: string): MailNode[] | null => treeOf(html, fold(textOf(html)).text, pictures)
const drawn = (html: string) => {
  const found = tree(html)
  if (found === null) return null
  const picture = (file: string) => `/files/${file}`
  return renderToStaticMarkup(h('div', null, drawMail(found, { picture, remote: (host) => `[${host}]` }))).replaceAll(
    '/>',
    '>',
  )
}

test('paragraphs, lists, links, quotes, bold and italic, tables and pictures of its own are kept', () => {
  const html = `<html><head><style>p{color:red}</style></head><body>
    <p>Καλημέρα <b>σας</b>, δείτε <a href="https://shop.example/a?b=1">εδώ</a> και <em>εδώ</em>.</p>
    <ul><li>ένα</li><li>δύο <strong>τρία</strong></li></ul><ol><li>πρώτα</li><li>μετά</li></ol>
    <table><tr><th>Είδος</th><th>Τιμή</th></tr><tr><td>Α</td><td>10</td></tr></table>
    <p><img src="cid:logo@mail" alt="σήμα"></p><hr><p>Τέλος</p></body></html>`
  expect(drawn(html)).toBe(
    '<div><p dir="auto">Καλημέρα <b>σας</b>, δείτε <a href="https://shop.example/a?b=1" target="_blank" rel="noopener nofollow">εδώ</a> και <i>εδώ</i>.</p>' +
      '<ul><li><p class="tight" dir="auto">ένα</p></li><li><p class="tight" dir="auto">δύο <b>τρία</b></p></li></ul>' +
      '<ol><li><p class="tight" dir="auto">πρώτα</p></li><li><p class="tight" dir="auto">μετά</p></li></ol>' +
      '<div class="scrolls" tabindex="0"><table><tbody><tr><td><p class="tight" dir="auto"><b>Είδος</b></p></td><td><p class="tight" dir="auto"><b>Τιμή</b></p></td></tr><tr><td><p class="tight" dir="auto">Α</p></td><td><p class="tight" dir="auto">10</p></td></tr></tbody></table></div>' +
      '<p dir="auto"><img src="/files/file-1" alt="σήμα" loading="lazy"></p><hr><p dir="auto">Τέλος</p></div>'.replaceAll(
        '">',
        '">',
      ),
  )
  expect([...picturesIn(tree(html)!)]).toEqual(['file-1'])
})

test('a picture of another server is said where it was, and never named so that it could be fetched', () => {
  const found = drawn('<p>Δείτε <img src="https://track.example/open.gif?id=7" alt="προσφορά"> <b>τώρα</b></p>')
  expect(found).toContain('[track.example]')
  expect(found).not.toMatch(/<img|open\.gif|id=7/)
  expect(drawn('<p><b>x</b><img src="//other.example/a.png"></p>')).toContain('[other.example]')
  for (const src of ['data:image/png;base64,AAAA', 'cid:unknown@mail', 'file:///etc/passwd', 'javascript:1', ''])
    expect([src, drawn(`<p><b>x</b><img src="${src}"></p>`)]).toEqual([src, '<div><p dir="auto"><b>x</b></p></div>'])
})

test('what is quoted and signed is folded as in the text; what is answered piece by piece stays', () => {
  const gmail =
    '<div dir="ltr"><div>Ναι, <b>ευχαριστώ</b></div></div><br><div class="gmail_quote"><div class="gmail_attr">On Wed, 25 Nov 2026 at 20:00, Shop &lt;a@b.example&gt; wrote:<br></div><blockquote><p>Το <b>λάβαμε</b></p></blockquote></div>'
  expect(drawn(gmail)).toBe('<div><p class="tight" dir="auto">Ναι, <b>ευχαριστώ</b></p></div>')
  const outlook =
    '<p class="MsoNormal">Ναι <i>βέβαια</i></p><div id="Signature"><p>Maria K., <b>CEO</b></p></div><div id="divRplyFwdMsg"><b>From:</b> Shop</div><div>Παλιά <b>λόγια</b></div>'
  expect(drawn(outlook)).toBe('<div><p dir="auto">Ναι <i>βέβαια</i></p></div>')
  const apart =
    '<blockquote><p>Πότε;</p></blockquote><p>Αύριο.</p><blockquote><p>Πού;</p></blockquote><p>Εδώ <b>μέσα</b>.</p>'
  const found = drawn(apart)
  // The first is before any word of theirs.
  expect(found).toBe(
    '<div><p dir="auto">Αύριο.</p><blockquote><p dir="auto">Πού;</p></blockquote><p dir="auto">Εδώ <b>μέσα</b>.</p></div>',
  )
})

test('where its words do not say where a link leads, that is said', () => {
  expect(drawn('<p><a href="https://evil.example/x">www.bank.gr</a></p>')).toContain('⚠ (evil.example)')
  expect(drawn('<p><a href="https://www.bank.gr/x">bank.gr</a> <b>!</b></p>')).not.toContain('⚠')
})

test.each([
  ['a script', '<p><b>x</b><script>alert(1)</script></p>'],
  ['handlers', '<p onclick="alert(1)"><b onmouseover=alert(1)>x</b><img src=x onerror=alert(1)></p>'],
  ['links that run', '<p><b>x</b><a href="javascript:alert(1)"></a><a href=" jav&#x09;ascript:alert(1)"></a></p>'],
  ['links of data', '<p><b>x</b><a href="data:text/html,<script>alert(1)</script>"></a></p>'],
  [
    'a frame, an object, a form',
    '<p><b>x</b></p><iframe src="https://e.example"></iframe><object data="x"></object><form action="https://e.example"><input name=a></form>',
  ],
  [
    'SVG and MathML',
    '<p><b>x</b></p><svg onload=alert(1)><animate onbegin=alert(1)/></svg><math><mtext><script>alert(1)</script></mtext></math>',
  ],
  [
    'styles',
    '<p style="position:fixed;background:url(https://e.example/a)"><b style="width:expression(alert(1))">x</b></p><style>*{background:url(https://e.example)}</style><link rel=stylesheet href="https://e.example">',
  ],
  [
    'a base and a refresh',
    '<base href="https://e.example"><meta http-equiv=refresh content="0;url=https://e.example"><p><b>x</b></p>',
  ],
  [
    'what browsers mend otherwise',
    '<p><b>x</b><noscript><p title="</noscript><img src=x onerror=alert(1)>"></p></noscript><!--><img src=x onerror=alert(1)>--></p>',
  ],
  [
    'pictures that are more',
    '<p><b>x</b><img srcset="https://e.example/a 2x" src="cid:nothing" style="background:url(//e.example)"></p>',
  ],
])('nothing comes through: %s', (_name, html) => {
  const found = drawn(html) ?? ''
  expect(found).not.toMatch(
    /script|alert|on\w+=|style|iframe|object|form|svg|math|base|meta|javascript|url\(|<img|title=/i,
  )
  expect(JSON.stringify(tree(html))).not.toMatch(/javascript|alert|data:/i)
})

test('what is too deep, too wide or broken is its text alone, at once', () => {
  const deep = `${'<div>'.repeat(50_000)}<b>x</b>${'</div>'.repeat(50_000)}`
  expect(tree(deep)).toBeNull()
  expect(tree(`<p>${'<b>x</b> '.repeat(30_000)}</p>`)).toBeNull()
  expect(tree('<<p><b>x</i></p></b></div><table><td>')).not.toBeUndefined()
  expect(tree('<p>Μόνο λόγια</p><p>και άλλα</p>')).toBeNull()
  expect(tree('')).toBeNull()
  // Never more than the text says: of another text there is none.
  expect(treeOf('<p><b>Άλλα</b></p>', 'Λόγια', pictures)).toBeNull()
})
