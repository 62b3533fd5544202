// Pages that we did not write: a table of what they do, and the whole way of a visitor on each. A page more is a row
// more.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { begin, launcher, openStage, type Stage } from './stage.ts'

interface Rotame {
  (...call: unknown[]): void
  q?: unknown[]
}
/** What pages of the table write down of what reaches them. */
declare const window: Window & { Rotame?: Rotame; seen: string[] }

interface Hostile {
  /** What the page does, as a sentence. */
  name: string
  /** What stands in its head and its body; the widget's script tag is put in where neither has one of its own. */
  head?: string
  body?: string
  html?: string
  headers?: Record<string, string>
  options?: BrowserContextOptions
  /** After it is loaded, before the visitor. */
  before?: (page: Page) => Promise<unknown>
  /** With the panel open and an answer on the screen. */
  during?: (page: Page) => Promise<unknown>
  /** When the panel is closed again. */
  after?: (page: Page) => Promise<unknown>
}

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
const tall = '<main style="height:3000px"><h1>Μια σελίδα</h1></main>'
const script = '<script async src="{product}/widget.js" data-site="oxzino"></script>'
const packageOf = (path: string) => `<script src="/npm/${path}"></script>`

const note = '<script>window.seen=[]</script>'
const seen = (page: Page) => page.evaluate(() => window.seen)
/** The colour behind the panel. */
const paper = (page: Page) =>
  page.getByRole('dialog', { name: 'Βοήθεια' }).evaluate((panel) => getComputedStyle(panel).backgroundColor)
const [white, dark] = ['rgb(255, 255, 255)', 'rgb(21, 25, 24)']
const inDark: BrowserContextOptions = { colorScheme: 'dark' }

/** Where a desk's page is not covered by us. */
const beside = [200, 500] as const
const scrolled = (page: Page) => page.evaluate(() => Math.round(scrollY))

/** Turns the wheel over the messages, then over the page where it is to move. @returns how far the former moved it */
async function wheel(page: Page, isFree = true): Promise<number> {
  const field = page.getByLabel('Γράψτε')
  for (let line = 0; line < 12; line++) {
    await field.last().fill(`γραμμή ${line}`)
    await page.keyboard.press('Enter')
  }
  const log = page.locator('.main:has(.log)')
  await expect.poll(() => log.evaluate((node) => node.scrollTop)).toBeGreaterThan(100)
  const before = await log.evaluate((node) => node.scrollTop)
  await log.hover()
  await page.mouse.wheel(0, -150)
  await expect.poll(() => log.evaluate((node) => node.scrollTop)).toBeLessThan(before)
  // Past its end, and where nothing scrolls.
  for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 400)
  await page.locator('.head').last().hover()
  await page.mouse.wheel(0, 400)
  await page.waitForTimeout(300)
  const gone = await scrolled(page)
  // That it stood still says something only of a page that moves.
  await page.mouse.move(...beside)
  await page.mouse.wheel(0, 400)
  if (isFree) await expect.poll(() => scrolled(page)).toBeGreaterThan(gone)
  return gone
}

/** Draws a finger over the messages, then over the page where it is to move. @returns how far the former moved it */
async function touch(page: Page, isFree = true): Promise<number> {
  const field = page.getByLabel('Γράψτε')
  for (let line = 0; line < 12; line++) {
    await field.last().fill(`γραμμή ${line}`)
    await page.keyboard.press('Enter')
  }
  const log = page.locator('.main:has(.log)')
  await expect.poll(() => log.evaluate((node) => node.scrollTop)).toBeGreaterThan(100)
  const before = await log.evaluate((node) => node.scrollTop)
  const devtools = await page.context().newCDPSession(page)
  const drawAt = async (x: number, y: number, yDistance: number) => {
    const at = (part: number) => ({ touchPoints: [{ x, y: y + yDistance * part }] })
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(0) })
    for (let step = 1; step <= 10; step++) {
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(step / 10) })
      await page.waitForTimeout(16)
    }
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const draw = async (over: Locator, yDistance: number) => {
    const { x, y, width, height } = (await over.boundingBox())!
    await drawAt(x + width / 2, y + height / 2, yDistance)
  }
  await draw(log, 150)
  await expect.poll(() => log.evaluate((node) => node.scrollTop)).toBeLessThan(before)
  // Past its end, and where nothing scrolls.
  for (let turn = 0; turn < 4; turn++) await draw(log, -200)
  await draw(page.locator('.head').last(), -200)
  await page.waitForTimeout(300)
  const gone = await scrolled(page)
  await drawAt(...beside, -200)
  if (isFree) await expect.poll(() => scrolled(page)).toBeGreaterThan(gone)
  return gone
}

/** Whatever makes a containing block of its own for what is fixed in it. */
const captures = [
  'transform:translateY(10px)',
  'filter:grayscale(1)',
  'perspective:1px',
  'will-change:transform',
  'contain:paint',
  'backdrop-filter:blur(1px)',
  'animation:move 9s infinite',
]

