// Where the visitor goes: from screen to screen, in and out of the panel, to a person, into another language.

import { limits } from '../server/limits.ts'
import { type Chunks, keyOf, type Moving, type State, type Writing } from './state.ts'

export function createMoving<Before extends State & Chunks & Writing>(before: Before): Before & Moving {
  const { options, help, screens, isOpen, draft } = before
  let filled = ''
  const state: Before & Moving = {
    ...before,
    go(screen) {
      if (screen.name === 'article') help.read(screen.id)
      before.load(screen.name)
      // Where one has been already is the same place, and one came to it from here.
      screens.value = [...screens.value.filter((each) => keyOf(each) !== keyOf(screen)), screen]
    },
    back: () => (screens.value = screens.value.length > 1 ? screens.value.slice(0, -1) : [{ name: 'home' }]),
    show() {
      if (isOpen.value) return
      isOpen.value = true
      void before.ready.then(() => help.refresh(10_000))
      before.tell('open')
    },
    close() {
      // In an element of the page there is nothing to close.
      if (!isOpen.value || !(options.root.host as HTMLElement).popover) return
      isOpen.value = false
      options.button.focus()
      help.tell(null, false)
      before.tell('close')
    },
    ask(text = '') {
      help.tell(null, true)
      // What the visitor has written stays; what was filled in for them gives way, as long as it is the end.
      const given = `\n\n${text.slice(0, limits.text)}\0`
      const begun = `\n\n${draft.value}\0`.replace(given, '').replace(filled, '')
      if (text) before.write(`${begun}${(filled = given)}`.replaceAll('\0', '').trim())
      const known = before.chat.value?.conversation.value
      const isGoingOn = known?.state === 'open' && !known.ticket
      if (!help.how.value.online && !isGoingOn) return state.go({ name: 'form' })
      void before.resume()
      state.go({ name: 'conversation' })
    },
    async speakIn(tag) {
      await before.ready
      await help.load(tag)
      before.memory.set('locale', tag)
    },
  }
  return state
}
