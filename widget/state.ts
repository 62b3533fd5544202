// What the panel knows and does, in one object: its signals, and the verbs that change them.

import { type Signal, signal } from '@preact/signals-core'
import type { ComponentType } from 'preact'
import type { Ticket } from '../server/protocol/ticket.ts'
import type { Options } from './api.ts'
import type { Chat } from './chat/chat.ts'
import { createEvents } from './events.ts'
import type { Upload } from './files/upload.ts'
import type { Form } from './form.ts'
import { createHelp, type Help } from './help/help.ts'
import { begin, type Life } from './life.ts'
import { type Memory, openMemory } from './memory.ts'
import type { Files } from './screens/files/attachments.tsx'
import type { OffersStrings } from './screens/offers/el.ts'
import type { UnhelpedStrings } from './screens/unhelped/el.ts'
import type { ChatStrings } from './screens/conversation/el.ts'
import type { Strings as Words } from './screens/home/el.ts'
import type { Refusals } from './screens/form/el.ts'
import type { ContactStrings } from './screens/contact/el.ts'
import type { FilesStrings } from './screens/files/el.ts'
import type { MenuStrings } from './screens/menu/el.ts'
import type { ProblemStrings } from './screens/problem/el.ts'
import type { RatingStrings } from './screens/rating/el.ts'
import type { RefusedStrings } from './screens/refused/el.ts'
import type { RequestsStrings } from './screens/requests/el.ts'
import type { ToldStrings } from './screens/told/el.ts'
import type { TicketStrings } from './screens/ticket/el.ts'

/** The words of what is loaded later, each once it is there. */
interface LaterWords {
  contact: ContactStrings
  files: FilesStrings
  menu: MenuStrings
  offers: OffersStrings
  problem: ProblemStrings
  rating: RatingStrings
  refused: RefusedStrings
  requests: RequestsStrings
  ticket: TicketStrings
  told: ToldStrings
  unhelped: UnhelpedStrings
}
/** Whatever has words of its own. */
export type Part = keyof LaterWords | 'home' | 'conversation' | 'form'
export type PartWords = Partial<Record<Part, object>>
/** In the locale that is shown. */
export type Strings = Words & Partial<Refusals> & { own: Partial<LaterWords> }

export type Screen =
  | { name: 'home' }
  | { name: 'topic'; id: string }
  /** With the heading that it is opened at. */
  | { name: 'article'; id: string; part?: string | undefined }
  /** With a conversation, the form turns it into a ticket. */
  | { name: 'form'; conversation?: string | undefined }
  | { name: 'ticket'; ticket: Ticket }
  | { name: 'conversation' }
  | { name: 'contact' }
  | { name: 'problem' }
  | { name: 'requests' }

/** One place on the path: what its screen is known by, and what its fields' ids begin with. */
export const keyOf = (screen: Screen): string =>
  `${screen.name}-${('id' in screen && screen.id) || ('conversation' in screen && screen.conversation) || ''}`

/** What the loader gives. */
export interface Mounting extends Options {
  root: ShadowRoot
  button: HTMLButtonElement
  /** The page's language, or the browser's. */
  language: string
  /** How far the launcher is from its side and from below, px. */
  x: number
  y: number
  server: string
}

/** Parts of screens that come later than these. */
export interface Pieces {
  /** What leads to the conversation that goes on. */
  ongoing: ComponentType<PanelProps>
  /** What else can be done with it. */
  menu: ComponentType<MenuProps>
  /** What is offered while somebody writes. */
  offers: ComponentType<OffersProps>
  unhelped: ComponentType<UnhelpedProps>
}