/** The panel is as wide as the phone, however large the page is on it. */
async function fillsPhone(page: Page): Promise<void> {
  const width = await page
    .getByRole('dialog', { name: 'Βοήθεια' })
    .evaluate((panel) => Math.round(panel.getBoundingClientRect().width * visualViewport!.scale))
  expect(width).toBe(360)
}

const pages: Hostile[] = [
  { name: 'an ordinary page', body: tall },
  { name: 'quirks mode', html: `<html lang=el>${script}<body>${tall}` },
  ...captures.map((style) => ({
    name: `a body with ${style}`,
    head: `<style>@keyframes move{from{transform:translateX(1px)}to{transform:translateX(0)}}body{${style}}</style>`,
    body: tall,
  })),
  ...['transform:scale(.9)', 'filter:invert(1) hue-rotate(180deg)', 'zoom:1.4', 'writing-mode:vertical-rl'].map(
    (style) => ({ name: `a root with ${style}`, head: `<style>html{${style}}</style>`, body: tall }),
  ),
  {
    name: 'a body that is clipped, masked and of no size',
    head: '<style>body{clip-path:inset(50%);mask:linear-gradient(#0000,#0000);width:0;height:0;overflow:hidden}</style>',
    body: tall,
  },
  {
    name: 'methods of its own on every object, list, text and function',
    head: `<script>
      for (const kind of [Object, Array, String, Number, Function, Promise, Element, Event])
        kind.prototype.extended = function () { return 'extended' }
      Array.prototype.remove = function (each) { this.splice(this.indexOf(each), 1) }
      Element.prototype.remove = function () { return this }
      Function.prototype.bind = function (of, ...first) { const act = this; return (...rest) => act.apply(of, [...first, ...rest]) }
      String.prototype.trim = function () { return this.replace(/^ +| +$/g, '') }</script>`,
    body: tall,
  },
  {
    name: 'names of ours taken: Rotame as an element, and globals such as h, name, status, screen',
    head: '<script>var h = 1, render = 2, signal = 3, io = 4; name = "x"; status = "y"; window.module = {}; window.exports = {}; window.define = () => {}; define.amd = true</script>',
    body: `${tall}<form id="form"><input name="form"></form><img name="body" alt=""><a id="launcher">x</a>`,
  },
  {
    name: 'a fetch, and timers, that somebody has wrapped, and that say so',
    head: `${note}<script>
      const [plain, later] = [window.fetch, window.setTimeout]
      window.fetch = (...asked) => { seen.push('fetch'); return plain(...asked).then((answer) => new Proxy(answer, {
        get: (of, name) => typeof of[name] === 'function' ? of[name].bind(of) : of[name] })) }
      window.setTimeout = (act, ms, ...more) => later(() => act(...more), ms)</script>`,
    body: tall,
    after: async (page) => expect(await seen(page)).toContain('fetch'),
  },
  {
    name: 'a page that moves what is not its own into its body, and styles it',
    body: `${tall}<script>new MutationObserver(() => {
      for (const node of document.documentElement.children)
        if (!/^(HEAD|BODY)$/.test(node.tagName)) { document.body.append(node); node.style.cssText = 'opacity:.01;transform:scale(.1)' }
    }).observe(document.documentElement, { childList: true })</script>`,
    before: (page) => page.waitForTimeout(500),
  },
  {
    name: 'a cookie bar above everything',
    body: `${tall}<div style="position:fixed;inset:auto 0 0;height:120px;background:#ccc;z-index:2147483647">Cookies</div>`,
  },
  {
    name: 'a page that nothing of may be selected, and none of its fields copied from or pasted into',
    head: `<style>html{user-select:none;pointer-events:none;cursor:none}</style><script>
      for (const type of ['copy', 'cut', 'paste', 'contextmenu', 'selectstart', 'beforeinput']) {
        document.addEventListener(type, (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true)
        document['on' + type] = () => false
      }</script>`,
    body: tall,
    options: { permissions: ['clipboard-read', 'clipboard-write'] },
    async during(page) {
      const field = page.getByLabel('Γράψτε')
      await field.last().fill('από εδώ')
      await field.last().press('ControlOrMeta+a')
      await field.last().press('ControlOrMeta+c')
      await field.last().fill('')
      await field.last().press('ControlOrMeta+v')
      expect(await field.last().inputValue()).toBe('από εδώ')
      await field.last().fill('')
    },
  },
  {
    name: 'shortcuts of one letter, and Escape for a dialog of its own',
    head: `${note}<script>
      for (const [at, capture] of [[window, true], [document, true], [document, false], [window, false]])
        for (const type of ['keydown', 'keypress', 'keyup'])
          at.addEventListener(type, ({ key, target }) => {
            if (!/^(INPUT|TEXTAREA)$/.test(target.tagName) && !target.isContentEditable) seen.push(type + ' ' + key)
          }, capture)
      addEventListener('keydown', ({ key }) => key === 'Escape' && seen.push('bubbled Escape'))</script>`,
    body: tall,
    async after(page) {
      await launcher(page).click()
      await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor({ state: 'hidden' })
      expect(await seen(page)).toEqual([])
      await page.locator('main').click()
      await page.keyboard.press('s')
      expect(await seen(page)).toContain('keydown s')
    },
  },
  {
    name: "Bootstrap's modal, which enforces the focus",
    head: '<link rel="stylesheet" href="/npm/bootstrap/dist/css/bootstrap.min.css">',
    body: `${tall}${packageOf('bootstrap/dist/js/bootstrap.bundle.min.js')}
      <div class="modal" id="modal" tabindex="-1"><div class="modal-dialog"><div class="modal-content">
      <input aria-label="Δικό της"></div></div></div>
      <script>const modal = new bootstrap.Modal('#modal', { backdrop: 'static', focus: true }); modal.show()</script>`,
    before: (page) => page.getByLabel('Δικό της').waitFor(),
  },
  {
    name: 'a trap of the focus (focus-trap)',
    body: `${tall}${packageOf('tabbable/dist/index.umd.js')}${packageOf('focus-trap/dist/focus-trap.umd.js')}
      <div id="trap"><button>Μέσα</button></div>
      <script>addEventListener('load', () => focusTrap.createFocusTrap('#trap').activate())</script>`,
    async before(page) {
      await page.waitForFunction(() => document.activeElement?.textContent === 'Μέσα')
      // It takes every click until the panel is loaded.
      await launcher(page).hover()
      await page.waitForFunction(() =>
        [...document.querySelectorAll('*')].some((node) => node.shadowRoot?.querySelector('.chevron')),
      )
    },
  },
  {
    name: 'siblings made inert and hidden, as Headless UI and Radix do',
    body: `${tall}<div id="app" role="dialog">Δικό της</div><script>
      document.body.style.pointerEvents = 'none'
      addEventListener('load', () => setTimeout(() => {
        for (const each of document.body.children) if (each.id !== 'app') { each.inert = true; each.ariaHidden = 'true' }
      }))</script>`,
    before: (page) => page.waitForFunction(() => document.querySelector('main')!.inert),
  },
  {
    name: 'a body that is inert',
    head: '<style>body{display:none}</style>',
    body: `${tall}<script>document.body.inert = true</script>`,
  },
  {
    name: 'a modal dialog, under which we are not there',
    body: `${tall}<dialog><button onclick="this.parentElement.close()">Εντάξει</button></dialog>
      <script>addEventListener('load', () => document.querySelector('dialog').showModal())</script>`,
    before: (page) => page.getByRole('button', { name: 'Εντάξει' }).click(),
    async after(page) {
      await page.evaluate(() => document.querySelector('dialog')!.showModal())
      await launcher(page).waitFor({ state: 'hidden' })
      // A framework takes it away without closing it.
      await page.evaluate(() => document.querySelector('dialog')!.remove())
      await launcher(page).waitFor()
    },
  },
  {
    name: 'a film in full screen, under which we are, and after which we are back',
    body: `${tall}<div id="film" style="background:#000">Ταινία</div>
      <button style="position:fixed;top:0;left:0" onclick="film.requestFullscreen()">Όλη η οθόνη</button>`,
    async after(page) {
      await page.getByRole('button', { name: 'Όλη η οθόνη' }).click()
      await page.waitForFunction(() => document.fullscreenElement)
      await expect.poll(() => isOnTop(page)).toBe(false)
      await page.evaluate(() => document.exitFullscreen())
      await expect.poll(() => isOnTop(page)).toBe(true)
    },
  },
  {
    name: 'a library that scrolls (Lenis)',
    body: `${tall}${packageOf('lenis/dist/lenis.min.js')}<script>new Lenis({ autoRaf: true, smoothWheel: true })</script>`,
    during: async (page) => expect(await wheel(page)).toBe(0),
  },
  {
    name: 'a page as it is, touched',
    body: tall,
    options: { hasTouch: true },
    during: async (page) => expect(await touch(page)).toBe(0),
  },
  {
    name: 'a library that scrolls by touch (Lenis)',
    body: `${tall}${packageOf('lenis/dist/lenis.min.js')}<script>new Lenis({ autoRaf: true, syncTouch: true })</script>`,
    options: { hasTouch: true },
    during: async (page) => expect(await touch(page)).toBe(0),
  },
  {
    name: 'a library that scrolls by touch, on a phone',
    head: '<meta name="viewport" content="width=device-width">',
    body: `${tall}${packageOf('lenis/dist/lenis.min.js')}<script>new Lenis({ autoRaf: true, syncTouch: true })</script>`,
    options: phone,
    during: async (page) => expect(await touch(page, false)).toBe(0),
  },
  {
    name: 'touches that somebody forbids above us',
    body: `${tall}<script>for (const type of ['touchstart', 'touchmove'])
      document.addEventListener(type, (event) => event.preventDefault(), { passive: false, capture: true })</script>`,
    options: { hasTouch: true },
    during: async (page) => expect(await touch(page, false)).toBe(0),
  },
  {
    name: 'wheels that somebody forbids above us',
    body: `${tall}<script>for (const target of [document, document.documentElement])
      target.addEventListener('wheel', (event) => event.preventDefault(), { passive: false, capture: true })</script>`,
    during: async (page) => expect(await wheel(page, false)).toBe(0),
  },
  {
    name: 'a page as it is scrolled behind us',
    body: tall,
    during: async (page) => expect(await wheel(page)).toBe(0),
  },
  {
    name: 'a page on paper',
    body: tall,
    async after(page) {
      await page.emulateMedia({ media: 'print' })
      await launcher(page).waitFor({ state: 'hidden' })
      await page.emulateMedia({ media: null })
    },
  },
  {
    name: 'a light page under a dark system',
    body: tall,
    options: inDark,
    during: async (page) => expect(await paper(page)).toBe(white),
  },
  {
    name: 'a page that takes both schemes, under a dark system',
    head: '<meta name="color-scheme" content="light dark">',
    body: tall,
    options: inDark,
    during: async (page) => expect(await paper(page)).toBe(dark),
  },
  {
    name: 'a page with a dark mode of its own, switched while we are open',
    head: '<style>:root{color-scheme:light}:root.dark{color-scheme:dark}</style>',
    body: tall,
    async during(page) {
      expect(await paper(page)).toBe(white)
      await page.evaluate(() => document.documentElement.classList.add('dark'))
      await expect.poll(() => paper(page)).toBe(dark)
    },
  },
  {
    name: 'a light page that wants a dark panel',
    head: script.replace('data-site', 'data-theme="dark" data-site'),
    body: tall,
    during: async (page) => expect(await paper(page)).toBe(dark),
  },
  {
    name: 'a light page that wants what the system has',
    head: script.replace('data-site', 'data-theme="auto" data-site'),
    body: tall,
    options: inDark,
    during: async (page) => expect(await paper(page)).toBe(dark),
  },
  {
    name: 'a page from right to left',
    html: `<!doctype html><html lang="el" dir="rtl"><head>${script}</head><body>${tall}</body></html>`,
    async during(page) {
      const panel = page.getByRole('dialog', { name: 'Βοήθεια' })
      expect(await panel.evaluate((node) => getComputedStyle(node).direction)).toBe('ltr')
      expect((await panel.boundingBox())!.x).toBeLessThan(40)
      const field = page.getByLabel('Γράψτε').last()
      await field.fill('مرحبا')
      expect(await field.evaluate((node) => getComputedStyle(node).unicodeBidi)).toBe('plaintext')
      await field.fill('')
    },
  },
  {
    name: 'a page that is not made for phones, on one',
    body: tall,
    options: phone,
    async during(page) {
      const seen = await page.getByRole('dialog', { name: 'Βοήθεια' }).evaluate((panel) => {
        const { x, y, width, height } = panel.getBoundingClientRect()
        const k = visualViewport!.scale
        return [x, y, width * k, height * k, parseFloat(getComputedStyle(panel).fontSize)].map(Math.round)
      })
      expect(seen).toEqual([0, 0, 360, 740, 15])
    },
  },
  {
    name: 'a page of a fixed width, on a phone',
    head: '<meta name="viewport" content="width=1024">',
    body: tall,
    options: phone,
    during: fillsPhone,
  },
  {
    name: 'a page that begins at half its size, on a phone',
    head: '<meta name="viewport" content="width=720, initial-scale=.5">',
    body: tall,
    options: phone,
    during: fillsPhone,
  },
  {
    name: 'a page on paper while we are open',
    body: tall,
    async during(page) {
      await page.emulateMedia({ media: 'print' })
      await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor({ state: 'hidden' })
      await page.emulateMedia({ media: null })
      await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor()
    },
  },
  {
    name: 'a body from right to left in a root that is not',
    html: `<!doctype html><html lang="el"><head>${script}</head><body dir="rtl">${tall}</body></html>`,
    async during(page) {
      const panel = page.getByRole('dialog', { name: 'Βοήθεια' })
      expect(await panel.evaluate((node) => getComputedStyle(node).direction)).toBe('ltr')
    },
  },
  {
    name: 'the script as a module',
    head: script.replace('async', 'type="module"'),
    body: tall,
  },
  {
    name: 'the script in a bundle, which boots us',
    body: `${tall}<script type="module">
      // no-script
      import('{product}/widget.js').then(() => Rotame('boot', { site: 'oxzino', server: '{product}', locale: 'el' }))</script>`,
  },
  {
    name: 'a tag manager that drops attributes, and boots us first',
    head: `<script>window.Rotame=window.Rotame||function(){(Rotame.q=Rotame.q||[]).push(arguments)}
      Rotame('boot', { site: 'oxzino' })</script><script async src="{product}/widget.js"></script>`,
    body: tall,
  },
  {
    name: 'a tag that says the site in its address',
    head: '<script async src="{product}/widget.js?site=oxzino"></script>',
    body: tall,
  },
  {
    name: 'a launcher that is not on some paths, of a page that changes its own',
    head: script.replace('data-site', 'data-hide="/host* /elsewhere" data-site'),
    body: tall,
    async before(page) {
      await page.waitForTimeout(500)
      expect(await launcher(page).isVisible()).toBe(false)
      await page.evaluate(() => history.pushState({}, '', '/elsewhere/not'))
      await launcher(page).waitFor()
    },
    async after(page) {
      await page.evaluate(() => history.pushState({}, '', '/elsewhere'))
      await launcher(page).waitFor({ state: 'hidden' })
    },
  },
  ...['el_GR', 'EL', 'gr', 'el-gr'].map((tag) => ({
    name: `a page whose language is ${tag}`,
    html: `<!doctype html><html lang="${tag}"><head>${script}</head><body>${tall}</body></html>`,
    options: { locale: 'en-US' },
  })),
  {
    name: 'a script tag that says el_GR, on an English page',
    html: `<!doctype html><html lang="EN-us"><head>${script.replace('data-site', 'data-locale="el_GR" data-site')}</head><body>${tall}</body></html>`,
  },
  {
    name: 'a launcher on the left, a little up, with words of its own',
    head: script.replace('data-site', 'data-side="left" data-distance="32 90" data-label="Βοήθεια εδώ" data-site'),
    body: tall,
    async during(page) {
      const box = (await launcher(page).boundingBox())!
      expect([box.x, 720 - box.y - box.height]).toEqual([32, 90])
      expect(await launcher(page).textContent()).toContain('Βοήθεια εδώ')
      const panel = (await page.getByRole('dialog', { name: 'Βοήθεια' }).boundingBox())!
      expect(panel.x).toBe(32)
      expect(panel.y).toBeGreaterThanOrEqual(0)
    },
  },
  {
    name: 'a page apart from all others (COEP: require-corp, COOP: same-origin)',
    headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
    body: tall,
    before: async (page) => expect(await page.evaluate(() => crossOriginIsolated)).toBe(true),
  },
  {
    name: 'COEP: credentialless, a page apart from others',
    headers: { 'cross-origin-embedder-policy': 'credentialless', 'cross-origin-opener-policy': 'same-origin' },
    body: tall,
    before: async (page) => expect(await page.evaluate(() => crossOriginIsolated)).toBe(true),
  },
  {
    name: 'a tag that a program puts in long after the page is there',
    body: `${tall}<script>
      // no-script
      addEventListener('load', () => setTimeout(() => {
        const tag = Object.assign(document.createElement('script'), { src: '{product}/widget.js' })
        tag.dataset.site = 'oxzino'
        document.body.append(tag)
      }, 300))</script>`,
  },
  {
    name: 'a policy with a nonce, strict-dynamic and Trusted Types',
    headers: {
      'content-security-policy':
        "script-src 'nonce-n' 'strict-dynamic'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'",
    },
    head: script.replace('async', 'async nonce="n"'),
    body: '<main><h1>Μια σελίδα</h1></main>',
  },
  {
    name: 'a style for every element',
    head: '<style>*{all:revert!important;display:inline!important;opacity:.2!important;font:6px serif!important}html>div,div{display:none!important;visibility:hidden!important;pointer-events:none!important}</style>',
  },
]

