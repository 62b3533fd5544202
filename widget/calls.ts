// What the page may call, by the names that it calls it by.

import type { Calls } from './api.ts'
import type { PanelState } from './state.ts'
import { createVisitor } from './visitor.ts'

/** The page may pass anything; what the loader asks besides is `resume`. */
type Answering = Record<Exclude<keyof Calls, 'boot'> | 'resume', (value: unknown, listener?: unknown) => unknown>

export function createCalls(state: PanelState): (name: string, value?: unknown, listener?: unknown) => void {
  const { life, help, ready, form, screens, show, close, go } = state
  const { forget, identify } = createVisitor(state)
  const calls: Answering = {
    open: show,
    close,
    show: () => undefined,
    hide: close,
    resume() {
      void state.resume()
      void ready.then(form.flush)
    },
    search(text) {
      show()
      screens.value = [{ name: 'home' }]
      void ready.then(() => help.search(String(text)))
    },
    article(id) {
      show()
      void ready.then(() => {
        // A link of the page has it as an address does.
        const found = help.library.value?.articles.find(({ id: each }) => each === id || encodeURI(each) === id)
        if (found) go({ ...found, name: 'article' })
        else console.warn(`Rotame('article', '${String(id)}'): no such article`)
      })
    },
    ask(text) {
      show()
      // Whether somebody is there may have changed, but not since this call.
      const within = help.availability.value ? 0 : Infinity
      void ready.then(() => help.refresh(within)).then(() => state.ask(String(text ?? '')))
    },
    mount: (element) => state.insist(() => import('./inline.ts')).then(({ inline }) => inline(element, state)),
    identify: (token) => identify(token),
    forget: () => forget(),
    locale: (tag) => void state.speakIn(String(tag)),
    on: state.listen,
    destroy() {
      close()
      life.end()
    },
  }
  return (name, value, listener) => {
    if (Object.hasOwn(calls, name)) calls[name as keyof typeof calls](value, listener)
    else console.warn(`Rotame('${name}') is not a call; see the README`)
  }
}
