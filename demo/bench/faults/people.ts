// Visitors and agents in real tabs: they write, look, reload, open a second tab, and try again when a page does not
// load.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { agents as accounts } from '../../demo.ts'
import type { Acted, Ledger } from './ledger.ts'
import type { Numbers } from './plan.ts'

/** A message as a screen draws it. */
export interface Drawn {
  text: string
  state: 'stored' | 'pending' | 'refused'
}

export interface Surroundings {
  browser: Browser
  ledger: Ledger
  numbers: Numbers
  note: (text: string) => void
  /** ms since the run began. */
  now: () => number
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** What is asked of a page whose server dies may fail: then it is asked again. A mistake of ours is no such failure. */
const tried = <T>(act: Promise<T>): Promise<T | null> =>
  act.catch((error: Error) => {
    if (/(Syntax|Type|Reference)Error/.test(error.message)) throw error
    return null
  })
const defaultTimeoutMs = 4_000
/** How long somebody waits for a page that they load. */
const loadWithinMs = 60_000
/** About so many ms pass between two times that somebody writes. */
const pause = 500

/** Runs in the page: what stands in the log, and in what state. */
function drawnIn(): Drawn[] {
  const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)
  const screen = host ? host.shadowRoot!.querySelector('.screen:not([hidden])') : document.body
  return [...(screen?.querySelectorAll('.log .line') ?? [])].map((line) => ({
    text: line.querySelector('.bubble')!.textContent,
    state: line.classList.contains('refused')
      ? 'refused'
      : line.nextElementSibling?.textContent.includes('Στέλνεται')
        ? 'pending'
        : 'stored',
  }))
}

/** Runs in the page: writes into the composer and presses Enter; false when there is no composer. */
async function writeIn(text: string): Promise<boolean> {
  const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)
  const screen = host ? host.shadowRoot!.querySelector('.panel:not([hidden]) .screen:not([hidden])') : document.body
  const field = screen?.querySelector<HTMLTextAreaElement>('.composer textarea')
  if (!field) return false
  field.focus()
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  // Nobody presses Enter in the same breath.
  await new Promise((resolve) => setTimeout(resolve, 120))
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }))
  return true
}

/** Runs in the page: answers what the palette asks; false when it asks nothing. */
async function answerIn([words, key]: readonly [string, string]): Promise<boolean> {
  for (let turn = 0; turn < 20; turn++) {
    const field = document.querySelector<HTMLInputElement>('.palette input')
    if (field) {
      field.value = words
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await new Promise((resolve) => setTimeout(resolve, 150))
      if (!document.querySelector('.palette [role=option]')) return false
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      await new Promise((resolve) => setTimeout(resolve, 50))
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

/** Runs in the page: whether one can write; opens the conversation when asked to. */
function reachIn(opens: boolean): boolean {
  const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)
  if (host?.shadowRoot!.querySelector('.panel:not([hidden]) .screen:not([hidden]) .composer textarea')) return true
  const { Rotame } = window as unknown as { Rotame?: (...call: string[]) => void }
  if (opens) {
    Rotame?.('search', '')
    Rotame?.('ask')
  }
  return false
}

/** Runs in the page: how many messages are on their way. */
function waitingIn(): number {
  const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)
  return [...(host?.shadowRoot!.querySelectorAll('.screen:not([hidden]) .under') ?? [])].filter(({ textContent }) =>
    textContent.includes('Στέλνεται'),
  ).length
}

/** Runs in the page: what stands in the composer. */
function begunIn(): string {
  const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)
  return host?.shadowRoot!.querySelector<HTMLTextAreaElement>('.screen:not([hidden]) .composer textarea')?.value ?? ''
}

/** Runs in the page: fills in the form and sends it. @returns what was not there, if anything */
async function fillIn({ text, email }: { text: string; email: string }): Promise<string> {
  const { Rotame } = window as unknown as { Rotame?: (...call: string[]) => void }
  const root = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)?.shadowRoot
  if (!Rotame || !root) return 'the widget'
  const find = async <T extends HTMLElement>(selector: string, words = ''): Promise<T | undefined> => {
    for (let turn = 0; turn < 160; turn++) {
      const found = [...root.querySelectorAll<T>(`.screen:not([hidden]) ${selector}`)].find(({ textContent }) =>
        textContent.includes(words),
      )
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return undefined
  }
  Rotame('forget')
  await new Promise((resolve) => setTimeout(resolve, 200))
  Rotame('search', '')
  for (const [selector, words] of [
    ['button', 'Ώρες και επικοινωνία'],
    ['.ways button', 'Αφήστε μας μήνυμα'],
  ] as const) {
    const button = await find(selector, words)
    if (!button) return words
    button.click()
  }
  const submit = await find<HTMLButtonElement>('[type=submit]')
  if (!submit || submit.ariaDisabled === 'true') return 'a form to be sent'
  for (const [name, value] of Object.entries({ email, text })) {
    const field = (await find<HTMLInputElement>(`[name=${name}]`))!
    field.value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }
  submit.click()
  return ''
}

