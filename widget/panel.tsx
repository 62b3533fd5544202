// The panel: help, the message form, and which screen is open; the conversation is loaded when it is wanted.

import { effect, signal } from '@preact/signals'
import { render } from 'preact'
import { limits } from '../server/limits.ts'
import type { Chat } from './chat.ts'
import { createHelp } from './help.ts'
import { openMemory } from './memory.ts'
import type { Strings } from './strings/el.ts'
import { type PanelState, Panel, type Screen } from './view/Panel.tsx'
import { styles } from './view/styles.ts'

export interface Mounting {
  root: ShadowRoot
  button: HTMLButtonElement
  site: string
  language: string
  isChosen: boolean
  /** Whether the page's title may say how many messages wait. */
  titleBadge: boolean
  server: string
}

const words: Record<string, () => Promise<Strings>> = {
  el: async () => (await import('./strings/el.ts')).el,
  en: async () => (await import('./strings/en.ts')).en,
}

/** Draws a closed panel beside the launcher. @returns what runs the page's calls */
export function mount({ root, button, site, language, isChosen, titleBadge, server }: Mounting): (name: string, ...rest: unknown[]) => void {
  const help = createHelp(server, site, language, isChosen)
  const memory = openMemory(site)
  const screens = signal<Screen[]>([{ name: 'home' }])
  const isOpen = signal(false)
  const strings = signal<Strings | null>(null)
  const conversation = signal<PanelState['conversation']['value']>(null)
  const chat = signal<Chat | null>(null)
  const draft = signal('')
  const listeners = new Map<string, ((detail?: unknown) => void)[]>()
  const tell = (event: string, detail?: unknown) => listeners.get(event)?.forEach((listener) => listener(detail))

  const adopt = (css: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
  adopt(styles)
  const place = document.createElement('div')
  root.append(place)

  const ready = help.open().then(async () => {
    strings.value = await (words[help.locale.value] ?? words['en']!)()
    tell('ready')
  })
  const resume = async () => {
    await ready
    if (conversation.value) return
    const chunk = await import('./conversation.tsx')
    adopt(chunk.chatStyles)
    chat.value = chunk.createChat({ server, site, locale: help.locale.value, context: help.context, memory, now: help.now })
    conversation.value = chunk.ConversationScreen
  }
  const go = (screen: Screen) => (screens.value = [...screens.value, screen])
  const back = () => (screens.value = screens.value.length > 1 ? screens.value.slice(0, -1) : [{ name: 'home' }])
  const open = () => {
    isOpen.value = true
    button.setAttribute('aria-expanded', 'true')
    void ready.then(help.refresh)
    tell('open')
  }
  const close = () => {
    isOpen.value = false
    button.setAttribute('aria-expanded', 'false')
    button.focus()
    tell('close')
  }
  /** To a person: the chat when one is there, the form when not. */
  const ask = (text = '') => {
    if (text) draft.value = text.slice(0, limits.text)
    const isGoingOn = chat.value?.conversation.value?.state === 'open'
    if (!help.how.value.online && !isGoingOn) return go({ name: 'form' })
    void resume()
    go({ name: 'conversation' })
  }

  const badge = document.createElement('span')
  badge.className = 'badge'
  button.append(badge)
  const stopBadge = effect(() => {
    const count = chat.value?.unread.value ?? 0
    badge.hidden = count === 0 || isOpen.value
    badge.textContent = String(count)
    if (titleBadge) document.title = (badge.hidden ? '' : `(${count}) `) + document.title.replace(/^\(\d+\) /, '')
  })

  const timer = setInterval(() => {
    help.minute.value++
  }, 1_000)
  const asking = setInterval(() => {
    if (isOpen.value && document.visibilityState === 'visible') void help.refresh()
  }, 30_000)
  const onVisible = () => {
    if (isOpen.value && document.visibilityState === 'visible') void help.refresh()
  }
  document.addEventListener('visibilitychange', onVisible)

  const state: PanelState = { server, site, help, memory, screens, isOpen, strings, conversation, chat, draft, go, back, close, ask, tell }
  render(<Panel {...state} />, place)

  const calls: Record<string, (value: unknown, listener?: unknown) => void> = {
    open,
    close,
    toggle: () => (isOpen.value ? close() : open()),
    show: () => undefined,
    hide: close,
    resume: () => void resume(),
    search: (text) => {
      open()
      screens.value = [{ name: 'home' }]
      void ready.then(() => help.search(String(text)))
    },
    article: (id) => {
      open()
      void ready.then(() => go({ name: 'article', id: String(id) }))
    },
    ask: (text) => {
      open()
      void ready.then(() => ask(String(text ?? '')))
    },
    locale: (tag) =>
      void ready.then(async () => {
        await help.load(String(tag))
        strings.value = await (words[String(tag)] ?? words['en']!)()
      }),
    on: (event, listener) => {
      if (typeof listener !== 'function') return
      listeners.set(String(event), [...(listeners.get(String(event)) ?? []), listener as () => void])
    },
    destroy: () => {
      stopBadge()
      clearInterval(timer)
      clearInterval(asking)
      document.removeEventListener('visibilitychange', onVisible)
      chat.value?.destroy()
      render(null, place)
    },
  }
  return (name, ...rest) => {
    if (calls[name]) calls[name](rest[0], rest[1])
    else console.warn(`Rotame('${name}') is not a call; see the README`)
  }
}
