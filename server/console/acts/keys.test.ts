// The keyboard: letters by their place, none where one types, and what they do to what is open, selected or at hand.

import { expect, test } from 'vitest'
import { idOf, nikos, summaryOf } from '../test/made.ts'
import { playDesk } from '../test/playedDesk.ts'
import { listenToKeys } from './keys.ts'

const [maria, anna] = [summaryOf('maria'), summaryOf('anna', { startedAt: 2_000 })]

async function open(known = [maria, anna], given: Parameters<typeof playDesk>[1] = {}) {
  const played = await playDesk(known, given)
  const { desk, window } = played
  const stop = listenToKeys(desk)
  desk.walk.ids = [maria.id, anna.id]
  /** Presses a key in a field that holds this. */
  const pressIn = (value: string, code: string, more: object = {}, isComposer = false) => {
    const field = { value, closest: (selector: string) => (selector.startsWith('input') || isComposer ? field : null) }
    return window.press(code, { key: code, target: field, ...more })
  }
  /** Puts the keyboard at a row. */
  const at = (id: string) => (window.document.activeElement = { closest: () => ({ dataset: { id } }) })
  const kinds = () => desk.outbox.entries.value.map(({ doing }) => doing?.kind)
  return {
    ...played,
    stop,
    pressIn,
    at,
    kinds,
    press: window.press,
    get: (id: string) => desk.list.all.value.find((of) => of.id === id),
  }
}

test('an act is done to what is open, whatever the layout of the keyboard writes', async () => {
  const { desk, press, kinds } = await open()
  desk.routes.go('inbox', maria.id)
  expect(press('KeyI', { key: 'ι' })).toBe(true)
  expect(kinds()).toEqual(['take'])
})

test('with several on one key the one that applies is done', async () => {
  const { desk, press, kinds } = await open()
  desk.routes.go('inbox', maria.id)
  press('KeyX', { shiftKey: true })
  expect(kinds()).toEqual(['spam'])
  expect(desk.doing.undo()).toBe(true)
})

test('without anything that it is about a key does nothing, and the browser has it', async () => {
  const { press, kinds, desk } = await open()
  expect(press('KeyE')).toBe(false)
  desk.routes.go('hours')
  desk.walk.toggle(maria.id)
  expect([press('KeyE'), kinds()]).toEqual([false, []])
})

test('what is selected goes before what is open, and that before the row at hand', async () => {
  const { desk, press, at, get } = await open()
  at(anna.id)
  press('KeyI')
  expect(get(anna.id)!.assignee).not.toBe(null)
  desk.routes.go('inbox', maria.id)
  press('KeyE')
  expect([get(maria.id), get(anna.id)?.state]).toEqual([undefined, 'open'])
  desk.walk.toggle(anna.id)
  press('KeyE')
  expect([get(anna.id), desk.walk.selected.value.size]).toEqual([undefined, 0])
})

test('what cannot be done is said', async () => {
  const { desk, press } = await open([summaryOf('maria', { assignee: nikos })])
  desk.routes.go('inbox', maria.id)
  press('KeyI')
  expect(desk.doing.notices.value).toMatchObject([{ kind: 'refused', error: 'idle', count: 1 }])
})

test('what is done to one alone says so of several', async () => {
  const { desk, press, kinds } = await open()
  desk.walk.toggle(maria.id)
  desk.walk.toggle(anna.id)
  press('KeyM')
  expect([kinds(), desk.doing.asking.value]).toEqual([[], null])
  expect(desk.doing.notices.value).toMatchObject([{ kind: 'refused', error: 'single', count: 2 }])
})

test('in a field letters are letters, and Ctrl Z is the field’s while it holds something', async () => {
  const { desk, press, pressIn, kinds } = await open()
  desk.routes.go('inbox', maria.id)
  expect([pressIn('', 'KeyE'), kinds()]).toEqual([false, []])
  press('KeyI')
  expect([pressIn('μισή φράση', 'KeyZ', { ctrlKey: true }), kinds()]).toEqual([false, ['take']])
  expect([pressIn('', 'KeyZ', { ctrlKey: true }), kinds()]).toEqual([true, ['take', 'undo']])
  expect(pressIn('', 'KeyZ', { ctrlKey: true })).toBe(false)
})

test('a word that an input method is making is no command', async () => {
  const { desk, press, pressIn } = await open()
  expect(press('KeyK', { ctrlKey: true, isComposing: true })).toBe(false)
  expect(pressIn('', 'KeyK', { ctrlKey: true, keyCode: 229 })).toBe(false)
  expect(desk.doing.asking.value).toBe(null)
})

test('Ctrl K asks what to do, from a field too, and what is typed before the palette is there is kept', async () => {
  const { desk, press, pressIn, window } = await open()
  desk.routes.go('inbox', maria.id)
  window.document.has = (selector) => selector !== 'dialog[open]'
  expect(pressIn('μισή', 'KeyK', { metaKey: true })).toBe(true)
  expect(desk.doing.asking.value).toMatchObject({ doable: null, on: [{ id: maria.id }] })
  for (const code of ['KeyH', 'KeyO', 'Backspace', 'KeyU']) press(code, code === 'Backspace' ? { key: code } : {})
  expect(desk.doing.ahead).toBe('hou')
  window.document.has = () => true
  press('KeyR')
  expect(desk.doing.ahead).toBe('hou')
})

