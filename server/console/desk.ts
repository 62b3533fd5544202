// The desk as signals and verbs: who I am, the site's conversations, and the one that is open.

import { computed, effect, signal } from '@preact/signals'
import { limits } from '../limits.ts'
import type {
  Answer,
  Attachment,
  ConsoleSite,
  Detail,
  Face,
  FailedMail,
  HoursOverride,
  Message,
  More,
  Opened,
  Presence,
  Searched,
  SiteHours,
  Summary,
} from '../protocol.ts'
import { forever } from '../../widget/hours.ts'
import { openBox } from '../../widget/box.ts'
import { chime } from '../../widget/chime.ts'
import { deliver } from '../../widget/deliver.ts'
import { fits } from '../../widget/json.ts'
import { openLine } from '../../widget/line.ts'
import { randomId } from '../../widget/memory.ts'
import { upload } from '../../widget/upload.ts'
import type { Rising } from '../../widget/view/Files.tsx'
import { words } from './strings.ts'

/** What waits to be acknowledged, in every tab of this agent. */
export interface Unsent {
  id: string
  conversation: string
  /** The agent who did it: another who signs in here sends nothing of theirs. */
  by: string
  act: 'send' | 'note' | 'take' | 'close'
  text: string
  /** What goes with it; the server has them already. */
  files?: Attachment[]
  /** Why it was refused; null while it waits. */
  refused: string | null
}
export type Desk = ReturnType<typeof openDesk>

/** A file attached to a reply that is being written. */
export interface Rise extends Rising {
  site: string
  conversation: string
  file: File
  ends: AbortController
}

type Picked = Pick<Rise, 'id' | 'site' | 'conversation' | 'file'>
/** As it is kept through a reload; the tab knows which are its own, as it does of drafts. */
interface KeptRise extends Picked {
  by: string
  at: number
}

const unsentKey = 'rotame:unsent'
const draftsKey = 'rotame:drafts'
const notingKey = 'rotame:noting'
const risingKey = 'rotame:rising'
const day = 86_400_000

/** An open conversation, whose context and notes may still be on their way. */
export type Opening = Summary & Partial<Pick<Detail, 'context' | 'notes'>>

/** Which conversations the list shows. */
export type View = 'desk' | 'queue' | 'mine' | 'all' | 'tickets' | 'failed' | 'searches' | 'hours'

