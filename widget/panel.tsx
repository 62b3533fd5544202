// The panel: help, the message form, and which screen is open; the conversation is loaded when it is wanted.

import { effect, signal } from '@preact/signals-core'
import { render } from 'preact'
import { limits } from '../server/limits.ts'
import type { Calls, Events } from './api.ts'
import type { Chat } from './chat.ts'
import { createForm } from './form.ts'
import { createHelp } from './help.ts'
import { openMemory } from './memory.ts'
import type { ChatStrings } from './strings/chat.el.ts'
import type { Strings } from './strings/el.ts'
import { Icon } from './view/Icon.tsx'
import { Panel, type PanelState, type Screen } from './view/Panel.tsx'
import { phone, styles } from './view/styles.ts'

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
const chatWords: Record<string, () => Promise<ChatStrings>> = {
  el: async () => (await import('./strings/chat.el.ts')).chatEl,
  en: async () => (await import('./strings/chat.en.ts')).chatEn,
}
/** What a phone's back key closes, where the browser has it; the page's history is not ours to write. */
interface CloseWatcher {
  onclose: (() => void) | null
  destroy: () => void
}

/** Draws a closed panel beside the launcher. @returns what runs the page's calls */
export function mount({ root, button, site, language, isChosen, titleBadge, server }: Mounting): (name: string, ...rest: unknown[]) => void {
  const memory = openMemory(site)
  const help = createHelp(server, site, [memory.setting('locale') ?? '', language, ...(isChosen ? [] : navigator.languages)])
  const screens = signal<Screen[]>([{ name: 'home' }])
  const isOpen = signal(false)
  const isShort = signal(false)
  const strings = signal<Strings | null>(null)
  const conversation = signal<PanelState['conversation']['value']>(null)
  const chat = signal<Chat | null>(null)
  const draft = signal('')
  const listeners = new Map<string, ((detail: unknown) => void)[]>()
  const tell = <Event extends keyof Events>(event: Event, detail?: Events[Event]) => listeners.get(event)?.forEach((listener) => listener(detail))

  const adopt = (css: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
  adopt(styles)
  const place = document.createElement('div')
  root.append(place)

  /** Fetches the words of the locale, those of the conversation when it is there. */
  const speak = async (hasChat: boolean) => {
    const tag = help.locale.value.split('-')[0]!
    const said = await Promise.all([words[tag] ?? words['en']!, ...(hasChat ? [chatWords[tag] ?? chatWords['en']!] : [])].map((load) => load()))
    strings.value = Object.assign({}, ...said) as Strings
  }
  const ready = help.refresh().then(async () => {
    const theme = help.availability.value?.site.theme
    if (theme) adopt(`.panel,.launcher{${theme.light}}@media(prefers-color-scheme:dark){.panel,.launcher{${theme.dark}}}`)
    await speak(false)
    draft.value ||= await memory.draft()
    tell('ready')
  })
  const resume = async () => {
    await ready
    if (conversation.value) return
    const [chunk] = await Promise.all([import('./conversation.tsx'), speak(true)])
    if (conversation.value) return
    adopt(chunk.chatStyles)
    const heard = () => {
      tell('message')
      if (memory.setting('sound') !== 'off' && !(isOpen.value && document.visibilityState === 'visible')) chunk.chime()
    }
    chat.value = chunk.createChat({ server, site, locale: () => help.locale.value, context: help.context, memory, now: help.now, heard })
    conversation.value = chunk.ConversationScreen
  }
  const go = (screen: Screen) => {
    if (screen.name === 'article') help.read(screen.id)
    screens.value = [...screens.value, screen]
  }
  const back = () => (screens.value = screens.value.length > 1 ? screens.value.slice(0, -1) : [{ name: 'home' }])
  const form = createForm({
    address: `${server}/tickets/${site}`,
    memory,
    context: help.context,
    done(ticket) {
      write('')
      tell('ticket', { reference: ticket.reference })
      screens.value = [{ name: 'home' }, { name: 'ticket', ticket }]
      if (chat.value) void chat.value.catchUp()
    },
  })
  const write = (text: string) => {
    draft.value = text
    void memory.keepDraft(text)
  }

  const full = matchMedia(phone)
  let watcher: CloseWatcher | undefined
  const watchBack = () => {
    const { CloseWatcher: Watcher } = window as unknown as { CloseWatcher?: new () => CloseWatcher }
    if (!Watcher || !full.matches || !isOpen.value) return
    watcher = new Watcher()
    watcher.onclose = () => {
      if (screens.value.length > 1) back()
      else close()
      watchBack()
    }
  }
  /** On phones the panel is what the keyboard leaves of the screen, and the page behind stays where it is. */
  const fit = () => {
    const view = visualViewport!
    const isFull = isOpen.value && full.matches
    place.style.setProperty('--top', `${view.offsetTop}px`)
    place.style.setProperty('--height', `${view.height}px`)
    isShort.value = isFull && view.height < innerHeight * 0.75
    document.documentElement.style.overflow = isFull ? 'hidden' : ''
  }
  const open = () => {
    if (isOpen.value) return
    isOpen.value = true
    button.setAttribute('aria-expanded', 'true')
    fit()
    watchBack()
    void ready.then(() => help.refresh(10_000))
    tell('open')
  }
  const close = () => {
    if (!isOpen.value) return
    isOpen.value = false
    button.setAttribute('aria-expanded', 'false')
    button.focus()
    fit()
    watcher?.destroy()
    help.tell(null, false)
    tell('close')
  }
  /** To a person: the chat when one is there, the form when not. */
  const ask = (text = '') => {
    help.tell(null, true)
    if (text) write(text.slice(0, limits.text))
    const known = chat.value?.conversation.value
    const isGoingOn = known?.state === 'open' && !known.ticket
    if (!help.how.value.online && !isGoingOn) return go({ name: 'form' })
    void resume()
    go({ name: 'conversation' })
  }
  const speakIn = async (tag: string) => {
    await ready
    await help.load(tag)
    memory.set('locale', tag)
    await speak(chat.value !== null)
  }

  const chevron = document.createElement('span')
  chevron.className = 'chevron'
  render(<Icon name="down" />, chevron)
  const badge = document.createElement('span')
  badge.className = 'badge'
  button.append(chevron, badge)
  const stopBadge = effect(() => {
    const count = chat.value?.unread.value ?? 0
    badge.hidden = count === 0 || isOpen.value
    badge.textContent = String(count)
    if (titleBadge) document.title = (badge.hidden ? '' : `(${count}) `) + document.title.replace(/^\(\d+\) /, '')
  })

  const timer = setInterval(help.tick, 1_000)
  const look = () => {
    if (isOpen.value && document.visibilityState === 'visible') void help.refresh(5_000)
  }
  const asking = setInterval(look, 30_000)
  document.addEventListener('visibilitychange', look)
  visualViewport!.addEventListener('resize', fit)
  visualViewport!.addEventListener('scroll', fit)

  const state: PanelState = { server, help, memory, form, screens, isOpen, isShort, strings, conversation, chat, draft, write, go, back, close, ask, resume, speakIn }
  // Drawing inside an effect reads every signal that is shown; this saves what binds signals to components, 1.4 kB.
  const stopDrawing = effect(() => render(<Panel {...state} />, place))

  /** The page may pass anything; what the loader asks besides is `toggle` and `resume`. */
  const calls: Record<keyof Calls | 'toggle' | 'resume', (value: unknown, listener?: unknown) => unknown> = {
    open,
    close,
    toggle: () => (isOpen.value ? close() : open()),
    show: () => undefined,
    hide: close,
    resume() {
      void resume()
      void ready.then(form.flush)
    },
    search(text) {
      open()
      screens.value = [{ name: 'home' }]
      void ready.then(() => help.search(String(text)))
    },
    article(id) {
      open()
      void ready.then(() => {
        const isThere = help.library.value?.articles.some((article) => article.id === id)
        if (isThere) go({ name: 'article', id: String(id) })
        else console.warn(`Rotame('article', '${String(id)}'): there is no such article`)
      })
    },
    ask(text) {
      open()
      void ready.then(() => help.refresh()).then(() => ask(String(text ?? '')))
    },
    async forget() {
      close()
      chat.value?.destroy()
      chat.value = conversation.value = null
      screens.value = [{ name: 'home' }]
      draft.value = ''
      help.forget()
      await memory.forget()
    },
    locale: (tag) => void speakIn(String(tag)),
    on(event, listener) {
      if (typeof listener !== 'function') return
      listeners.set(String(event), [...(listeners.get(String(event)) ?? []), listener as () => void])
    },
    destroy() {
      close()
      stopBadge()
      stopDrawing()
      clearInterval(timer)
      clearInterval(asking)
      document.removeEventListener('visibilitychange', look)
      visualViewport!.removeEventListener('resize', fit)
      visualViewport!.removeEventListener('scroll', fit)
      form.destroy()
      chat.value?.destroy()
      render(null, place)
      render(null, chevron)
    },
  }
  return (name, ...rest) => {
    if (Object.hasOwn(calls, name)) calls[name as keyof typeof calls](rest[0], rest[1])
    else console.warn(`Rotame('${name}') is not a call; see the README`)
  }
}