test('while something is asked, letters do nothing to conversations', async () => {
  const { desk, press, kinds } = await open()
  desk.routes.go('inbox', maria.id)
  press('KeyA')
  expect(desk.doing.asking.value?.doable?.id).toBe('assign')
  press('KeyE')
  desk.doing.asking.value = null
  press('Slash', { key: '?', shiftKey: true })
  expect(desk.doing.isHelpShown.value).toBe(true)
  press('KeyE')
  expect(kinds()).toEqual([])
})

test('single letters can be turned off, through a reload; the palette stays', async () => {
  const { desk, press, browser, kinds } = await open()
  desk.doing.setKeys(false)
  desk.routes.go('inbox', maria.id)
  expect([press('KeyE'), kinds()]).toEqual([false, []])
  expect(press('KeyK', { ctrlKey: true })).toBe(true)
  const again = await open([maria], { browser })
  expect(again.desk.doing.hasKeys.value).toBe(false)
})

test('J and K walk the list, opened or not, and stop at its ends', async () => {
  const { desk, press, window } = await open()
  press('KeyJ')
  press('KeyJ')
  press('KeyJ')
  press('KeyK')
  expect(window.focused).toEqual([`#row-${maria.id}`, `#row-${anna.id}`, `#row-${maria.id}`])
  desk.routes.go('inbox', maria.id)
  press('KeyJ')
  expect(desk.routes.at.value.id).toBe(anna.id)
  press('KeyJ')
  expect(desk.routes.at.value.id).toBe(anna.id)
})

test('R and N begin a reply and a note; to what is closed there is no reply', async () => {
  const { desk, press, window } = await open()
  press('KeyR')
  expect(window.focused).toEqual([])
  desk.routes.go('inbox', maria.id)
  press('KeyN')
  expect([desk.drafts.isNote(maria), window.focused]).toEqual([true, ['.composer textarea']])
  press('KeyR')
  expect(desk.drafts.isNote(maria)).toBe(false)
})

test('X selects the row at hand, Escape ends it, and a chord of the browser is the browser’s', async () => {
  const { desk, press, at } = await open()
  at(anna.id)
  press('KeyX')
  expect([...desk.walk.selected.value]).toEqual([anna.id])
  expect(press('Escape', { key: 'Escape' })).toBe(false)
  expect(desk.walk.selected.value.size).toBe(0)
  expect([press('KeyX', { altKey: true }), press('KeyX', { ctrlKey: true })]).toEqual([false, false])
  expect(desk.walk.selected.value.size).toBe(0)
})

test('Y copies the address of what is open, and shows it where nothing can be copied', async () => {
  const { desk, press, window } = await open()
  const copied: string[] = []
  press('KeyY')
  expect(desk.doing.notices.value).toEqual([])
  desk.routes.go('inbox', maria.id)
  const address = `https://chat.example/console/#/inbox/${idOf('maria')}`
  for (const [clipboard, text] of [
    [{ writeText: async (said: string) => void copied.push(said) }, ''],
    [{ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }, address],
    [undefined, address],
  ] as const) {
    Object.assign(window.navigator, { clipboard })
    press('KeyY')
    await expect.poll(() => desk.doing.notices.value.at(-1)).toMatchObject({ kind: 'copied', text })
  }
  expect(copied).toEqual([address])
})

test('Y copies the addresses of all that is selected, for whoever only reads too', async () => {
  const { desk, press, window } = await open([maria, anna], { role: 'viewer' })
  let copied = ''
  Object.assign(window.navigator, { clipboard: { writeText: async (text: string) => void (copied = text) } })
  desk.walk.toggle(maria.id)
  desk.walk.toggle(anna.id)
  press('KeyE')
  expect(desk.outbox.entries.value).toEqual([])
  desk.walk.toggle(maria.id)
  desk.walk.toggle(anna.id)
  press('KeyY')
  await expect.poll(() => copied.split('\n').map((line) => line.split('/').at(-1))).toEqual([maria.id, anna.id])
})

test('⇧M asks the visitor of the row at hand for an email, and leads to where it is written', async () => {
  const { desk, press, at, window } = await open()
  at(anna.id)
  expect(press('KeyM', { shiftKey: true })).toBe(true)
  await expect.poll(() => window.focused).toEqual(['.composer textarea'])
  expect([desk.opened.shown.value!.id, desk.drafts.text(anna)]).toEqual([anna.id, expect.stringContaining('email')])
})

test('Escape leaves the composer, and the end hears nothing more', async () => {
  const { pressIn, window, stop, press, desk } = await open()
  pressIn('', 'Escape', {}, true)
  expect(window.focused).toEqual(['.middle h1'])
  stop()
  expect(press('KeyK', { ctrlKey: true })).toBe(false)
  expect(desk.doing.asking.value).toBe(null)
})