let stage: Stage
let agent: Page
beforeAll(async () => {
  stage = await openStage(undefined, false, 10)
  agent = await stage.signIn()
})
afterEach(() => stage.problems.splice(0))
afterAll(() => stage.close())

async function open({ html, head = '', body = '', headers, options }: Hostile, on = stage): Promise<Page> {
  const page = await on.visit(options, 'about:blank')
  const address = `${on.demo.site}/hostile`
  const own = /<script[^>]*widget\.js|no-script/.test(head + body) ? '' : script
  const whole =
    html ?? `<!doctype html><html lang="el"><head><title>Σελίδα</title>${head}${own}</head><body>${body}</body></html>`
  await page.route(`${on.demo.site}/npm/**`, (route) =>
    route.fulfill({
      path: join(import.meta.dirname, '../../node_modules', new URL(route.request().url()).pathname.slice(5)),
    }),
  )
  await page.route(address, (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
      body: whole.replaceAll('{product}', on.demo.product),
    }),
  )
  await page.goto(address)
  return page
}

/** Whether what is seen in the middle of the launcher is the launcher, within the screen. */
const isOnTop = (page: Page) =>
  page.evaluate(() => {
    const host = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot?.querySelector('.launcher'))
    const { x, y, width, height } = host!.shadowRoot!.querySelector('.launcher')!.getBoundingClientRect()
    const [left, top] = [x + width / 2, y + height / 2]
    return top < innerHeight && left < innerWidth && document.elementFromPoint(left, top) === host
  })