/** Connects as the agent whose cookie the browser has. */
export function openDesk(signedOut: () => void) {
  const me = signal<Presence | null>(null)
  const sites = signal<ConsoleSite[]>([])
  const hours = signal<ReadonlyMap<string, SiteHours>>(new Map())
  const isOnline = signal(false)
  /** Since when the mail server takes nothing; null: it does. */
  const mailTrouble = signal<number | null>(null)
  const summaries = signal<ReadonlyMap<string, Summary>>(new Map())
  /** Per site, the number of the latest change that is known here. */
  const revisions = new Map<string, number>()
  const view = signal<View>('desk')
  const drafts = signal(JSON.parse(sessionStorage.getItem(draftsKey) ?? '{}') as Record<string, string>)
  /** In which conversations what is written is a note; it has a draft of its own, so that none goes to a visitor. */
  const noting = signal(JSON.parse(sessionStorage.getItem(notingKey) ?? '[]') as string[])
  effect(() => sessionStorage.setItem(notingKey, JSON.stringify(noting.value)))
  const draftOf = (id: string) => (noting.value.includes(id) ? `${id} note` : id)
  const hasSound = signal(localStorage.getItem('rotame:sound') !== 'off')
  /** What is known at once; its context follows. */
  const opened = signal<Opening | null>(null)
  const messages = signal<Message[]>([])
  const unsent = signal<Unsent[]>([])
  const rising = signal<Rise[]>([])
  const box = openBox<KeptRise>('rotame:console:files')
  const before = JSON.parse(sessionStorage.getItem(risingKey) ?? '[]') as string[]
  const typing = signal<ReadonlyMap<string, number>>(new Map())
  const offset = signal(0)
  const tick = signal(0)
  setInterval(() => tick.value++, 1_000)
  const now = () => Date.now() + offset.value

  const stored = () => JSON.parse(localStorage.getItem(unsentKey) ?? '[]') as Unsent[]
  const show = () => {
    unsent.value = stored().filter(({ by }) => by === me.value?.id)
  }
  /** Changes what waits, from what every tab has put there. */
  const keep = (change: (lines: Unsent[]) => Unsent[]) => {
    localStorage.setItem(unsentKey, JSON.stringify(change(stored())))
    show()
  }
  const drop = (id: string) => keep((lines) => lines.filter((line) => line.id !== id))
  /** What is seen to be stored waits no longer. */
  const arrived = (id: string) => {
    if (unsent.value.some((line) => line.id === id)) drop(id)
  }
  const onStorage = ({ key }: StorageEvent) => {
    if (key === unsentKey) show()
  }
  addEventListener('storage', onStorage)
  const socket = openLine('/agent', { auth: { v: 1, presence: localStorage.getItem('rotame:presence') ?? 'present' } })
  const ask = async <T extends object>(event: string, payload: object): Promise<Answer<T>> =>
    (await socket
      .timeout(limits.ackTimeout)
      .emitWithAck(event, payload)
      .catch(() => ({ ok: false, error: 'failed' }))) as Answer<T>

  const put = (summary: Summary) => {
    const known = summaries.value.get(summary.id)
    if (known && known.revision > summary.revision) return
    summaries.value = new Map(summaries.value).set(summary.id, summary)
    if (opened.value?.id !== summary.id) return
    opened.value = { ...opened.value, ...summary }
    // The last message of all leaves no gap to see, and notes have none.
    if (summary.lastSeq > last() || summary.noteCount > (opened.value.notes?.length ?? 0)) void follow()
  }
  let catching: Promise<void> | null = null
  let isBehind = false
  /** Asks for what has changed, once more if that became known while it was asked. */
  const catchUp = (): Promise<void> => {
    isBehind = true
    return (catching ??= catchAll().finally(() => (catching = null)))
  }
  const catchAll = async () => {
    while (isBehind) {
      isBehind = false
      for (const { id } of sites.value) if (!(await catchSite(id))) return
    }
  }
  const catchSite = async (site: string): Promise<boolean> => {
    for (;;) {
      const asked = { site, after: revisions.get(site) ?? 0 }
      const answer = await ask<{ conversations: Summary[]; revision: number; more: boolean }>('queue:open', asked)
      if (!answer.ok) return false
      for (const summary of answer.conversations) put(summary)
      revisions.set(site, answer.revision)
      if (!answer.more) return true
    }
  }
  const last = () => messages.value.at(-1)?.seq ?? 0
  const add = (message: Message) => {
    arrived(message.id)
    if (message.seq <= last()) return
    if (message.seq > last() + 1) return void follow()
    messages.value = [...messages.value, message]
  }
  /** Asks for what came after the last message of the open conversation. */
  const follow = async () => {
    const id = opened.value?.id
    if (!id) return
    for (;;) {
      const answer = await ask<Opened<Detail>>('conversation:open', { conversation: id, after: last() })
      if (!answer.ok || opened.value?.id !== id) return
      opened.value = answer.conversation
      for (const note of answer.conversation.notes) arrived(note.id)
      for (const message of answer.messages) add(message)
      if (!answer.more) return
    }
  }
  /** Sent away or not let in for now, socket.io does not try again by itself; who is signed out is told so. */
  const comeBack = () => {
    isOnline.value = false
    if (!socket.active) back = setTimeout(() => socket.connect(), 1_000)
  }
  let back: ReturnType<typeof setTimeout> | undefined
  let reports = 0
  /** Writes an error into the server's log: its kind and place, not its words, which may be a visitor's. */
  const report = (pane: string, error: unknown) => {
    const { name = 'Error', stack = '' } = error instanceof Error ? error : {}
    // One that comes again and again is known.
    if (reports++ >= 20) return
    const frames = stack.split('\n').filter((line) => /^\s+at |@/.test(line))
    void ask('fault:report', { pane, kind: name.slice(0, 80), stack: frames.join('\n').slice(0, 4_000) })
  }
  const onError = ({ error }: ErrorEvent) => report('page', error)
  const onRejection = ({ reason }: PromiseRejectionEvent) => report('page', reason)
  addEventListener('error', onError)
  addEventListener('unhandledrejection', onRejection)
  const unsentOf = ({ act, conversation, id, text, files }: Unsent) =>
    act === 'send' || act === 'note'
      ? { conversation, id, text, ...(files && { files: files.map((file) => file.id) }) }
      : { conversation }
  /** Does what waits, in order; what is not acknowledged stays, under the id it has. */
  const { flush, next, stop } = deliver<Unsent>({
    isOnline: () => socket.connected,
    waiting: () => unsent.value.filter(({ refused }) => !refused),
    idOf: ({ id }) => id,
    async send(line) {
      const { act } = line
      const event = act === 'send' ? 'message:send' : act === 'note' ? 'note:add' : `conversation:${act}`
      const answer = await ask<{ message?: Message }>(event, unsentOf(line))
      // Without a line there is no answer, whatever `ask` calls it.
      return !answer.ok && answer.error === 'failed' && !socket.connected ? null : answer
    },
    async settle({ id, act, conversation }, answer) {
      const isOpened = opened.value?.id === conversation
      if (answer.ok && isOpened && 'message' in answer) add(answer.message as Message)
      if (answer.ok && isOpened && act === 'note') await follow()
      const isWritten = act === 'send' || act === 'note'
      // Taking what somebody else has taken, or closing what is closed, is settled: the list says how it is.
      if (answer.ok || (!isWritten && answer.error !== 'failed')) drop(id)
      else keep((lines) => lines.map((line) => (line.id === id ? { ...line, refused: answer.error } : line)))
    },
  })
  const does = (act: Unsent['act'], text = '', files: Attachment[] = []) => {
    const { id: conversation } = opened.value!
    const line: Unsent = {
      id: randomId(),
      conversation,
      by: me.value!.id,
      act,
      text,
      ...(files.length > 0 && { files }),
      refused: null,
    }
    // What the server would never read is not sent: it would end the line, and everything behind it would wait.
    if (text.length > limits.text || !fits(unsentOf(line))) line.refused = 'too-long'
    keep((lines) => [...lines, line])
    void next()
  }
  const rise = (id: string, patch: Partial<Rising>) => {
    rising.value = rising.value.map((each) => (each.id === id ? { ...each, ...patch } : each))
  }
  /** Sends a file up until the server has it or refuses it. */
  const sendUp = async ({ id, site, file, ends }: Rise) => {
    for (;;) {
      const answer = await upload(
        `/files/${site}/${id}`,
        file.name,
        file,
        {},
        (part) => rise(id, { part: Math.min(part, 0.99), isWaiting: false }),
        ends.signal,
      )
      if (ends.signal.aborted) return
      if (answer?.ok) return rise(id, { ...answer.file, part: 1, isWaiting: false })
      if (answer?.error === 'signed-out') signedOut()
      if (answer && answer.error !== 'failed' && answer.error !== 'too-many') return rise(id, { refused: answer.error })
      rise(id, { isWaiting: !answer, part: 0 })
      await new Promise((resolve) => setTimeout(resolve, 3_000))
    }
  }
  const riseOf = ({ id, site, conversation, file }: Picked, refused = ''): Rise => ({
    id,
    site,
    conversation,
    file,
    ends: new AbortController(),
    name: file.name,
    type: file.type,
    size: file.size,
    part: 0,
    url: '',
    refused,
    isWaiting: false,
  })
  /** Attaches again what this tab had attached before it was reloaded. */
  const restore = async () => {
    const kept = (await box.all()).toSorted((a, b) => a.at - b.at)
    for (const each of kept) {
      if (each.by !== me.value?.id || Date.now() - each.at > day) void box.remove(each.id)
      else if (before.includes(each.id)) {
        const made = riseOf(each)
        rising.value = [...rising.value, made]
        void sendUp(made)
      }
    }
    // From now on this tab's are those that are there.
    effect(() => sessionStorage.setItem(risingKey, JSON.stringify(rising.value.map(({ id }) => id))))
  }
  let restored: Promise<void> | undefined
  const maxSize = () => sites.value.find(({ id }) => id === opened.value?.site)?.files?.maxSize ?? 0
  /** A page that slept may hold a dead socket, and has heard nothing. */
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    if (!socket.connected) socket.disconnect().connect()
    else void catchUp().then(follow).then(flush)
  }
  document.addEventListener('visibilitychange', wake)
  addEventListener('online', wake)

  socket.on('connect_error', (error: Error & { data?: { error: string } }) => {
    if (error.data?.error === 'signed-out') signedOut()
    else comeBack()
  })
  socket.on('disconnect', (reason) => {
    // Ended by us.
    if (reason !== 'io client disconnect') comeBack()
  })
  socket.on('welcome', (fact: { me: Presence; sites: ConsoleSite[]; now: number }) => {
    me.value = fact.me
    sites.value = fact.sites
    offset.value = fact.now - Date.now()
    isOnline.value = true
    show()
    void (restored ??= restore())
    void catchUp().then(follow).then(flush)
  })
  const learn = (told: SiteHours) => {
    hours.value = new Map(hours.value).set(told.site, told)
  }
  socket.on('hours', learn)
  socket.on('mail:trouble', (fact: { since: number | null }) => (mailTrouble.value = fact.since))
  socket.on('conversation:changed', put)
  /** Who has missed a line of what a visitor has added asks. */
  const count = (id: string, { seq, author, text, files = [], at }: Message, revision: number) => {
    const known = summaries.value.get(id)
    if (known && seq <= known.lastSeq) return
    if (known?.lastSeq !== seq - 1) return void catchUp()
    put({
      ...known,
      revision,
      lastSeq: seq,
      readByVisitor: seq,
      unread: known.unread + 1,
      last: { author, text: text || files.map(({ name }) => name).join(', '), at },
    })
  }
  socket.on('message:more', (facts: More[]) => {
    for (const fact of facts) {
      // Heard first: what is on the screen needs no asking.
      hear(fact)
      count(fact.conversation, fact.message, fact.revision)
    }
  })
  const hear = (fact: { conversation: string; message: Message }) => {
    if (fact.conversation === opened.value?.id) add(fact.message)
    if (fact.message.author !== 'visitor') return
    typing.value = new Map([...typing.value].filter(([id]) => id !== fact.conversation))
    const assignee = summaries.value.get(fact.conversation)?.assignee
    const isForMe = !assignee || assignee.id === me.value?.id
    if (hasSound.value && isForMe && me.value?.presence === 'present' && document.visibilityState === 'hidden') chime()
  }
  socket.on('message:new', hear)
  socket.on('queue:at', (at: { site: string; revision: number }) => {
    if (at.revision > (revisions.get(at.site) ?? 0)) void catchUp()
  })
  socket.on('typing', (fact: { conversation: string; on: boolean; by?: Face }) => {
    if (fact.by) return
    const others = [...typing.value].filter(([id]) => id !== fact.conversation)
    typing.value = new Map(fact.on ? [...others, [fact.conversation, now() + limits.typing]] : others)
  })
  socket.on('presence', (team: Presence[]) => {
    const mine = team.find(({ id }) => id === me.value?.id)
    if (mine) me.value = mine
  })

  const open = computed(() => [...summaries.value.values()].filter(({ state }) => state === 'open'))
  /** What falls due first; then what waits on the visitor. */
  const byDue = (a: Summary, b: Summary) => (a.dueAt ?? forever) - (b.dueAt ?? forever) || a.startedAt - b.startedAt
  const chats = computed(() => open.value.filter(({ ticket }) => !ticket).toSorted(byDue))
  const queue = computed(() => chats.value.filter(({ assignee }) => !assignee))
  const mine = computed(() => chats.value.filter(({ assignee }) => assignee?.id === me.value?.id))
  effect(() => {
    const count = [...queue.value, ...mine.value].filter(({ unread }) => unread > 0).length
    document.title = `${count > 0 ? `(${count}) ` : ''}Rotame`
  })
  return {
    me,
    isOnline,
    sites,
    hours,
    opened,
    messages,
    unsent,
    tick,
    mailTrouble,
    now,
    view,
    hasSound,
    queue,
    mine,
    others: computed(() => chats.value.filter(({ assignee }) => assignee && assignee.id !== me.value?.id)),
    tickets: computed(() => open.value.filter(({ ticket }) => ticket).toSorted(byDue)),
    /** Conversations, open or not, one of whose mails did not arrive. */
    failed: computed(() => [...summaries.value.values()].filter(({ failedMails }) => failedMails > 0).toSorted(byDue)),
    isTyping: (id: string) => (tick.value, (typing.value.get(id) ?? 0) > now()),
    /** Shows a conversation at once, and what was said in it as soon as the server answers. */
    async open(id: string): Promise<void> {
      const known = summaries.value.get(id)
      if (!known) return
      messages.value = []
      opened.value = known
      await follow()
    },
    leave: (): void => void (opened.value = null),
    /** Sends a reply with what is attached to it. */
    send(text: string): void {
      const files = rising.value.filter(({ conversation, part }) => conversation === opened.value!.id && part === 1)
      does(
        'send',
        text,
        files.map(({ id, name, type, size, url }) => ({ id, name, type, size, url })),
      )
      rising.value = rising.value.filter((each) => !files.includes(each))
      for (const { id } of files) void box.remove(id)
    },
    /** Writes for the team alone. */
    note: (text: string): void => does('note', text),
    rising,
    /** Bytes of one file; 0: nothing may be attached. */
    maxSize,
    /** Attaches files to the reply, which is then what is being written: a note has none. */
    attach(list: Iterable<File>): void {
      const { id: conversation, site } = opened.value!
      const most = maxSize()
      if (most === 0) return
      this.setNoting(false)
      for (const file of list) {
        const count = rising.value.filter((each) => each.conversation === conversation && !each.refused).length
        const refused =
          file.size > most ? 'too-big' : file.size === 0 ? 'empty' : count >= limits.files ? 'too-many-files' : ''
        const made = riseOf({ id: randomId(), site, conversation, file }, refused)
        rising.value = [...rising.value, made]
        if (refused) continue
        void box.put({ id: made.id, site, conversation, file, by: me.value!.id, at: Date.now() })
        void sendUp(made)
      }
    },
    detach(id: string): void {
      rising.value.find((each) => each.id === id)?.ends.abort()
      void box.remove(id)
      rising.value = rising.value.filter((each) => each.id !== id)
    },
    retryFile(id: string): void {
      rise(id, { refused: '', part: 0 })
      const found = rising.value.find((each) => each.id === id)
      if (found) void sendUp(found)
    },
    /** Makes the links of a message anew. @returns the file's */
    async renew(seq: number, file: string): Promise<string> {
      const answer = await ask<Opened<Detail>>('conversation:open', { conversation: opened.value!.id, after: seq - 1 })
      const fresh = answer.ok ? answer.messages.find((message) => message.seq === seq) : undefined
      if (fresh) messages.value = messages.value.map((message) => (message.seq === seq ? fresh : message))
      return fresh?.files?.find(({ id }) => id === file)?.url ?? ''
    },
    isNoting: (): boolean => noting.value.includes(opened.value!.id),
    /** Writes a note from now on, or a reply. */
    setNoting(isNote: boolean): void {
      const { id } = opened.value!
      noting.value = [...noting.value.filter((each) => each !== id), ...(isNote ? [id] : [])]
    },
    /** What has been begun to write in the open conversation, of the kind that is being written. */
    begun: (): string => drafts.value[draftOf(opened.value!.id)] ?? '',
    /** Takes a refused reply or note back into the composer. */
    takeBack(id: string): void {
      const line = unsent.value.find((each) => each.id === id)
      if (!line) return
      if (line.act === 'take' || line.act === 'close') return drop(id)
      const { act, text, files = [], conversation, refused } = line
      // What the server no longer has cannot be sent again from here.
      const back =
        refused === 'unknown-file'
          ? []
          : files.map((file): Rise => ({
              ...file,
              site: opened.value!.site,
              conversation,
              file: new File([], file.name),
              ends: new AbortController(),
              part: 1,
              refused: '',
              isWaiting: false,
            }))
      rising.value = [...rising.value, ...back]
      drop(id)
      this.setNoting(act === 'note')
      // What has been begun since stays too.
      this.draft([text, this.begun()].filter(Boolean).join('\n\n'))
    },
    /** Attaches the text of a reply that is too long to the next one, as a file. */
    sendAsFile(id: string): void {
      const line = unsent.value.find((each) => each.id === id)
      if (!line) return
      drop(id)
      this.attach([new File([line.text], words.textFile, { type: 'text/plain' })])
    },
    /** Keeps what has been begun to write, a conversation each. */
    draft(text: string): void {
      const of = draftOf(opened.value!.id)
      const { [of]: _, ...others } = drafts.value
      drafts.value = text ? { ...others, [of]: text } : others
      sessionStorage.setItem(draftsKey, JSON.stringify(drafts.value))
    },
    ring(isOn: boolean): void {
      hasSound.value = isOn
      localStorage.setItem('rotame:sound', isOn ? 'on' : 'off')
    },
    /** Opens the ticket of a reference. @returns why it could not, or null */
    async find(text: string): Promise<string | null> {
      const answer = await ask<{ conversation: Summary }>('ticket:find', { text })
      if (!answer.ok) return answer.error
      put(answer.conversation)
      messages.value = []
      opened.value = answer.conversation
      await follow()
      return null
    },
    /** Changes a site's hours for now. @returns why it could not, or null */
    async override(asked: HoursOverride): Promise<string | null> {
      const answer = await ask<{ hours: SiteHours }>('hours:override', asked)
      if (!answer.ok) return answer.error
      learn(answer.hours)
      return null
    },
    /** What people did not find; null when the server does not say. */
    async searches(site: string, locale: string) {
      const answer = await ask<{ unanswered: Searched[]; asked: Searched[] }>('searches:open', { site, locale })
      return answer.ok ? answer : null
    },
    /** Makes a ticket critical, or an ordinary one again. */
    async mark(critical: boolean): Promise<void> {
      const answer = await ask<{ conversation: Summary }>('ticket:mark', { conversation: opened.value!.id, critical })
      if (answer.ok) put(answer.conversation)
    },
    async failedMailsOf(conversation: string): Promise<FailedMail[]> {
      const answer = await ask<{ mails: FailedMail[] }>('mail:failed', { conversation })
      return answer.ok ? answer.mails : []
    },
    /** Sends a mail that failed again, or says that it needs nothing more; the list hears of it like any change. */
    changeMail: (how: 'again' | 'settle', conversation: string, mail: number) =>
      ask(`mail:${how}`, { conversation, mail }),
    take: (): void => does('take'),
    close: (): void => does('close'),
    read(): void {
      const { value } = opened
      if (value && value.readByAgent < last() && document.visibilityState === 'visible')
        void ask('conversation:read', { conversation: value.id, seq: last() })
    },
    /** Without a line it is not kept for later: the client holds even what is volatile until it is back. */
    types(on: boolean): void {
      if (socket.connected) socket.volatile.emit('typing', { conversation: opened.value!.id, on })
    },
    be(presence: Presence['presence']): void {
      localStorage.setItem('rotame:presence', presence)
      socket.auth = { v: 1, presence }
      void ask('presence:set', { presence })
    },
    report,
    destroy(): void {
      removeEventListener('error', onError)
      removeEventListener('unhandledrejection', onRejection)
      stop()
      clearTimeout(back)
      removeEventListener('storage', onStorage)
      document.removeEventListener('visibilitychange', wake)
      removeEventListener('online', wake)
      socket.disconnect()
    },
  }
}
