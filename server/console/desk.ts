// The desk as signals and verbs: who I am, the site's conversations, and the one that is open.

import { computed, effect, signal } from '@preact/signals'
import { limits } from '../limits.ts'
import type { fromAgent, ToAgent } from '../protocol/agent.ts'
import type { Detail, Message, More, QueueAt, Summary } from '../protocol/conversation.ts'
import type { Attachment } from '../protocol/files.ts'
import type { HoursOverride, SiteHours } from '../protocol/hours.ts'
import type { FailedMail } from '../protocol/mail.ts'
import type { Searched } from '../protocol/insight.ts'
import type { PayloadOf } from '../protocol/request.ts'
import type { ConsoleSite, Presence } from '../protocol/staff.ts'
import { changeHands } from './hands.ts'
import { openBox } from '../../widget/box.ts'
import { chime } from '../../widget/chime.ts'
import { deliver } from '../../widget/deliver.ts'
import { fits } from '../../widget/json.ts'
import { begin } from '../../widget/life.ts'
import { openLine } from '../../widget/line.ts'
import { randomId } from '../../widget/memory.ts'
import { upload } from '../../widget/upload.ts'
import type { Rising } from '../../widget/view/Files.tsx'
import { createLists } from './lists.ts'
import { localStorage, sessionStorage } from './storage.ts'
import { words } from './strings.ts'

/** What waits to be acknowledged, in every tab of this agent. */
export interface Unsent {
  id: string
  conversation: string
  /** The agent who did it: another who signs in here sends nothing of theirs. */
  by: string
  act: keyof typeof acts
  text: string
  /** The mail it is about. */
  mail?: number
  /** What goes with it; the server has them already. */
  files?: Attachment[]
  /** Why it was refused; null while it waits. */
  refused: string | null
}
/** What an agent does that waits until it is acknowledged: doing it twice is doing it once. */
const acts = {
  send: ({ conversation, id, text, files }: Unsent) =>
    said('message:send', { conversation, id, text, ...(files && { files: files.map((file) => file.id) }) }),
  note: ({ conversation, id, text }: Unsent) => said('note:add', { conversation, id, text }),
  take: ({ conversation }: Unsent) => said('conversation:take', { conversation }),
  close: ({ conversation }: Unsent) => said('conversation:close', { conversation }),
  critical: ({ conversation }: Unsent) => said('ticket:mark', { conversation, critical: true }),
  ordinary: ({ conversation }: Unsent) => said('ticket:mark', { conversation, critical: false }),
  again: ({ conversation, mail }: Unsent) => said('mail:again', { conversation, mail: mail! }),
  settle: ({ conversation, mail }: Unsent) => said('mail:settle', { conversation, mail: mail! }),
}
/** An event with its payload, as the server wants to be told. */
const said = <E extends keyof typeof fromAgent>(event: E, payload: PayloadOf<typeof fromAgent, E>) => ({
  event,
  payload,
})
const saidOf = (line: Unsent) => acts[line.act](line)
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

const views = ['desk', 'queue', 'mine', 'all', 'tickets', 'failed', 'searches', 'hours'] as const
/** Which conversations the list shows, or which page is in its place. */
export type View = (typeof views)[number]
const isView = (place: string): place is View => (views as readonly string[]).includes(place)
/** What may be the id of a conversation. */
const isId = (place: string) => /^[\w-]{16,40}$/.test(place)

/**
 * Connects as the agent whose cookie the browser has.
 * @param signedOut called when the sign-in is over
 * @param again called when the cookie has become another agent's: nothing of the former one's is shown or sent as theirs
 */