let count = 0
/** Finds, reads, writes and is answered. */
async function go(page: Page, { before, during, after }: Hostile): Promise<void> {
  await before?.(page)
  await launcher(page).waitFor()
  await expect.poll(() => isOnTop(page)).toBe(true)
  await launcher(page).click()
  await page.getByRole('combobox').click()
  await page.keyboard.type('ξέχασα τον κωδικό')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Ξέχασα τον κωδικό' }).waitFor()
  await page.evaluate(() => window.Rotame!('ask'))
  const [question, answer] = [`Ερώτηση ${++count}`, `Απάντηση ${count}`]
  await page.getByLabel('Γράψτε μήνυμα').click()
  await page.keyboard.type(question)
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()
  await agent.getByText(question, { exact: true }).first().click()
  await agent.getByLabel('Γράψτε απάντηση').fill(answer)
  await agent.keyboard.press('Enter')
  await page.getByRole('log').getByText(answer, { exact: true }).waitFor()
  await during?.(page)
  await page.getByRole('button', { name: 'Κλείσιμο' }).last().click()
  await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor({ state: 'hidden' })
  await after?.(page)
}

test.for(pages)('$name', async (hostile) => {
  const page = await open(hostile)
  await go(page, hostile)
  await page.context().close()
})

test('a script that cannot know its site says what to write', async () => {
  const page = await open({ name: '', head: '<script async src="{product}/widget.js"></script>' })
  await expect.poll(() => stage.problems.filter((text) => text.includes('no data-site'))).toHaveLength(1)
  await page.context().close()
})