/** Runs in the page: what it shows. */
function seenIn(): string {
  const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)
  return (host?.shadowRoot!.querySelector('.panel')?.textContent ?? 'no panel').slice(0, 200)
}

/** One who does one thing after another. */
abstract class Person {
  readonly name: string
  protected readonly around: Surroundings
  #acts: Promise<unknown> = Promise.resolve()
  #left = 0
  /** Counts when they began and stopped. */
  #time = 0

  constructor(name: string, around: Surroundings) {
    this.name = name
    this.around = around
  }

  /** Does it when what was begun before is done. */
  do<T>(act: () => Promise<T>): Promise<T> {
    this.#left++
    const done = this.#acts.then(act)
    this.#acts = done.catch(() => null).finally(() => this.#left--)
    return done
  }

  /** Whether they would rather wait before they write more. */
  protected async isHeldUp(): Promise<boolean> {
    return this.isBusy
  }

  /** Whether they have more to do than what they are doing. */
  get isBusy(): boolean {
    return this.#left > 1
  }

  /** Writes now and then, a few messages at once, until told to stop. */
  begin(): void {
    const time = ++this.#time
    void (async () => {
      while (this.#time === time) {
        await wait(pause * this.around.numbers.between(0.5, 1.5))
        if (await this.isHeldUp()) continue
        for (let left = 2 + this.around.numbers.below(4); left > 0 && this.#time === time; left--)
          await this.do(() => this.write()).catch((error: Error) =>
            this.around.note(`${this.name}: ${error.message.split('\n')[0]}`),
          )
      }
    })()
  }

  /** Resolves when they are still. */
  async stop(): Promise<void> {
    this.#time++
    await this.#acts
  }

  abstract write(): Promise<void>

  /** A browser of their own. */
  protected async openBrowser(width: number, height: number): Promise<BrowserContext> {
    const context = await this.around.browser.newContext({
      locale: 'el-GR',
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Athens',
      viewport: { width, height },
    })
    context.setDefaultTimeout(defaultTimeoutMs)
    return context
  }

  /** A page in it, whose errors are noted. */
  protected async openPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    page.on(
      'pageerror',
      ({ message }) => /dynamically imported/.test(message) || this.around.note(`${this.name} page: ${message}`),
    )
    return page
  }
}

export class Visitor extends Person {
  readonly tabs: Page[] = []
  readonly #site: string
  #context: BrowserContext | null = null

  constructor(name: string, site: string, around: Surroundings) {
    super(name, around)
    this.#site = site
  }

  async arrive(): Promise<void> {
    this.#context = await this.openBrowser(240, 200)
    await this.duplicate()
  }