export function openDesk(signedOut: () => void, again: () => void) {
  const life = begin()
  const me = signal<Presence | null>(null)
  const sites = signal<ConsoleSite[]>([])
  const hours = signal<ReadonlyMap<string, SiteHours>>(new Map())
  const isOnline = signal(false)
  const searched = signal<ReadonlyMap<string, { unanswered: Searched[]; asked: Searched[] }>>(new Map())
  /** Whether the server has become too new for this page. */
  const isOld = signal(false)
  /** Since when the mail server takes nothing; null: it does. */
  const mailTrouble = signal<number | null>(null)
  const lists = createLists(() => me.value?.id)
  life.ends(lists.destroy)
  /** Per site, the number of the latest change that is known here. */
  const revisions = new Map<string, number>()
  const view = signal<View>('desk')
  const drafts = signal(JSON.parse(sessionStorage.getItem(draftsKey) ?? '{}') as Record<string, string>)
  /** In which conversations what is written is a note; it has a draft of its own, so that none goes to a visitor. */
  const noting = signal(JSON.parse(sessionStorage.getItem(notingKey) ?? '[]') as string[])
  life.ends(effect(() => sessionStorage.setItem(notingKey, JSON.stringify(noting.value))))
  /** Where a conversation is closed only a note can be written, unless a reply has been begun before. */
  const isNote = (id: string) =>
    noting.value.includes(id) ||
    (opened.value?.id === id && opened.value.state === 'closed' && drafts.value[id] === undefined)
  const draftOf = (id: string) => (isNote(id) ? `${id} note` : id)
  const hasSound = signal(localStorage.getItem('rotame:sound') !== 'off')
  /** The conversation that the address names, whether it is here yet or not. */
  const wanted = signal<string | null>(null)
  /** Whether there is none of that name. */
  const isUnknown = signal(false)
  /** What is known at once; its context follows. */
  const opened = signal<Opening | null>(null)
  const messages = signal<Message[]>([])
  const unsent = signal<Unsent[]>([])
  const rising = signal<Rise[]>([])
  const box = openBox<KeptRise>('rotame:console:files', life)
  const before = JSON.parse(sessionStorage.getItem(risingKey) ?? '[]') as string[]
  const typing = signal<ReadonlyMap<string, number>>(new Map())
  const offset = signal(0)
  const tick = signal(0)
  life.every(1_000, () => tick.value++)
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
  life.on(window, 'storage', ({ key }: StorageEvent) => {
    if (key === unsentKey) show()
  })
  const { socket, ask } = openLine<typeof fromAgent, ToAgent>(life, '/agent', {
    auth: { v: limits.version, presence: localStorage.getItem('rotame:presence') ?? 'present' },
    isUrgent: () => document.visibilityState === 'visible',
    away(refusal) {
      isOnline.value = false
      if (refusal === 'signed-out') signedOut()
      isOld.value = refusal === 'reload'
      return isOld.value
    },
  })

  const put = (summary: Summary) => {
    lists.put(summary)
    if (opened.value?.id !== summary.id || opened.value.revision > summary.revision) return
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
  /** What needs somebody, page by page; what changes meanwhile is asked for after it. */
  const beginSite = async (site: string): Promise<boolean> => {
    let [after, begun] = [0, -1]
    for (;;) {
      const answer = await ask('queue:open', { site, after, first: true })
      if (!answer?.ok) return false
      for (const summary of answer.conversations) put(summary)
      if (begun < 0) begun = answer.revision
      if (!answer.more) break
      after = answer.conversations.at(-1)!.revision
    }
    revisions.set(site, begun)
    return true
  }
  const catchSite = async (site: string): Promise<boolean> => {
    if (!revisions.has(site) && !(await beginSite(site))) return false
    for (;;) {
      const answer = await ask('queue:open', { site, after: revisions.get(site)!, first: false })
      if (!answer?.ok) return false
      for (const summary of answer.conversations) put(summary)
      for (const each of answer.gone) {
        lists.drop(each)
        if (opened.value?.id === each.id && opened.value.revision < each.revision) void follow()
      }
      revisions.set(site, answer.revision)
      if (!answer.more) return true
    }
  }
  /** Whether what a beat says has been heard already; then nothing need be asked. */
  const hasHeard = ({ site, revision, changes }: QueueAt): boolean => {
    const known = revisions.get(site) ?? -1
    if (known >= revision) return true
    if (known < changes.after || !lists.has(site, changes.after, revision, changes)) return false
    revisions.set(site, revision)
    return true
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
    const id = wanted.value
    if (!id || isUnknown.value) return
    for (;;) {
      const answer = await ask('conversation:open', { conversation: id, after: last() })
      if (wanted.value !== id) return
      if (!answer?.ok) {
        isUnknown.value = answer?.error === 'unknown-conversation'
        // A lost answer to what is being waited for.
        if (!isUnknown.value && socket.connected) later = life.after(2_000, () => void follow())
        return
      }
      const { conversation, messages: page, more } = answer
      const { value } = opened
      const isOlder = value !== null && value.revision > conversation.revision
      opened.value = isOlder ? { ...conversation, ...value, context: conversation.context } : conversation
      lists.put(conversation)
      for (const note of conversation.notes) arrived(note.id)
      for (const message of page) add(message)
      if (!more) return read()
    }
  }
  let later: (() => void) | undefined
  const read = () => {
    const { value } = opened
    if (value && value.readByAgent < last() && document.visibilityState === 'visible')
      void ask('conversation:read', { conversation: value.id, seq: last() })
  }
  /** Shows a conversation at once, and what was said in it as soon as the server answers; null: none. */
  const turnTo = (id: string | null) => {
    if (wanted.value === id) return
    later?.()
    wanted.value = id
    messages.value = []
    opened.value = (id && lists.get(id)) || null
    isUnknown.value = id !== null && !isId(id)
    if (socket.connected) void follow()
  }
  /** Goes where the page's address says: to a view, or to a conversation. */
  const arrive = () => {
    const place = location.hash.slice(1)
    if (place === '' || isView(place)) {
      view.value = place || 'desk'
      return turnTo(null)
    }
    if (view.value === 'searches' || view.value === 'hours') view.value = 'desk'
    turnTo(place)
  }
  /** Goes elsewhere, so that Back comes back. @param isOverList whether that is the list without a conversation */
  const go = (place: string, isOverList = false) => {
    const { pathname, search, hash } = location
    const next = place && `#${place}`
    if (hash !== next) history.pushState({ isOverList }, '', next || pathname + search)
    arrive()
  }
  const leave = () => {
    const { isOverList } = (history.state ?? {}) as { isOverList?: boolean }
    if (wanted.value === null) return
    if (!isOverList) return go(view.value === 'desk' ? '' : view.value)
    turnTo(null)
    history.back()
  }
  life.on(window, 'popstate', arrive)
  let reports = 0
  /** Writes an error into the server's log: its kind and place, not its words, which may be a visitor's. */
  const report = (pane: string, error: unknown) => {
    const { name = 'Error', stack = '' } = error instanceof Error ? error : {}
    // One that comes again and again is known.
    if (reports++ >= 20) return
    const frames = stack.split('\n').filter((line) => /^\s+at |@/.test(line))
    void ask('fault:report', { pane, kind: name.slice(0, 80), stack: frames.join('\n').slice(0, 4_000) })
  }
  life.on(window, 'error', ({ error }: ErrorEvent) => report('page', error))
  life.on(window, 'unhandledrejection', ({ reason }: PromiseRejectionEvent) => report('page', reason))
  /** Does what waits, in order; what is not acknowledged stays, under the id it has. */
  const { flush, next } = deliver<Unsent, { message?: Message; conversation?: Summary }>({
    life,
    socket,
    waiting: () => unsent.value.filter(({ refused }) => !refused),
    idOf: ({ id }) => id,
    async send(line) {
      const { event, payload } = saidOf(line)
      return ask(event, payload)
    },
    async settle({ id, act, conversation }, answer) {
      const isOpened = opened.value?.id === conversation
      if (answer.ok && answer.conversation) put(answer.conversation)
      if (answer.ok && isOpened && answer.message) add(answer.message)
      if (answer.ok && isOpened && act === 'note') await follow()
      const isWritten = act === 'send' || act === 'note'
      // Taking what somebody else has taken, or closing what is closed, is settled: the list says how it is.
      if (answer.ok || (!isWritten && answer.error !== 'failed')) drop(id)
      else keep((lines) => lines.map((line) => (line.id === id ? { ...line, refused: answer.error } : line)))
    },
  })
  const does = (act: Unsent['act'], what: Partial<Pick<Unsent, 'text' | 'files' | 'mail'>> = {}) => {
    const { id: conversation } = opened.value!
    const line: Unsent = { id: randomId(), conversation, by: me.value!.id, act, text: '', ...what, refused: null }
    // What the server would never read is not sent: it would end the line, and everything behind it would wait.
    if (line.text.length > limits.text || !fits(saidOf(line).payload)) line.refused = 'too-long'
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
      await life.pause(3_000)
    }
  }
  life.ends(() => {
    for (const { ends } of rising.value) ends.abort()
  })
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
    const kept = (await life.still(box.all())).toSorted((a, b) => a.at - b.at)
    for (const each of kept) {
      if (each.by !== me.value?.id || Date.now() - each.at > day) void box.remove(each.id)
      else if (before.includes(each.id)) {
        const made = riseOf(each)
        rising.value = [...rising.value, made]
        void sendUp(made)
      }
    }
    // From now on this tab's are those that are there.
    life.ends(effect(() => sessionStorage.setItem(risingKey, JSON.stringify(rising.value.map(({ id }) => id)))))
  }
  let restored: Promise<void> | undefined
  const maxSize = () => sites.value.find(({ id }) => id === opened.value?.site)?.files?.maxSize ?? 0
  /** A page that slept may hold a dead socket, and has heard nothing. */
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    if (!socket.connected) socket.disconnect().connect()
    else {
      void follow().then(flush)
      void catchUp()
    }
  }
  life.on(document, 'visibilitychange', wake)
  life.on(window, 'online', wake)

  socket.on('signed-out', signedOut)
  socket.on('welcome', (fact) => {
    const { id } = fact.me
    if (changeHands(id) || (me.value && me.value.id !== id)) return again()
    me.value = fact.me
    sites.value = fact.sites
    offset.value = fact.now - Date.now()
    isOnline.value = true
    show()
    void (restored ??= restore())
    void follow().then(flush)
    void catchUp()
  })
  const learn = (told: SiteHours) => {
    hours.value = new Map(hours.value).set(told.site, told)
  }
  socket.on('hours', learn)
  socket.on('mail:trouble', (fact) => (mailTrouble.value = fact.since))
  socket.on('conversation:changed', put)
  /** Who has missed a line of what a visitor has added asks. */
  const count = ({ conversation: id, message, revision, before }: More) => {
    const { seq, author, text, files = [], at } = message
    const known = lists.get(id)
    if (known && seq <= known.lastSeq) return
    if (known?.lastSeq !== seq - 1 || known.revision !== before) return void catchUp()
    put({
      ...known,
      revision,
      lastSeq: seq,
      readByVisitor: seq,
      unread: known.unread + 1,
      last: { author, text: text || files.map(({ name }) => name).join(', '), at },
    })
  }
  socket.on('message:more', (facts) => {
    for (const fact of facts) {
      // Heard first: what is on the screen needs no asking.
      hear(fact)
      count(fact)
    }
  })
  const hear = (fact: { conversation: string; message: Message }) => {
    if (fact.conversation === opened.value?.id) add(fact.message)
    if (fact.message.author !== 'visitor') return
    typing.value = new Map([...typing.value].filter(([id]) => id !== fact.conversation))
    const assignee = lists.get(fact.conversation)?.assignee
    const isForMe = !assignee || assignee.id === me.value?.id
    if (hasSound.value && isForMe && me.value?.presence === 'present' && document.visibilityState === 'hidden')
      chime(life)
  }
  socket.on('message:new', hear)
  socket.on('queue:at', (at) => {
    // What was committed just before may still be on its way.
    if (!hasHeard(at)) life.after(1_000, () => hasHeard(at) || void catchUp())
  })
  socket.on('typing', (fact) => {
    if (fact.by) return
    const others = [...typing.value].filter(([id]) => id !== fact.conversation)
    typing.value = new Map(fact.on ? [...others, [fact.conversation, now() + limits.typing]] : others)
  })
  /** Says it until it was heard; a new line says it by itself. */
  const tellPresence = async () => {
    const { auth } = socket as unknown as { auth: Pick<Presence, 'presence'> }
    const { presence } = auth
    const answer = await ask('presence:set', { presence })
    if (!answer?.ok && socket.connected && auth.presence === presence) life.after(2_000, () => void tellPresence())
  }
  socket.on('presence', (team) => {
    const mine = team.find(({ id }) => id === me.value?.id)
    if (mine) me.value = mine
  })

  const { queue, mine, others, tickets, failed } = lists
  const unreadCount = computed(() => [...queue.value, ...mine.value].filter(({ unread }) => unread > 0).length)
  life.ends(
    effect(() => {
      document.title = `${unreadCount.value > 0 ? `(${unreadCount.value}) ` : ''}Rotame`
    }),
  )
  // Who has signed out has nothing that waits.
  life.ends(() => (document.title = 'Rotame'))
  arrive()
  return {
    me,
    isOnline,
    isOld,
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
    others,
    tickets,
    failed,
    wanted,
    isUnknown,
    isTyping: (id: string) => (tick.value, (typing.value.get(id) ?? 0) > now()),
    open: (id: string): void => go(id, wanted.value === null),
    choose: (chosen: View): void => go(chosen === 'desk' ? '' : chosen),
    leave,
    /** Sends a reply with what is attached to it. */
    send(text: string): void {
      const files = rising.value.filter(({ conversation, part }) => conversation === opened.value!.id && part === 1)
      const attached = files.map(({ id, name, type, size, url }) => ({ id, name, type, size, url }))
      does('send', { text, ...(attached.length > 0 && { files: attached }) })
      rising.value = rising.value.filter((each) => !files.includes(each))
      for (const { id } of files) void box.remove(id)
    },
    /** Writes for the team alone. */
    note: (text: string): void => does('note', { text }),
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
      const answer = await ask('conversation:open', { conversation: opened.value!.id, after: seq - 1 })
      const fresh = answer?.ok ? answer.messages.find((message) => message.seq === seq) : undefined
      if (fresh) messages.value = messages.value.map((message) => (message.seq === seq ? fresh : message))
      return fresh?.files?.find(({ id }) => id === file)?.url ?? ''
    },
    isNoting: (): boolean => isNote(opened.value!.id),
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
      if (line.act !== 'send' && line.act !== 'note') return drop(id)
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
    /** Makes a note of a reply that can no longer be sent. */
    toNote(): void {
      const reply = this.begun()
      this.draft('')
      this.setNoting(true)
      this.draft([this.begun(), reply].filter(Boolean).join('\n\n'))
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
      const answer = await ask('ticket:find', { text })
      if (!answer?.ok) return answer?.error ?? 'failed'
      put(answer.conversation)
      go(answer.conversation.id, wanted.value === null)
      return null
    },
    /** Changes a site's hours for now. @returns why it could not, or null */
    async override(asked: HoursOverride): Promise<string | null> {
      const answer = await ask('hours:override', asked)
      if (!answer?.ok) return answer?.error ?? 'failed'
      learn(answer.hours)
      return null
    },
    /** What people did not find, of each site and language as it was last told. */
    searched,
    async askSearches(site: string, locale: string): Promise<void> {
      const answer = await ask('searches:open', { site, locale })
      if (answer?.ok) searched.value = new Map(searched.value).set(`${site} ${locale}`, answer)
    },
    /** Makes a ticket critical, or an ordinary one again. */
    mark: (critical: boolean): void => does(critical ? 'critical' : 'ordinary'),
    /** The mails of a conversation that did not arrive; null when the server does not say. */
    async failedMailsOf(conversation: string): Promise<FailedMail[] | null> {
      const answer = await ask('mail:failed', { conversation })
      return answer?.ok ? answer.mails : null
    },
    /** Sends a mail that failed again, or says that it needs nothing more; the list hears of it like any change. */
    changeMail: (how: 'again' | 'settle', mail: number): void => does(how, { mail }),
    take: (): void => does('take'),
    close: (): void => does('close'),
    read,
    /** Without a line it is not kept for later: the client holds even what is volatile until it is back. */
    types(on: boolean): void {
      if (socket.connected) socket.volatile.emit('typing', { conversation: opened.value!.id, on })
    },
    be(presence: Presence['presence']): void {
      localStorage.setItem('rotame:presence', presence)
      socket.auth = { v: limits.version, presence }
      void tellPresence()
    },
    report,
    destroy: life.end,
  }
}