test('a site that the server does not know is said in the console, without noise of CORS', async () => {
  const page = await open({ name: '', head: script.replace('oxzino', 'oxzinno'), body: tall })
  await launcher(page).click()
  const said = 'Rotame: there is no site "oxzinno"; write the name of one that is in rotame.yaml, as data-site="…"'
  await expect.poll(() => stage.problems).toContain(said)
  expect(stage.problems.filter((text) => /CORS|Access-Control/i.test(text))).toEqual([])
  await page.context().close()
  // Where the launcher waits for somebody to answer there is nothing to press.
  stage.problems.splice(0)
  const head = script.replace('data-site="oxzino"', 'data-site="oxzinno" data-hide="closed"')
  const closed = await open({ name: '', head, body: tall })
  await expect.poll(() => stage.problems).toContain(said)
  await closed.context().close()
})

test.each([
  ['30px 50px', 30, 50],
  ['30  50', 30, 50],
  [' 30, 50 ', 30, 50],
  ['12.5', 12.5, 12.5],
  ['far', 24, 24],
])('a launcher whose distance is written %j stands where it is meant', async (distance, x, y) => {
  const page = await open({ name: '', head: script.replace('data-site', `data-distance="${distance}" data-site`) })
  const box = (await launcher(page).boundingBox())!
  expect([1280 - box.x - box.width, 720 - box.y - box.height]).toEqual([x, y])
  await launcher(page).click()
  const panel = page.getByRole('dialog', { name: 'Βοήθεια' })
  // It grows as it opens.
  await expect.poll(() => panel.boundingBox().then((at) => 1280 - at!.x - at!.width)).toBe(x)
  await page.context().close()
})

