// What the panel knows and does, in one object: its signals, and the verbs that change them.

import type { Signal } from '@preact/signals-core'
import type { ComponentType } from 'preact'
import type { Ticket } from '../server/protocol/ticket.ts'
import type { Files } from './screens/files/attachments.tsx'
import type { Chat } from './chat/chat.ts'
import type { Form } from './form.ts'
import type { Help } from './help/help.ts'
import type { Life } from './life.ts'
import type { Memory } from './memory.ts'
import type { ChatStrings } from './screens/conversation/el.ts'
import type { Strings as Words } from './screens/home/el.ts'
import type { Refusals } from './screens/form/el.ts'
import type { ContactStrings } from './screens/contact/el.ts'
import type { FilesStrings } from './screens/files/el.ts'
import type { MenuStrings } from './screens/menu/el.ts'
import type { ProblemStrings } from './screens/problem/el.ts'
import type { RefusedStrings } from './screens/refused/el.ts'
import type { TicketStrings } from './screens/ticket/el.ts'

/** The words of what is loaded later, each once it is there. */
interface LaterWords {
  contact: ContactStrings
  files: FilesStrings
  menu: MenuStrings
  problem: ProblemStrings
  refused: RefusedStrings
  ticket: TicketStrings
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

/** One place on the path: what its screen is known by, and what its fields' ids begin with. */
export const keyOf = (screen: Screen): string =>
  `${screen.name}-${('id' in screen && screen.id) || ('conversation' in screen && screen.conversation) || ''}`

export interface PanelState {
  life: Life
  server: string
  help: Help
  memory: Memory
  form: Form
  screens: Signal<Screen[]>
  isOpen: Signal<boolean>
  /** Whether a phone's keyboard covers much of the screen. */
  isShort: Signal<boolean>
  strings: Signal<Strings | null>
  conversation: Signal<ComponentType<ChatProps> | null>
  chat: Signal<Chat | null>
  /** The screens of chunks of their own, once they are there. */
  more: Signal<Partial<Record<Screen['name'], ScreenOfItsOwn>>>
  files: Signal<Files | null>
  /** Loads what attaches and draws files. */
  loadFiles: () => Promise<Files>
  /** Loads the chunk of a screen before it is gone to. */
  load: (name: Screen['name']) => void
  /** What the visitor has begun to write to a person. */
  draft: Signal<string>
  write: (text: string) => void
  /** What has begun to be filled in of a form, besides; by the field's name. */
  typed: Signal<Record<string, string>>
  /** Keeps a field as it is typed. */
  fill: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement }) => void
  go: (screen: Screen) => void
  back: () => void
  close: () => void
  ask: (text?: string) => void
  /** Loads the conversation and connects. */
  resume: () => Promise<void>
  speakIn: (locale: string) => Promise<void>
  /** Makes words known in the locale that is shown. @param own those that came with a part, in this build's language */
  speak: (own: PartWords) => Promise<void>
}
export interface PanelProps extends PanelState {
  words: Strings
  /** An instant in the words of a visitor: «αύριο στις 9:00». */
  said: (at: number) => string
}
export type ScreenOfItsOwn = ComponentType<PanelProps & { screen: Screen }>
export type ChatProps = Omit<PanelProps, 'chat' | 'words'> & { chat: Chat; words: Strings & ChatStrings }
/** What every screen gets, the conversation's included. */
export type Shared = Omit<PanelProps, 'chat'>
