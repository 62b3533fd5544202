// All that an agent's console knows and does, each part in its own file, for as long as they are signed in.

import { effect, untracked } from '@preact/signals'
import { openFileStorage } from '../../widget/files/storage.ts'
import { isThere, upload } from '../../widget/files/upload.ts'
import type { Life } from '../../widget/life.ts'
import { Doing } from './acts/doing.ts'
import { type Clock, createClock } from './clock.ts'
import { Hours } from './hours/state.ts'
import { type AgentsFile, type Attachments, createAttachments } from './inbox/attachments.ts'
import { Attention } from './inbox/attention.ts'
import { Drafts } from './inbox/drafts.ts'
import { List } from './inbox/list.ts'
import { isInbox } from './inbox/lists.ts'
import { Opened } from './inbox/opened.ts'
import { Outbox } from './inbox/outbox.ts'
import { Past } from './inbox/past.ts'
import { Typing } from './inbox/typing.ts'
import { Walk } from './inbox/walk.ts'
import { Writing } from './inbox/writing.ts'
import type { Line } from './line.ts'
import { Routes } from './routes.ts'
import { Agent } from './shell/agent.ts'
import { createFaults, type Faults } from './shell/faults.ts'
import type { ConsoleStorage } from './storage.ts'

interface Wishes {
  /** With it ends all that the desk has begun. */
  line: Line
  storage: ConsoleStorage
  /** Of the pages that there are. */
  routes: readonly string[]
  /** The browser's window. */
  place: Window
  /** Called when the cookie has become another agent's. */
  again: () => void
}

export interface Desk {
  line: Line
  /** Where it is drawn. */
  place: Window
  clock: Clock
  agent: Agent
  routes: Routes
  list: List
  /** What is closed. */
  past: { done: Past; spam: Past }
  opened: Opened
  outbox: Outbox
  doing: Doing
  walk: Walk
  drafts: Drafts
  attachments: Attachments
  writing: Writing
  typing: Typing
  attention: Attention
  hours: Hours
  faults: Faults
  /** What a page keeps for itself from when it is first opened until the agent signs out. */
  own: <Part>(make: (desk: Desk) => Part) => Part
  destroy: () => void
}

export function openDesk({ line, storage, routes: known, place, again }: Wishes): Desk {
  const { life } = line
  const isSeen = () => place.document.visibilityState === 'visible'
  const clock = createClock(line)
  const agent = new Agent({ line, storage, again })
  const routes = new Routes(life, known, place)
  const outbox = new Outbox({ line, storage, me: agent.me })
  const list = new List({ line, agent, drawn: outbox.drawn })
  const pastOf = (isSpam: boolean) => new Past({ line, list, agent, drawn: outbox.drawn, isSpam })
  // What a viewer reads is unread for those who answer.
  const opened = new Opened({ line, list, outbox, isSeen: () => isSeen() && agent.mayAct() })
  const drafts = new Drafts({ life, storage, me: agent.me, mayAct: () => agent.mayAct() })
  const files = openFileStorage<AgentsFile>('rotame:console:files', life)
  const attachments = createAttachments({ line, storage, files, agent, upload, isThere })
  const acting = {
    me: agent.me,
    teams: agent.teams,
    mayAct: () => agent.mayAct(),
    said: (id: string) => opened.said(id),
  }
  const doing = new Doing({ line, clock, list, outbox, storage, ...acting })
  // Nothing waits for it, and it is there once somebody is called.
  const sound = import('../../widget/chime.ts').catch(() => null)
  const chime = (life: Life) => void life.still(sound).then((loaded) => loaded?.chime(life))
  const entitle = (title: string) => void (place.document.title = title)
  const parts = new Map<unknown, unknown>()
  const follow = () => {
    const { page, id } = routes.at.value
    untracked(() => opened.turnTo(isInbox(page) ? id : null))
  }
  life.ends(effect(follow))
  const desk: Desk = {
    line,
    place,
    clock,
    agent,
    routes,
    list,
    past: { done: pastOf(false), spam: pastOf(true) },
    opened,
    outbox,
    doing,
    walk: new Walk(),
    drafts,
    attachments,
    writing: new Writing({ line, drafts, attachments, outbox, opened, doing }),
    typing: new Typing({ line, clock }),
    attention: new Attention({ line, clock, storage, agent, list, page: { isSeen, chime, entitle } }),
    hours: new Hours(line),
    faults: createFaults(line, place),
    own<Part>(make: (desk: Desk) => Part) {
      if (!parts.has(make)) parts.set(make, make(desk))
      return parts.get(make) as Part
    },
    destroy: life.end,
  }
  wake(desk, isSeen)
  return desk
}

/** A page that slept may hold a dead socket, and has heard nothing. */
function wake({ line, place, list, opened, outbox }: Desk, isSeen: () => boolean): void {
  const look = () => {
    if (!isSeen()) return
    if (!line.socket.connected) return line.reconnect()
    void opened.follow().then(outbox.flush)
    void list.catchUp()
  }
  line.life.on(place.document, 'visibilitychange', look)
  line.life.on(place, 'online', look)
}