test('a conversation can be printed, as a conversation', async () => {
  const printed: string[] = []
  const page = await stage.visit({}, 'about:blank')
  await page.exposeFunction('told', (text: string) => printed.push(text))
  await page.addInitScript(() => {
    const { told } = window.top as unknown as { told: (text: string) => void }
    window.print = () => told(document.body.innerText)
  })
  await page.goto(stage.demo.site)
  await begin(page, 'Για το χαρτί')
  await page.getByRole('button', { name: 'Περισσότερα' }).click()
  await page.getByRole('button', { name: 'Εκτύπωση' }).click()
  await expect.poll(() => printed.join()).toMatch(/^Συνομιλία με OX Zino, [^]*2026[^]*Για το χαρτί/)
  await page.context().close()
})

test('a help page on paper is its article, and an element of a page is left out', async () => {
  const page = await stage.visit({}, `${stage.demo.product}/help/oxzino/el/account/forgot-password`)
  await launcher(page).waitFor()
  await page.emulateMedia({ media: 'print' })
  await launcher(page).waitFor({ state: 'hidden' })
  expect(await page.getByRole('heading', { name: 'Ξέχασα τον κωδικό' }).isVisible()).toBe(true)
  await page.emulateMedia({ media: null })
  await launcher(page).click()
  await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor()
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor({ state: 'hidden' })
  await page.context().close()
  const within = await open({ name: '', body: room })
  await within.evaluate(() => window.Rotame!('mount', '#room'))
  await within.locator('#room .panel').waitFor()
  await within.emulateMedia({ media: 'print' })
  await within.locator('#room .panel').waitFor({ state: 'hidden' })
  await within.context().close()
})