  async duplicate(): Promise<void> {
    if (this.tabs.length > 1) return
    const page = await this.openPage(this.#context!)
    this.tabs.push(page)
    await this.#load(page, () => page.goto(this.#site, { waitUntil: 'commit' }))
  }

  async shut(): Promise<void> {
    if (this.tabs.length > 1) await this.tabs.splice(this.around.numbers.below(2), 1)[0]!.close()
  }

  /** Reloads in the middle of whatever goes on, and looks what has become of the last words. */
  async reload(): Promise<void> {
    const page = this.around.numbers.pick(this.tabs)
    const text = this.around.ledger.next(this.name, this.name)
    const isSent = await this.#send(page, text)
    this.around.note(`${this.name} reloads${isSent ? ` right after: ${text}` : ''}`)
    await this.#load(page, () => page.reload({ waitUntil: 'commit' }))
    if (!isSent) return
    // What was begun comes back as soon as storage gives it.
    let left = ''
    for (let turn = 0; turn < 10 && !left; turn++) {
      if ((await page.evaluate(drawnIn)).some((line) => line.text === text)) return
      await wait(200)
      left = await page.evaluate(begunIn)
    }
    if (!left) return
    // It was given back: then it is sent again, unless it stands there already.
    const isThere = (await page.evaluate(drawnIn)).some((line) => line.text === left)
    this.around.note(`${this.name} finds in the composer: ${left}${isThere ? ', which was sent' : ''}`)
    if (!isThere) await page.evaluate(writeIn, left)
  }

  async write(): Promise<void> {
    await this.say(this.around.ledger.next(this.name, this.name))
  }

  /** Whoever sees that nothing leaves does not go on for ever; and this machine has all the browsers to run. */
  protected override async isHeldUp(): Promise<boolean> {
    return this.isBusy || ((await tried(this.tabs[0]!.evaluate(waitingIn))) ?? 0) > 9
  }

  /** Writes in any tab. */
  async say(text: string): Promise<void> {
    const page = this.around.numbers.pick(this.tabs)
    if (await this.#send(page, text)) return
    await this.#load(page, () => page.reload({ waitUntil: 'commit' }))
    await this.#send(page, text)
  }

  /** What each tab draws. */
  drawn(): Promise<Drawn[][]> {
    return Promise.all(this.tabs.map((page) => page.evaluate(drawnIn)))
  }

  /** The same, once each draws something: a tab that still loads, or was left at its first screen, has lost nothing. */
  async drawnAtLast(): Promise<Drawn[][]> {
    const began = Date.now()
    for (const end = began + loadWithinMs; Date.now() < end; await wait(400)) {
      const drawn = await tried(this.drawn())
      if (!drawn?.every((lines) => lines.length > 0)) {
        for (const [at, page] of this.tabs.entries()) if (!drawn?.[at]?.length) await this.#reach(page)
        continue
      }
      if (Date.now() > began + 1_000)
        this.around.note(`${this.name} has a tab that was late by ${Date.now() - began} ms`)
      return drawn
    }
    for (const page of this.tabs) this.around.note(`${this.name} sees at last: ${await tried(page.evaluate(seenIn))}`)
    return this.drawn()
  }

  /** Whether nothing is on its way, within so many ms. */
  async isSettled(within: number): Promise<boolean> {
    for (const end = Date.now() + within; Date.now() < end; await wait(400))
      if (
        (await tried(this.drawn()))?.every(
          (lines) => lines.length > 0 && lines.every(({ state }) => state === 'stored'),
        )
      )
        return true
    return false
  }

  async #send(page: Page, text: string): Promise<boolean> {
    if (!(await tried(page.evaluate(writeIn, text)))) return false
    this.around.ledger.add({ author: this.name, visitor: this.name, text, at: this.around.now() })
    return true
  }

  /** Loads a page until one can write in it, as people do. @throws when that does not come */
  async #load(page: Page, go: () => Promise<unknown>): Promise<void> {
    for (const end = Date.now() + loadWithinMs; Date.now() < end; await wait(300)) {
      if ((await tried(go())) === null) continue
      if (await this.#reach(page)) return
    }
    throw new Error(`a page in which nobody can write: ${await tried(page.evaluate(seenIn))}`)
  }

  /** Opens the conversation. @returns whether one can write in it */
  async #reach(page: Page): Promise<boolean> {
    for (let turn = 0; turn < 100; turn++) {
      if ((await tried(page.evaluate(reachIn, turn % 8 === 4))) === true) return true
      await wait(150)
    }
    return false
  }
}

/** People who leave messages by the form, each as somebody new, and waits for what becomes of them. */
export class Writer extends Person {
  readonly #site: string
  #page: Page | null = null

  constructor(name: string, site: string, around: Surroundings) {
    super(name, around)
    this.#site = site
  }

