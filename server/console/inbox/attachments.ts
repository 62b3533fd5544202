// Files attached to replies that are being written: sent up at once, and kept through a reload until they are sent.

import type { ReadonlySignal } from '@preact/signals'
import type { Summary } from '../../protocol/conversation.ts'
import type { Attachment } from '../../protocol/files.ts'
import type { Presence } from '../../protocol/staff.ts'
import { type Attached, attachedTo, createList, refusalOf } from '../../../widget/files/list.ts'
import type { FileStorage } from '../../../widget/files/storage.ts'
import type { isThere, upload } from '../../../widget/files/upload.ts'
import { begin } from '../../../widget/life.ts'
import type { Line } from '../line.ts'
import { type ConsoleStorage, readJson } from '../storage.ts'
import { giveToWriter } from './drafts.ts'

/** An agent's file, attached to the reply in the conversation that is its place; the tab knows which are its own. */
export interface AgentsFile extends Attached {
  site: string
  by: string
}
/** As consoles of before have kept one; `stored` was sent with a reply that came back. */
type Before = Pick<AgentsFile, 'id' | 'site' | 'by' | 'at'> & { conversation: string; file: File; stored?: Attachment }

interface AttachmentsParts {
  line: Line
  storage: ConsoleStorage
  /** Where files are kept through a reload. */
  files: Pick<FileStorage<AgentsFile>, 'all' | 'put' | 'remove'>
  agent: {
    me: ReadonlySignal<Presence | null>
    site: (id: string) => { files: { maxSize: number } | null } | undefined
  }
  upload: typeof upload
  isThere: typeof isThere
}

const nowOf = (kept: AgentsFile | Before): AgentsFile => {
  if (!('file' in kept)) return kept
  const { conversation, file, stored, ...others } = kept
  return { ...attachedTo(conversation, file.name, file), ...others, ...(stored && { ...stored, part: 1 }) }
}

const storedOf = ({ id, name, type, size, url }: AgentsFile): Attachment => ({ id, name, type, size, url })

const key = 'rotame:rising'
/** ms after which a file that was never sent is forgotten, as the server does. */
const forgotten = 86_400_000

export type Attachments = ReturnType<typeof createAttachments>

export function createAttachments({ line, storage: { tab }, files, agent, upload, isThere }: AttachmentsParts) {
  const life = begin(line.life)
  const by = () => agent.me.value!.id
  const keyOf = () => `${key}:${by()}`
  let restoring: Promise<void> | undefined
  let isRestored = false
  const list = createList<AgentsFile>({
    life,
    storage: files,
    async send({ id, site, name, blob }, told, ends) {
      const answer = await upload(`/files/${site}/${id}`, name, blob, {}, told, ends)
      if (answer?.ok === false && answer.error === 'signed-out') line.signedOut()
      return answer
    },
    isThere: ({ site }, ends) => isThere('', site, ends),
    changed(all) {
      // Before what was there is attached again, this tab's are not known.
      if (isRestored) tab.setItem(keyOf(), JSON.stringify(all.map(({ id }) => id)))
    },
  })
  const of = (conversation: string): AgentsFile[] => list.all.value.filter(({ place }) => place === conversation)
  /** Attaches again what this tab had attached before it was reloaded. */
  const restore = async (): Promise<void> => {
    const me = by()
    giveToWriter(tab, key, me)
    const mine = readJson<string[]>(tab, keyOf(), [])
    const kept = await life.still<(AgentsFile | Before)[]>(files.all())
    isRestored = true
    const isGone = ({ by, at }: AgentsFile | Before) => by !== me || Date.now() - at > forgotten
    for (const file of kept) if (isGone(file)) void files.remove(file.id)
    list.restore(kept.filter((file) => !isGone(file) && mine.includes(file.id)).map(nowOf))
  }
  life.ends(line.on('welcome', () => void (restoring ??= restore())))
  /** Bytes of one file; 0: nothing may be attached. */
  const maxSize = (site: string): number => agent.site(site)?.files?.maxSize ?? 0
  return {
    destroy: life.end,
    ...list,
    of,
    maxSize,
    add({ id, site }: Pick<Summary, 'id' | 'site'>, picked: Iterable<File>): void {
      const most = maxSize(site)
      for (const file of most > 0 ? picked : [])
        void list.add({ ...attachedTo(id, file.name, file), refused: refusalOf(file, of(id), most), site, by: by() })
    },
    /** Takes what the server has of a conversation's, to be sent with a reply. */
    take(conversation: string): Attachment[] {
      const ready = of(conversation).filter(({ part }) => part === 1)
      void list.remove(...ready.map(({ id }) => id))
      return ready.map(storedOf)
    },
    /** Attaches once more what came back with a reply; the server has it. */
    putBack({ id, site }: Pick<Summary, 'id' | 'site'>, stored: readonly Attachment[]): void {
      for (const file of stored)
        void list.add({ ...attachedTo(id, file.name, new Blob()), ...file, part: 1, site, by: by() })
    },
  }
}