test('a launcher that is there only while somebody answers', async () => {
  const head = script.replace('data-site', 'data-hide="closed" data-site')
  const page = await open({ name: '', head, body: tall })
  await launcher(page).waitFor()
  stage.setClock('2026-11-25T20:00+02:00')
  const asked = page.waitForResponse(/availability/)
  await page.reload()
  await asked
  await page.waitForTimeout(300)
  expect(await launcher(page).isVisible()).toBe(false)
  await page.context().close()
  stage.setClock('2026-11-25T12:00+02:00')
})

/** A stage of another site than the demo's, and a page with nothing but the site in its tag's address. */
async function openOther(
  edit: (folder: string) => void,
  act: (page: Page, other: Stage) => Promise<unknown>,
  hostile: Partial<Hostile> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-site-'))
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  edit(folder)
  const other = await openStage(folder)
  const head = '<script async src="{product}/widget.js?site=oxzino"></script>'
  const page = await open({ name: '', head, body: tall, ...hostile }, other)
  await act(page, other)
  await other.close()
  rmSync(folder, { recursive: true })
}
function rewrite(folder: string, from: string, to: string): void {
  const yaml = join(folder, 'rotame.yaml')
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(from, to))
}
/** A site whose rotame.yaml says this of the launcher. */
const openSaying = (
  block: string,
  act: (page: Page, other: Stage) => Promise<unknown>,
  hostile: Partial<Hostile> = {},
) => openOther((folder) => rewrite(folder, '    locales:', `    launcher: { ${block} }\n    locales:`), act, hostile)

test('a site whose language is written from right to left is so, and what is typed turns by itself', () =>
  openOther(
    (folder) => {
      rewrite(folder, 'locales: [el, en]', 'locales: [ar, el]')
      cpSync(join(folder, 'faq/el'), join(folder, 'faq/ar'), { recursive: true })
    },
    async (page, other) => {
      const answers = await other.signIn()
      const direction = (of: Locator) => of.evaluate((node) => getComputedStyle(node).direction)
      await launcher(page).click()
      const panel = page.getByRole('dialog')
      expect(await direction(panel)).toBe('rtl')
      await panel.getByRole('combobox').fill('ξέχασα τον κωδικό')
      await page.getByRole('option').first().click()
      await page.getByRole('heading', { name: 'Ξέχασα τον κωδικό' }).waitFor()
      // What leads back points the other way, and stands at the other end.
      const [head, back] = await Promise.all(
        [panel, page.getByRole('button', { name: 'Back' }).last()].map((each) => each.boundingBox()),
      )
      expect(back!.x + back!.width).toBeGreaterThan(head!.x + head!.width - 80)
      await page.evaluate(() => window.Rotame!('ask'))
      const field = page.locator('.composer textarea')
      for (const text of ['مرحبا، كيف حالك؟', 'Hello, and is it left?']) {
        await field.fill(text)
        expect(await field.evaluate((node) => getComputedStyle(node).unicodeBidi)).toBe('plaintext')
        await page.keyboard.press('Enter')
        const bubble = page.locator('.bubble', { hasText: text })
        await bubble.waitFor()
        // It is drawn anew once it is sent.
        await expect.poll(() => direction(bubble)).toBe(text.startsWith('H') ? 'ltr' : 'rtl')
      }
      expect(await panel.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0)
      await answers.context().close()
      await page.goto(`${other.demo.product}/help/oxzino/ar/`)
      expect(await direction(page.locator('h1'))).toBe('rtl')
    },
    { html: `<!doctype html><html lang="ar" dir="rtl"><head>${script}</head><body>${tall}</body></html>` },
  ))

test("what rotame.yaml says of the launcher reaches a tag that names the site, in the page's language", () =>
  openSaying('side: left, distance: "40", label: { el: Βοήθεια εδώ, en: Help here }', async (page) => {
    const box = (await launcher(page).boundingBox())!
    expect([box.x, 720 - box.y - box.height, await launcher(page).getAttribute('aria-label')]).toEqual([
      40,
      40,
      'Βοήθεια εδώ',
    ])
  }))

test('rotame.yaml says what the panel is drawn in, and an attribute of the tag comes before it', () =>
  openSaying(
    'theme: dark, distance: "40 60", side: left',
    async (page) => {
      const box = (await launcher(page).boundingBox())!
      expect([1280 - box.x - box.width, 720 - box.y - box.height]).toEqual([40, 60])
      await launcher(page).click()
      expect(await paper(page)).toBe(dark)
    },
    { head: '<script async src="{product}/widget.js?site=oxzino" data-side="right"></script>' },
  ))

test('rotame.yaml says on which paths the launcher is not, and that it is there while somebody answers', () =>
  openSaying('hide: [closed, "/host*"]', async (page, other) => {
    const goTo = (path: string) => page.evaluate((to) => history.pushState({}, '', to), path)
    const [here, elsewhere] = [new URL(page.url()).pathname, '/elsewhere']
    await goTo(elsewhere)
    // Nobody is there.
    await page.waitForTimeout(1_500)
    expect(await launcher(page).isVisible()).toBe(false)
    await other.signIn()
    await goTo(here)
    await page.reload()
    await goTo(elsewhere)
    await launcher(page).waitFor()
    await goTo(here)
    await launcher(page).waitFor({ state: 'hidden' })
    // The page's own call comes before what it is drawn by.
    await page.evaluate(() => window.Rotame!('open'))
    await page.getByRole('dialog', { name: 'Βοήθεια' }).waitFor()
  }))

