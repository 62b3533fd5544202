// The panel: help, the message form, and which screen is open; the conversation is loaded when it is wanted.

import { computed, effect, signal } from '@preact/signals-core'
import { render } from 'preact'
import { limits } from '../server/limits.ts'
import type { Calls, Events, Options } from './api.ts'
import type { Files } from './screens/files/attachments.tsx'
import type { Chat } from './chat/chat.ts'
import { createForm } from './form.ts'
import { createHelp } from './help/help.ts'
import { begin } from './life.ts'
import { openMemory } from './memory.ts'
import { keepApart, schemeOf } from './page.ts'
import type { Upload } from './files/upload.ts'
import { Icon } from './view/Icon.tsx'
import { insertAtOnce } from './view/insert.ts'
import { keyOf, type PanelState, type PartWords, type Screen, type ScreenOfItsOwn, type Strings } from './state.ts'
import { words as homeWords } from './screens/home/en.ts'
import { Panel } from './screens/Panel.tsx'
import { phone, styles, themed } from './screens/style.ts'
import { inBoth } from './view/tokens.ts'

interface Mounting extends Options {
  root: ShadowRoot
  button: HTMLButtonElement
  /** The page's language, or the browser's. */
  language: string
  side: 'left' | 'right'
  /** How far the launcher is from that side and from below, px. */
  x: number
  y: number
  server: string
}

/** The language that this build has the words of; those of others are fetched. */
declare const LANGUAGE: string

/** What a phone's back key closes, where the browser has it; the page's history is not ours to write. */
interface CloseWatcher {
  onclose: (() => void) | null
  destroy: () => void
}

/** Screens that most visitors never see; each brings its own words and style sheet. */
const chunks: Partial<
  Record<Screen['name'], () => Promise<{ css: string; Screen: ScreenOfItsOwn; words: PartWords }>>
> = {
  contact: () => import('./screens/contact/Contact.tsx'),
  problem: () => import('./screens/problem/Problem.tsx'),
  ticket: () => import('./screens/ticket/Ticket.tsx'),
}

