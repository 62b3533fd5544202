// What is loaded once it is wanted: the conversation, files, and screens that most visitors never see.

import type { Chunks, Loading, PartWords, Pieces, ScreenOfItsOwn, State } from './state.ts'
import type { Files } from './screens/files/attachments.tsx'

interface Loaded {
  css: string
  Screen: ScreenOfItsOwn | Pieces[keyof Pieces]
  words: PartWords
}
/** Each brings its own words and style sheet. */
const screens: { [name in Parameters<Chunks['load']>[0]]?: () => Promise<Loaded> } = {
  contact: () => import('./screens/contact/Contact.tsx'),
  problem: () => import('./screens/problem/Problem.tsx'),
  requests: () => import('./screens/requests/Requests.tsx'),
  ticket: () => import('./screens/ticket/Ticket.tsx'),
  menu: () => import('./screens/menu/Menu.tsx'),
  offers: () => import('./screens/offers/Offers.tsx'),
  unhelped: () => import('./screens/unhelped/Unhelped.tsx'),
}

export function createChunks<Before extends State & Loading>(before: Before): Before & Chunks {
  const { help, memory, files, more, bring } = before
  const asked = new Set<string>()
  let filesAsked: Promise<Files> | undefined
  const loadFiles = (): Promise<Files> =>
    (filesAsked ??= bring(() => import('./screens/files/attachments.tsx')).then(
      ({ openFiles }) => (files.value = openFiles(before)),
    ))
  const keptFiles = () => (memory.setting('files') ? loadFiles() : filesAsked)
  const ready = begin(before, keptFiles)
  const state: Before & Chunks = {
    ...before,
    ready,
    loadFiles,
    keptFiles,
    upload: async (ids, again) =>
      !ids ? { ok: true } : files.value ? files.value.upload(ids, again) : void loadFiles().then(again),
    load(name) {
      // Lost, it is asked for again when it is needed.
      if (name === 'conversation') void import('./screens/conversation/Conversation.tsx').catch(() => null)
      const chunk = screens[name]
      if (!chunk || asked.has(name)) return
      asked.add(name)
      void bring(chunk, () => (help.isAway.value = true)).then(({ css, Screen: Drawn }) => {
        before.adopt(css)
        more.value = { ...more.value, [name]: Drawn }
      })
    },
    async resume() {
      await ready
      if (state.chat.value) return
      const coming = bring(() => import('./screens/conversation/Conversation.tsx'))
      const { openChat } = await state.visit.value.still(coming)
      if (!state.chat.value) openChat(state)
    },
  }
  return state
}

/** Asks who is there, and takes up what was begun before. */
async function begin(
  { life, help, memory, strings, options, draft, typed, speak, tell }: State & Loading,
  keptFiles: () => unknown,
): Promise<void> {
  await life.still(help.refresh())
  await speak()
  // The launcher guessed; now it is known which languages there are.
  if (strings.value && !options.label) options.button.setAttribute('aria-label', strings.value.help)
  tell('ready')
  // Nothing else waits for storage, which a busy disk can make slow.
  void memory.draft().then((text) => (draft.value ||= text))
  void memory.draft('fields').then((text) => text && (typed.value = { ...JSON.parse(text), ...typed.value }))
  keptFiles()
}