/** In an element of the page, as far as an answer; what is pressed to close it does nothing. */
async function goInside(page: Page): Promise<void> {
  const panel = page.getByRole('dialog', { name: 'Βοήθεια' })
  await panel.getByRole('combobox').waitFor()
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
  expect(await page.getByRole('button', { name: 'Κλείσιμο' }).count()).toBe(0)
  expect(await launcher(page).count()).toBe(0)
  await panel.getByRole('combobox').click()
  await page.keyboard.type('ξέχασα τον κωδικό')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Ξέχασα τον κωδικό' }).waitFor()
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    window.Rotame!('close')
    window.Rotame!('hide')
    window.Rotame!('show')
    window.Rotame!('ask')
  })
  const [question, answer] = [`Ερώτηση ${++count}`, `Απάντηση ${count}`]
  await page.getByLabel('Γράψτε μήνυμα').click()
  await page.keyboard.type(question)
  await page.keyboard.press('Enter')
  await agent.getByText(question, { exact: true }).first().click()
  await agent.getByLabel('Γράψτε απάντηση').fill(answer)
  await agent.keyboard.press('Enter')
  await page.getByRole('log').getByText(answer, { exact: true }).waitFor()
}

const room = `<h1>Επικοινωνία</h1><div id="room" style="height:600px"></div>${tall}`
const boxes = (page: Page) =>
  page.evaluate(() => {
    const around = document.querySelector('#room')!
    const host = [...around.children].find(({ shadowRoot }) => shadowRoot)
    const rect = (node: Element) => Object.values(node.getBoundingClientRect().toJSON() as DOMRect).map(Math.round)
    return [rect(host!.shadowRoot!.querySelector('.panel')!), rect(around)]
  })

test.for<[string, string, BrowserContextOptions]>([
  ['a desk', '', {}],
  ['a phone, on a page that is made for one', '<meta name="viewport" content="width=device-width">', phone],
  ['a phone, on a page that is not', '', phone],
  [
    'a page with a style for every element',
    '<style>*{all:revert!important;opacity:.2!important;font:6px serif!important}</style>',
    {},
  ],
])('in an element of the page: %s', async ([name, head, options]) => {
  const page = await open({ name, head, body: room, options })
  await page.evaluate(() => window.Rotame!('mount', '#room'))
  await goInside(page)
  const [panel, around] = await boxes(page)
  expect(panel!.slice(0, 3)).toEqual(around!.slice(0, 3))
  // Where the page leaves its element no height, there is a least one.
  expect(panel![3]).toBe(name.includes('every') ? 480 : 600)
  // The page goes on scrolling.
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('visible')
  // As a program of one page does, with another element in its place.
  await page.evaluate(() => {
    document.querySelector('#room')!.remove()
    document.body.insertAdjacentHTML('afterbegin', '<input id="next">')
    document.querySelector<HTMLElement>('#next')!.focus()
  })
  await launcher(page).waitFor()
  await expect.poll(() => isOnTop(page)).toBe(true)
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('next')
  // An ordinary one again, which opens and closes.
  await launcher(page).click()
  await page.getByRole('log').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  // And inside again, by the element, from the open panel; whatever is taken away with it leaves nothing.
  await launcher(page).click()
  await page.evaluate(() => {
    const main = document.querySelector('main')!
    window.Rotame!('mount', main)
    return new Promise<void>((resolve) => {
      new MutationObserver(() => resolve()).observe(main, { childList: true })
    })
  })
  await page.evaluate(() => window.Rotame!('destroy'))
  expect(
    await page.evaluate(() => [...document.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot).length),
  ).toBe(0)
  await page.evaluate(() => document.querySelector('main')!.remove())
  await page.waitForTimeout(200)
  expect(await launcher(page).count()).toBe(0)
  await page.context().close()
})

test('in an element that is written before it is there, and in none', async () => {
  const page = await open({
    name: '',
    head: `<script>window.Rotame=window.Rotame||function(){(Rotame.q=Rotame.q||[]).push(arguments)}
      Rotame('mount', '#room')</script>`,
    body: room,
  })
  await page.locator('#room .panel').waitFor()
  stage.problems.splice(0)
  await page.evaluate(() => {
    for (const wrong of [undefined, 7, '', '#nowhere', 'a[', document, document.createElement('div')])
      window.Rotame!('mount', wrong)
  })
  await expect.poll(() => stage.problems).toHaveLength(7)
  expect(new Set(stage.problems)).toEqual(
    new Set(["Rotame('mount', element): give an element that is in the page, or a selector of one"]),
  )
  await page.locator('#room .panel').waitFor()
  await page.context().close()
})