/** Draws a closed panel beside the launcher. @returns what runs the page's calls */
export function mount({
  root,
  button,
  site,
  language,
  locale,
  titleBadge,
  theme,
  label,
  side,
  x,
  y,
  server,
}: Mounting): (name: string, ...rest: unknown[]) => void {
  const host = root.host as HTMLElement
  const life = begin()
  /** Of the visitor: who is forgotten leaves nothing that runs, or comes. */
  let person = begin(life)
  /** Loads until it is there. @param failed called each time that it is not */
  const insist = <T,>(load: () => Promise<T>, failed?: () => unknown): Promise<T> =>
    life.still(load()).catch(async () => {
      failed?.()
      // What belongs to us is no more where another build has taken its place: there it comes from no more.
      await fetch(import.meta.url, { cache: 'no-store', signal: life.signal }).then(
        ({ redirected }) => (help.isOld.value ||= redirected),
        () => null,
      )
      return life.pause(3_000).then(() => insist(load, failed))
    })
  const memory = openMemory(site, life)
  const wanted = [memory.setting('locale') ?? '', language, ...(locale ? [] : navigator.languages)]
  const help = createHelp(server, site, wanted, life)
  const screens = signal<Screen[]>([{ name: 'home' }])
  const isOpen = signal(false)
  const isShort = signal(false)
  const strings = signal<Strings | null>(null)
  const conversation = signal<PanelState['conversation']['value']>(null)
  const chat = signal<Chat | null>(null)
  const more = signal<PanelState['more']['value']>({})
  const files = signal<Files | null>(null)
  const draft = signal('')
  const typed = signal<PanelState['typed']['value']>({})
  const listeners = new Map<string, ((detail: unknown) => void)[]>()
  const tell = <Event extends keyof Events>(event: Event, detail?: Events[Event]) =>
    listeners.get(event)?.forEach((listener) => listener(detail))

  button.setAttribute('aria-expanded', 'false')
  let latest = ''
  /** Once: a form is answered, and heard of by the chat. */
  const tellTicket = (reference: string) => {
    if (reference !== latest) tell('ticket', { reference: (latest = reference) })
  }

  const adopt = (css: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
  adopt(styles)
  adopt(`.panel{${side}:${x}px;bottom:${+y + 80}px;height:min(680px,100vh - ${+y + 104}px)}`)
  const place = document.createElement('div')
  root.append(place)
  keepApart(host, life.signal)

  /** The words of every part that is there, in the language of this build. */
  const own: PartWords = { home: homeWords }
  /** Makes words known in the locale that is shown, of one part more. */
  const speak = async (more?: PartWords) => {
    Object.assign(own, more)
    const { value: locale } = help.locale
    const words = locale.startsWith(LANGUAGE)
      ? own
      : await insist(() => import('./foreign.ts')).then(({ inLocale }) => inLocale(own, LANGUAGE, locale, insist))
    // The visitor may have chosen another meanwhile.
    if (help.locale.value === locale)
      strings.value = { ...words.home, ...words.conversation, ...words.form, own: words } as Strings
  }
  /** Loads a chunk until it is there, with its words. @param failed called each time that it is not */
  const bring = async <T extends { words: PartWords }>(load: () => Promise<T>, failed?: () => unknown): Promise<T> => {
    const chunk = await insist(load, failed)
    await speak(chunk.words)
    return chunk
  }
  const isKnown = computed(() => !!help.availability.value)
  // Drawn before the articles are there, which may come in another locale.
  life.ends(
    effect(() => {
      if (!isKnown.value) return
      void speak()
      const colours = help.availability.peek()!.site.theme
      if (colours) adopt(inBoth(themed, colours.light, colours.dark))
    }),
  )
  const ready = life.still(help.refresh()).then(async () => {
    await speak()
    // The launcher guessed; now it is known which languages there are.
    if (strings.value && !label) button.setAttribute('aria-label', strings.value.help)
    tell('ready')
    // Nothing else waits for storage, which a busy disk can make slow.
    void memory.draft().then((text) => (draft.value ||= text))
    void memory.draft('fields').then((text) => text && (typed.value = { ...JSON.parse(text), ...typed.value }))
    if (memory.setting('files')) void loadFiles()
  })
  const resume = async () => {
    await ready
    if (conversation.value) return
    const chunk = await person.still(bring(() => import('./screens/conversation/Conversation.tsx')))
    if (conversation.value) return
    adopt(chunk.chatStyles)
    const heard = () => {
      tell('message')
      if (memory.setting('sound') !== 'off' && !(isOpen.value && document.visibilityState === 'visible'))
        chunk.chime(life)
    }
    chat.value = chunk.createChat({
      life: person,
      server,
      site,
      locale: () => help.locale.value,
      context: help.context,
      memory,
      upload,
      now: help.now,
      heard,
      told: (known) => (help.availability.value = known),
      old: () => (help.isOld.value = true),
      made: tellTicket,
    })
    conversation.value = chunk.ConversationScreen
  }
  const asked = new Set<string>()
  /** Fetches the chunk of a screen that has one. */
  const load = (name: Screen['name']) => {
    // Lost, it is asked for again when it is needed.
    if (name === 'conversation') void import('./screens/conversation/Conversation.tsx').catch(() => null)
    const chunk = chunks[name]
    if (!chunk || asked.has(name)) return
    asked.add(name)
    void bring(chunk, () => (help.isAway.value = true)).then(({ css, Screen: Drawn }) => {
      adopt(css)
      more.value = { ...more.value, [name]: Drawn }
    })
  }
  let filesAsked: Promise<Files> | undefined
  /** Comes in the end: what was picked waits for it. */
  const loadFiles = (): Promise<Files> =>
    (filesAsked ??= bring(() => import('./screens/files/attachments.tsx')).then(
      ({ openFiles }) => (files.value = openFiles({ server, site, memory, help, adopt, life, strings })),
    ))
  const upload: Upload = async (ids, again) =>
    !ids ? { ok: true } : files.value ? files.value.upload(ids, again) : void loadFiles().then(again)
  place.addEventListener('beforeinput', insertAtOnce)
  place.ondragover = (event) => event.preventDefault()
  // Dropped, pasted or picked where something can be sent with it; elsewhere a drop does not lead away from the page.
  place.ondrop =
    place.onpaste =
    place.onchange =
      (event: Partial<DragEvent & ClipboardEvent> & Event) => {
        const list = (event.dataTransfer ?? event.clipboardData ?? (event.target as HTMLInputElement)).files
        if (!list?.length) return
        event.preventDefault()
        const picked = [...list]
        const { name } = screens.value.at(-1)!
        void loadFiles().then((loaded) => loaded.add(picked, name))
      }
  const go = (screen: Screen) => {
    if (screen.name === 'article') help.read(screen.id)
    load(screen.name)
    // Where one has been already is the same place, and one came to it from here.
    screens.value = [...screens.value.filter((each) => keyOf(each) !== keyOf(screen)), screen]
  }
  const back = () => (screens.value = screens.value.length > 1 ? screens.value.slice(0, -1) : [{ name: 'home' }])
  const form = createForm(
    () => person,
    memory,
    help.context,
    // A draft of before may be sent without an input: what is said of one that is not taken comes with it.
    (failed) =>
      bring(() => import('./screens/ticket/Ticket.tsx'), failed).then(({ createSender }) =>
        createSender(state, { life: () => person, site, upload, made: tellTicket }),
      ),
  )
  const write = (text: string) => {
    draft.value = text
    void memory.keepDraft(text)
  }
  const fill: PanelState['fill'] = ({ currentTarget: { name, value } }) => {
    typed.value = { ...typed.value, [name]: value }
    void memory.keepDraft(JSON.stringify(typed.value), 'fields')
  }

  const full = matchMedia(phone)
  /** Never in an element of the page, where we are no popover. */
  const isSmall = () => !!host.popover && (full.matches || (visualViewport!.scale < 1 && screen.width <= 480))
  let watcher: CloseWatcher | undefined
  const watchBack = () => {
    const { CloseWatcher: Watcher } = window as unknown as { CloseWatcher?: new () => CloseWatcher }
    if (!Watcher || !isSmall() || !isOpen.value) return
    watcher = new Watcher()
    watcher.onclose = () => {
      if (screens.value.length > 1) back()
      else close()
      watchBack()
    }
  }
  const stillness = new CSSStyleSheet()
  stillness.replaceSync('html{overflow:hidden!important}')
  /** On phones the panel is what the keyboard leaves of the screen, and the page behind stays where it is. */
  const fit = () => {
    const view = visualViewport!
    const isPhone = isSmall()
    const isFull = isOpen.value && isPhone
    // A page that is not made for phones is drawn small on one; the loader enlarges us by as much.
    const shrunk = Math.min(1, view.scale)
    place.classList.toggle('full', isPhone)
    // And one that enlarges itself would push us out of the screen.
    const { currentCSSZoom: zoom = 1 } = document.documentElement as { currentCSSZoom?: number }
    host.style.setProperty('--zoom', `${1 / shrunk / zoom}`)
    place.style.setProperty('--top', `${view.offsetTop * shrunk}px`)
    place.style.setProperty('--height', `${view.height * shrunk}px`)
    isShort.value = isFull && view.height < innerHeight * 0.75
    // A sheet of ours keeps the page where it is, so that nothing of the page's is changed, or has to be put back.
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== stillness)
    document.adoptedStyleSheets = isFull ? [...others, stillness] : others
  }
  /** In the scheme of the page, as it is now. */
  const system = matchMedia('(prefers-color-scheme:dark)')
  const dress = () => host.setAttribute('data-scheme', schemeOf(theme, system))
  life.on(system, 'change', dress)
  dress()
  const dresser = new MutationObserver(dress)
  dresser.observe(document.documentElement, { attributes: true })
  life.ends(() => dresser.disconnect())
  /** Under a modal dialog everything else is dead: better not to be there. One that is taken away says nothing. */
  const yieldToModal = () => {
    host.hidden = !!document.querySelector('dialog:modal')
    if (host.hidden) life.after(500, yieldToModal)
  }
  addEventListener('toggle', yieldToModal, { capture: true, signal: life.signal })
  yieldToModal()
  const open = () => {
    if (isOpen.value) return
    isOpen.value = true
    dress()
    button.setAttribute('aria-expanded', 'true')
    fit()
    watchBack()
    void ready.then(() => help.refresh(10_000))
    tell('open')
  }
  const close = () => {
    if (!isOpen.value || !host.popover) return
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
  /** @param next who takes over, as the page says */
  const forget = async (isElsewhere?: boolean, next = '') => {
    close()
    // Nobody from now on, so that nothing marks as theirs what another tab has cleared.
    help.forget()
    person.end()
    person = begin(life)
    form.forget()
    chat.value = conversation.value = null
    screens.value = [{ name: 'home' }]
    memory.proof = undefined
    // Files that nobody has looked at yet are there too; without a line, all else does not wait for what clears them.
    const kept = memory.setting('files') ? loadFiles() : filesAsked
    await memory.forget(isElsewhere, next)
    // What was just being read out of storage came before.
    draft.value = ''
    typed.value = {}
    await (await kept)?.forget()
  }
  /** @param only whom to take over, of what the page has said before */
  const identified = (token: unknown, only?: string) => {
    help.who.value = { ...help.who.value, token }
    memory.proof = insist(() => import('./identity.ts')).then(({ identify }) =>
      identify(state, site, (next) => forget(false, next), tell, only),
    )
  }
  life.on(memory.tabs, 'message', ({ data }: MessageEvent<string>) => {
    if (!data) return
    const { token } = help.who.value
    void forget(true)
    // Who takes over there may have been named here already.
    if (token !== undefined) identified(token, data)
  })
  const speakIn = async (tag: string) => {
    await ready
    await help.load(tag)
    memory.set('locale', tag)
  }

  const chevron = document.createElement('span')
  chevron.className = 'chevron'
  render(<Icon name="down" />, chevron)
  const badge = document.createElement('span')
  badge.className = 'badge'
  button.append(chevron, badge)
  life.ends(
    effect(() => {
      const count = chat.value?.unread.value ?? 0
      badge.hidden = count === 0 || isOpen.value
      badge.textContent = String(count)
    }),
  )
  if (titleBadge !== undefined)
    void insist(() => import('./title.ts')).then(({ entitle }) =>
      entitle(life, () => (chat.value?.unread.value && !isOpen.value ? `(${chat.value.unread.value}) ` : '')),
    )

  life.every(1_000, help.tick)
  const look = () => {
    if (isOpen.value && document.visibilityState === 'visible') void help.refresh(4_000)
  }
  let beat = 0
  // Who opens it while the server is away does not wait half a minute for it to be back.
  life.every(5_000, () => (help.isAway.value || ++beat % 6 === 0) && look())
  life.on(document, 'visibilitychange', look)
  for (const event of ['resize', 'scroll']) life.on(visualViewport, event, fit)

  const state: PanelState = {
    life,
    server,
    help,
    memory,
    form,
    screens,
    isOpen,
    isShort,
    strings,
    conversation,
    chat,
    more,
    files,
    loadFiles,
    load,
    draft,
    write,
    typed,
    fill,
    go,
    back,
    close,
    ask,
    resume,
    speakIn,
    speak,
  }
  // Drawing inside an effect reads every signal that is shown; this saves what binds signals to components, 1.4 kB.
  life.ends(effect(() => render(<Panel {...state} />, place)))
  button.onclick = () => (isOpen.value ? close() : open())

  /** The page may pass anything; what the loader asks besides is `resume`. */
  const calls: Record<Exclude<keyof Calls, 'boot'> | 'resume', (value: unknown, listener?: unknown) => unknown> = {
    open,
    close,
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
      // Whether somebody is there may have changed, but not since this call.
      const within = help.availability.value ? 0 : Infinity
      void ready.then(() => help.refresh(within)).then(() => ask(String(text ?? '')))
    },
    mount: (element) => insist(() => import('./inline.ts')).then(({ inline }) => inline(element, root, state, open)),
    identify: (token) => identified(token),
    forget: () => forget(),
    locale: (tag) => void speakIn(String(tag)),
    on(event, listener) {
      // A page may listen at every step, for days.
      if (typeof listener !== 'function') return
      listeners.set(String(event), [...(listeners.get(String(event)) ?? []), listener as () => void].slice(-99))
    },
    destroy() {
      close()
      life.end()
      render(null, place)
      render(null, chevron)
    },
  }
  return (name, ...rest) => {
    if (Object.hasOwn(calls, name)) calls[name as keyof typeof calls](rest[0], rest[1])
    else console.warn(`Rotame('${name}') is not a call; see the README`)
  }
}
