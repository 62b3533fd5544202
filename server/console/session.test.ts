// Signing in and out, with a server that answers, refuses, or is away.

import { expect, test } from 'vitest'
import { Screens } from './screens.ts'
import { Session } from './session.ts'
import { openBrowser } from './test/made.ts'

type Given = Response | null | (() => Response | null)

/** @param answers by address; null: the server is away */
function open(answers: Record<string, Given>, browser = openBrowser()) {
  const asked: string[] = []
  /** What is answered when the test wants. */
  const held = new Map<string, Promise<Response>>()
  const desks: { ends: { signedOut: () => void; again: () => void }; isOpen: boolean }[] = []
  const session = new Session({
    storage: browser.openTab(),
    async fetch(address) {
      const name = address.split('/').at(address.endsWith('email') ? -2 : -1)!
      asked.push(name)
      if (held.has(name)) return held.get(name)!
      const given = answers[name] ?? null
      const answer = typeof given === 'function' ? given() : given
      if (!answer) throw new TypeError('no server')
      return answer
    },
    openDesk(ends) {
      const desk = { ends, isOpen: true }
      desks.push(desk)
      return { destroy: () => (desk.isOpen = false) } as never
    },
  })
  /** @returns what answers at last */
  const hold = (name: string) => {
    let release: (answer: Response) => void = () => {}
    held.set(name, new Promise((resolve) => (release = resolve)))
    return (answer: Response) => release(answer)
  }
  return { session, asked, desks, browser, hold }
}
const json = (body: unknown, init?: ResponseInit) => new Response(JSON.stringify(body), init)

test.each([
  ['somebody is signed in', json({ user: {} }), true],
  ['nobody is', json(null), false],
  ['the server is away: the line is told later', null, true],
  ['the server is unwell', json({}, { status: 500 }), true],
])('a page opens where %s', async (_, answer, isOpen) => {
  const { session } = open({ 'get-session': answer })
  expect(session.isKnown.value).toBe(false)
  await session.begin()
  expect([session.desk.value !== null, session.isKnown.value]).toEqual([isOpen, true])
})

test.each([
  ['away', null],
  ['away', json({}, { status: 503 })],
  ['wrong', json({}, { status: 401 })],
  ['wrongPlace', json({}, { status: 403 })],
  ['busy', json({}, { status: 429, headers: { 'retry-after': '10' } })],
  ['tooMany', json({}, { status: 429, headers: { 'retry-after': '600' } })],
] as const)('a sign-in is refused: %s', async (why, answer) => {
  const { session } = open({ 'sign-in': answer })
  expect(await session.signIn('eleni@oxzino.example', 'x')).toBe(why)
  expect(session.desk.value).toBe(null)
})

test('whoever signs in is here, whatever the last one was', async () => {
  const { session, browser } = open({ 'sign-in': json({}) })
  browser.shared.set('rotame:presence', 'away')
  expect(await session.signIn('eleni@oxzino.example', 'x')).toBe(null)
  expect([session.desk.value !== null, browser.shared.has('rotame:presence')]).toEqual([true, false])
})

test('a sign-in that is over closes the desk and says so; another agent’s cookie opens another', async () => {
  const { session, desks } = open({ 'get-session': json({}), 'sign-in': json({}) })
  await session.begin()
  desks[0]!.ends.again()
  expect(desks.map(({ isOpen }) => isOpen)).toEqual([false, true])
  desks[1]!.ends.signedOut()
  expect([session.desk.value, session.isOver.value, desks[1]!.isOpen]).toEqual([null, true, false])
  await session.signIn('eleni@oxzino.example', 'x')
  expect(session.isOver.value).toBe(false)
})

test('a sign-out shows nothing at once, in every tab, until the server hears it', { timeout: 10_000 }, async () => {
  let isAway = true
  const answers = { 'get-session': () => json({}), 'sign-out': () => (isAway ? null : json({})) }
  const first = open(answers)
  const second = open(answers, first.browser)
  await Promise.all([first.session.begin(), second.session.begin()])
  const done = first.session.signOut()
  expect(first.session.desk.value).toBe(null)
  await expect.poll(() => first.session.leaving.value).toEqual({ isAway: true })
  expect(second.session.desk.value).toBe(null)
  isAway = false
  await done
  expect([first.session.leaving.value, first.browser.shared.has('rotame:leaving')]).toEqual([null, false])
})

test('who left without a line is signed out by the next page, before anything is asked', async () => {
  const browser = openBrowser()
  browser.shared.set('rotame:leaving', '1')
  const { session, asked } = open({ 'sign-out': json({}), 'get-session': json(null) }, browser)
  await session.begin()
  expect(asked).toEqual(['sign-out', 'get-session'])
  session.destroy()
})

test('who signs out in another tab while this one opens is signed out here too', async () => {
  const browser = openBrowser()
  const first = open({ 'sign-out': () => json({}), 'get-session': () => json({}) }, browser)
  const second = open({ 'sign-out': () => json({}) }, browser)
  const tell = second.hold('get-session')
  const beginning = second.session.begin()
  await first.session.signOut()
  // What the server said before it heard of that.
  tell(json({ user: {} }))
  await beginning
  expect([second.session.desk.value, second.session.isKnown.value, second.desks]).toEqual([null, true, []])
})

test('a tab that could not sign out leaves alone who has signed in since', { timeout: 10_000 }, async () => {
  const browser = openBrowser()
  const first = open({ 'get-session': () => json({}), 'sign-out': () => json({}), 'sign-in': () => json({}) }, browser)
  const second = open({ 'get-session': () => json({}), 'sign-out': null }, browser)
  await Promise.all([first.session.begin(), second.session.begin()])
  await first.session.signOut()
  await expect.poll(() => second.session.leaving.value).toEqual({ isAway: true })
  await first.session.signIn('nikos@oxzino.example', 'x')
  second.asked.length = 0
  await expect.poll(() => second.session.leaving.value, { timeout: 4_000 }).toBe(null)
  expect(second.asked).toEqual([])
})

test.each(['code', 'enrol'] as const)('a right password may leave a step to do: %s', async (next) => {
  const { session, asked } = open({ 'sign-in': json({ next }), 'sign-out': () => json({}) })
  expect(await session.signIn('eleni@oxzino.example', 'κωδικός')).toBe(null)
  expect(session.desk.value).toBe(null)
  expect(session.step.value).toEqual(next === 'code' ? { kind: next } : { kind: next, password: 'κωδικός' })
  await session.beginAgain()
  expect([session.step.value, asked]).toEqual([null, ['sign-in', 'sign-out']])
  session.enter()
  expect(session.desk.value).not.toBe(null)
})

test('a page is loaded once, with its style; one that did not come is asked for again', async () => {
  const styles: string[] = []
  const screens = new Screens((style) => styles.push(style))
  let isAway = true
  let asked = 0
  const page = {
    Screen: async () => {
      asked++
      if (isAway) throw new TypeError('no chunk')
      return { Screen: () => null, style: 'a{}' }
    },
  } as never
  expect(screens.of(page)).toBe(undefined)
  await Promise.all([screens.load(page), screens.load(page)])
  expect([screens.of(page), asked]).toEqual([null, 1])
  isAway = false
  await screens.load(page)
  await screens.load(page)
  expect([screens.of(page)?.style, asked, styles]).toEqual(['a{}', 2, ['a{}']])
})
