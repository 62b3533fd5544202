// The chunk of files, loaded with the first one that is attached or that a message has.

import { createFiles, type Place } from './files.ts'
import type { Help } from './help.ts'
import type { Memory } from './memory.ts'
import { filesEl, type FilesStrings } from './strings/files.el.ts'
import { filesEn } from './strings/files.en.ts'
import { filePaths } from './view/fileIcons.ts'
import { Drawn, fileStyles, Picked, type FilesShared } from './view/Files.tsx'
import { paths } from './view/Icon.tsx'
import type { Chat, Pending } from './chat.ts'
import type { Message } from '../server/protocol.ts'

Object.assign(paths, filePaths)

const strings: Record<string, FilesStrings> = { el: filesEl, en: filesEn }

export type Files = ReturnType<typeof openFiles>

export interface FilesNeeds {
  server: string
  site: string
  memory: Memory
  help: Help
  adopt: (css: string) => void
}

/** Files, with what draws them. */
export function openFiles({ server, site, memory, help, adopt }: FilesNeeds) {
  adopt(fileStyles)
  const most = () => help.availability.value?.site.files?.maxSize ?? 0
  const files = createFiles({ server, site, memory, most })
  const shared = (): FilesShared => {
    const locale = help.locale.value
    return { files, own: strings[locale.split('-')[0]!] ?? filesEn, server, locale, most: most(), now: help.now }
  }
  return {
    ...files,
    Picked: ({ place = 'conversation' }: { place?: Place }) => <Picked {...shared()} place={place} />,
    Drawn: (props: { message: Message | Pending; chat: Chat }) => <Drawn {...shared()} {...props} />,
  }
}