/** What the panel knows. */
export interface State extends ReturnType<typeof createEvents> {
  /** What the page says of us, and where we are in it. */
  options: Mounting
  site: string
  server: string
  /** The panel's; it ends when the page takes us away. */
  life: Life
  /** Of the visitor: who is forgotten leaves nothing that runs, or comes. */
  visit: Signal<Life>
  help: Help
  memory: Memory
  /** The path that the visitor has gone; the last is what they see. */
  screens: Signal<Screen[]>
  isOpen: Signal<boolean>
  /** Whether a phone's keyboard covers much of the screen. */
  isShort: Signal<boolean>
  /** In the locale that is shown, of all parts that are there; null before the first. */
  strings: Signal<Strings | null>
  /** The conversation, with the line to the server; its chunk comes when it is wanted. */
  chat: Signal<Chat | null>
  /** What has a chunk of its own, once it is there. */
  more: Signal<Partial<Record<Screen['name'], ScreenOfItsOwn> & Pieces>>
  /** What attaches and draws files, once it is there. */
  files: Signal<Files | null>
  /** What the visitor has begun to write to a person. */
  draft: Signal<string>
  /** What has begun to be filled in of a form, besides; by the field's name. */
  typed: Signal<Record<string, string>>
}

/** What comes later than the panel; it is asked for until it is there. */
export interface Loading {
  /** Loads until it is there. @param failed called each time that it is not */
  insist: <T>(load: () => Promise<T>, failed?: () => unknown) => Promise<T>
  /** Loads a chunk until it is there, with its words. @param failed called each time that it is not */
  bring: <T extends { words: PartWords }>(load: () => Promise<T>, failed?: () => unknown) => Promise<T>
  /** Takes a style sheet. */
  adopt: (css: string) => void
  /** Makes words known in the locale that is shown. @param own those that came with a part, in this build's language */
  speak: (own?: PartWords) => Promise<void>
}
/** The chunks by what they are for. */
export interface Chunks {
  /** Resolves once the site has said who is there, and there are words. */
  ready: Promise<void>
  /** Loads the chunk of a screen before it is gone to, or that of a part of one. */
  load: (name: Screen['name'] | keyof Pieces) => void
  /** Loads what attaches and draws files; it comes in the end: what was picked waits for it. */
  loadFiles: () => Promise<Files>
  /** The same where this browser has files, or has asked for it. */
  keptFiles: () => Promise<Files> | undefined
  upload: Upload
  /** Loads the conversation and connects. */
  resume: () => Promise<void>
}
/** What is written. */
export interface Writing {
  form: Form
  /** Keeps the draft. */
  write: (text: string) => void
  /** Keeps a field as it is typed. */
  fill: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement }) => void
}
/** Where the visitor goes. */
export interface Moving {
  go: (screen: Screen) => void
  back: () => void
  show: () => void
  close: () => void
  /** To a person: the chat when one is there, the form when not. */
  ask: (text?: string) => void
  speakIn: (locale: string) => Promise<void>
}
export interface PanelState extends State, Loading, Chunks, Writing, Moving {}
export interface PanelProps extends PanelState {
  words: Strings
  /** An instant in the words of a visitor: «αύριο στις 9:00». */
  said: (at: number) => string
}
export type ScreenOfItsOwn = ComponentType<PanelProps & { screen: Screen }>
export type ChatProps = Omit<PanelProps, 'chat' | 'words'> & { chat: Chat; words: Strings & ChatStrings }
/** What every screen gets, the conversation's included. */
export type Shared = Omit<PanelProps, 'chat'>

export interface MenuProps extends ChatProps {
  isClosed: boolean
  /** How the conversation looks, for what is printed. */
  styles: string
  hide: () => void
}
export interface OffersProps extends Shared {
  /** There, or where it will be. */
  chat: PanelProps['chat'] | ChatProps['chat']
}
/** Of the article, and what is called once it is said. */
export interface UnhelpedProps extends PanelProps {
  id: string
  told: () => void
}

export function createState(options: Mounting): State {
  const { site, server, language, locale } = options
  const life = begin()
  const memory = openMemory(site, life)
  const wanted = [memory.setting('locale') ?? '', language, ...(locale ? [] : navigator.languages)]
  return {
    ...createEvents(),
    options,
    site,
    server,
    life,
    memory,
    visit: signal(begin(life)),
    help: createHelp(server, site, wanted, life),
    screens: signal([{ name: 'home' }]),
    isOpen: signal(false),
    isShort: signal(false),
    strings: signal(null),
    chat: signal(null),
    more: signal({}),
    files: signal(null),
    draft: signal(''),
    typed: signal({}),
  }
}