  async arrive(): Promise<void> {
    const page = (this.#page = await this.openPage(await this.openBrowser(240, 200)))
    await page.goto(this.#site, { waitUntil: 'commit', timeout: 60_000 })
  }

  async write(): Promise<void> {
    const { ledger, now } = this.around
    const page = this.#page!
    const text = ledger.next(this.name, this.name)
    const email = `${this.name}@customers.${this.name}n${ledger.forms.length}.example`
    const lacking = await tried(page.evaluate(fillIn, { text, email }))
    if (lacking !== '') {
      this.around.note(`${this.name} does not find ${lacking ?? 'the page'} in: ${await tried(page.evaluate(seenIn))}`)
      // A page that came while everything was away is loaded again, as people do.
      return void (await tried(page.reload({ waitUntil: 'commit' })))
    }
    ledger.forms.push({ author: this.name, visitor: this.name, text, email, at: now() })
    const made = () =>
      page.evaluate(() =>
        [...document.documentElement.children].some(({ shadowRoot }) =>
          shadowRoot?.querySelector('.screen:not([hidden]) [data-reference]'),
        ),
      )
    for (const end = now() + 60_000; now() < end && (await tried(made())) !== true;) await wait(200)
  }
}

export class Agent extends Person {
  readonly #console: string
  readonly #account: { email: string; password: string }
  /** Whose conversations they answer in. */
  visitors: string[]
  /** Gives a conversation that is to be closed. */
  readonly #nextToClose: () => string | undefined
  #page: Page | null = null
  #count = 0
  /** Answers of which it was not seen that they are stored, and where they were written. */
  readonly #unsure: { text: string; path: string }[] = []

  constructor(
    at: number,
    address: string,
    { visitors, nextToClose }: { visitors: string[]; nextToClose: () => string | undefined },
    around: Surroundings,
  ) {
    super(`a${at}`, around)
    this.#nextToClose = nextToClose
    this.#console = `${address}/console/`
    this.#account = accounts[at]!
    this.visitors = visitors
  }

  async arrive(): Promise<void> {
    // The list draws what can be seen of it: here, every visitor.
    const page = (this.#page = await this.openPage(await this.openBrowser(1000, 1200)))
    // Before anything is broken a busy machine may take its time.
    await page.goto(this.#console, { timeout: 60_000 })
    await this.#signIn()
  }

  async #signIn(): Promise<void> {
    const page = this.#page!
    await page.getByLabel('Email').fill(this.#account.email, { timeout: 60_000 })
    await page.getByLabel('Κωδικός πρόσβασης').fill(this.#account.password)
    await page.getByRole('button', { name: 'Συνέχεια' }).click()
    await page.locator('.me button').waitFor({ timeout: 60_000 })
  }

  /** Reloads right after having answered. */
  async reload(): Promise<void> {
    await this.write()
    this.around.note(`${this.name} reloads`)
    const page = this.#page!
    for (const end = Date.now() + 60_000; Date.now() < end; await wait(300)) {
      if ((await tried(page.reload({ waitUntil: 'load' }))) === null) continue
      if (
        (await tried(
          page
            .locator('.me button')
            .waitFor({ timeout: 15_000 })
            .then(() => true),
        )) === true
      )
        return
      this.around.note(
        `${this.name} sees ${(await tried(page.locator('body').innerText()))?.slice(0, 60).replaceAll('\n', ' / ')}`,
      )
    }
  }

  async write(): Promise<void> {
    if (this.visitors.length === 0) return
    if (this.#count % 4 === 2) await this.close()
    const visitor = this.visitors[this.#count++ % this.visitors.length]!
    if (this.#count % 4 === 0 && !this.#isWriter(visitor)) await this.act(visitor)
    else await this.answer(visitor)
  }

  /** Closes the conversation of somebody who has passed by. */
  async close(): Promise<void> {
    const visitor = this.#nextToClose()
    if (visitor === undefined) return
    const { ledger, now, note } = this.around
    if (!(await this.open(visitor))) return note(`${this.name} does not see ${visitor}`)
    const page = this.#page!
    await tried(page.locator('.middle h1').click())
    await tried(page.keyboard.press('KeyE'))
    // It is drawn at once, whatever becomes of the line.
    const said = page.locator('.notices', { hasText: 'Έκλεισε' })
    if ((await tried(said.waitFor({ timeout: 2_000 }).then(() => true))) === true)
      ledger.acts.push({ author: this.name, visitor, text: visitor, at: now(), kind: 'close' })
    else note(`${this.name} is not told that ${visitor} is closed`)
  }

  /** Tags a conversation, leaves a note, hands it over with one, or gives it back and takes it again. */
  async act(visitor: string): Promise<void> {
    if (!(await this.open(visitor))) return
    const { ledger, now, numbers } = this.around
    const page = this.#page!
    const text = `${this.name}x${ledger.acts.length}x`
    const note = (kind: Acted['kind']) => ledger.acts.push({ author: this.name, visitor, text, at: now(), kind })
    const say = (words: string, key: string) => tried(page.evaluate(answerIn, [words, key] as const))
    await tried(page.locator('.middle h1').click())
    switch (numbers.pick(['tag', 'note', 'assign', 'take'] as const)) {
      case 'tag':
        if ((await tried(page.keyboard.press('KeyT'))) === null) return
        return void ((await say(text, 'Enter')) && note('tag'))
      case 'note':
        if ((await tried(page.getByRole('button', { name: 'Σημείωση' }).click())) === null) return
        return void ((await tried(page.evaluate(writeIn, text))) && note('note'))
      case 'assign': {
        if ((await tried(page.keyboard.press('Shift+KeyA'))) === null) return
        if (!(await say('', 'Enter'))) return
        return void ((await say(text, 'Enter')) && note('assign'))
      }
      case 'take':
        for (const [key, words, kind] of [
          ['Shift+KeyI', 'Επέστρεψε στην ουρά', 'queue'],
          ['KeyI', 'Την αναλάβατε', 'take'],
        ] as const) {
          await tried(page.keyboard.press(key))
          const said = page.locator('.notices', { hasText: words })
          if ((await tried(said.waitFor({ timeout: 1_000 }).then(() => true))) === true) note(kind)
        }
    }
  }

  async answer(visitor: string): Promise<void> {
    if (!(await this.open(visitor))) return
    const page = this.#page!
    const { ledger, now } = this.around
    const text = ledger.next(this.name, visitor)
    if (!(await tried(page.evaluate(writeIn, text)))) return
    const line = { author: this.name, visitor, text, at: now() }
    if (!this.#isWriter(visitor)) return ledger.add(line)
    ledger.replies.push(line)
    const path = await tried(page.evaluate(() => location.hash))
    if (!(await this.#sendAnyway(text)) && path) this.#unsure.push({ text, path })
  }

  /**
   * Sends an answer all the same that a colleague was quicker than, by mail. @returns whether it is seen to be stored
   */
  async #sendAnyway(text: string): Promise<boolean> {
    const page = this.#page!
    for (const end = Date.now() + 8_000; Date.now() < end; await wait(100)) {
      const state = (await tried(page.evaluate(drawnIn)))?.find((drawn) => drawn.text === text)?.state
      if (state === 'stored') return true
      if (state === 'refused') await tried(page.getByRole('button', { name: 'Αποστολή παρ’ όλα αυτά' }).first().click())
    }
    return false
  }

  /** Looks again at answers of which it was not seen that they are stored: they may have been refused since. */
  async lookAgain(): Promise<void> {
    for (const { text, path } of this.#unsure.splice(0)) {
      await tried(this.#page!.evaluate((path) => void (location.hash = path), path))
      if (!(await this.#sendAnyway(text))) this.around.note(`${this.name} does not see «${text}» stored at ${path}`)
    }
  }

  #isWriter = (name: string) => this.around.ledger.forms.some(({ author }) => author === name)

  /** Opens a conversation, or any of a writer's, from the list of all that are open. @returns whether it is there */
  async open(visitor: string): Promise<boolean> {
    await this.#seeAll()
    const which = this.around.numbers.next()
    const isThere = await tried(
      this.#page!.evaluate(
        ([tag, which]) => {
          const rows = [...document.querySelectorAll<HTMLElement>('.list .row')].filter(({ textContent }) =>
            textContent.includes(tag),
          )
          const row = rows[Math.floor(which * rows.length)]
          row?.click()
          return row !== undefined
        },
        [`${visitor}·`, which] as const,
      ),
    )
    return isThere === true
  }

  /** What the open conversation shows, without touching anything. */
  drawn(): Promise<Drawn[]> {
    return this.#page!.evaluate(drawnIn)
  }

  /** What a conversation shows when it is opened and all that was asked for has come. */
  async look(visitor: string): Promise<Drawn[]> {
    await this.open(visitor)
    let lines: Drawn[] = []
    for (let still = 0, turn = 0; still < 3 && turn < 80; turn++) {
      await wait(150)
      const now = await this.drawn()
      still = now.length > 0 && now.length === lines.length ? still + 1 : 0
      lines = now
    }
    return lines
  }

  /** A reload shows the desk again, which leaves out what others have taken. */
  async #seeAll(): Promise<void> {
    await tried(this.#page!.locator('nav [data-view=all]').click())
  }

  /** The last words of each conversation in the list. */
  async rows(): Promise<string[]> {
    await this.#seeAll()
    return this.#page!.locator('.list .row .said').allInnerTexts()
  }
}
