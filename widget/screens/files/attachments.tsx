// The chunk of files, loaded with the first one that is attached or that a message has.

import type { Message } from '../../../server/protocol/conversation.ts'
import type { Chat } from '../../chat/chat.ts'
import type { Pending } from '../../chat/state.ts'
import { createFiles, type FileField } from '../../files/files.ts'
import type { Form } from '../../form.ts'
import type { Help } from '../../help/help.ts'
import type { Life } from '../../life.ts'
import type { Memory } from '../../memory.ts'
import type { FilesStrings } from './el.ts'
import { words as files } from './en.ts'
import { filePaths } from '../../view/fileIcons.ts'
import { Drawn, fileStyles, Picked } from '../../view/Files.tsx'
import { paths } from '../../view/Icon.tsx'

Object.assign(paths, filePaths)

export const words = { files }

/** Letters of a long text that stand beside its file. */
const begins = 500

export type Files = ReturnType<typeof openFiles>

interface FilesNeeds {
  life: Life
  server: string
  site: string
  memory: Memory
  help: Help
  adopt: (css: string) => void
  /** The words that are shown, its own among them. */
  strings: { value: { own: { files?: FilesStrings } } | null }
}

/** Files, with what draws them. */
export function openFiles({ life, server, site, memory, help, adopt, strings }: FilesNeeds) {
  adopt(fileStyles)
  const most = () => help.availability.value?.site.files?.maxSize ?? 0
  const files = createFiles({ life, server, site, memory, most })
  const sendAsFile = async (form: Form, place?: FileField) => {
    const { text, report, files: _, ...filled } = form.long!
    const { expected = '' } = report ?? {}
    const name = words().fileName
    const id = await files.keep(
      [text, expected && `${words().expected}:\n${expected}`].filter(Boolean).join('\n\n'),
      name,
    )
    const cut = (long: string) => (long.length > begins ? `${long.slice(0, begins)}… ${words().inFile(name)}` : long)
    // Whatever is drawn next gives back what a refused form had.
    form.error.value = ''
    await form.send({
      ...filled,
      text: cut(text),
      ...(report && { report: { ...report, expected: cut(expected) } }),
      files: [...(place ? files.take(place) : []), id],
    })
  }
  const words = () => strings.value!.own.files!
  const shared = () => {
    return { own: words(), server, locale: help.locale.value, now: help.now }
  }
  return {
    ...files,
    /** Attaches a text to the conversation, as a file. */
    addText: (text: string) => files.add([new File([text], words().fileName, { type: 'text/plain' })], 'conversation'),
    /** Sends a form again whose text was too long, where files are taken: how it begins, and all of it in a file. */
    AsFile: ({ form, place }: { form: Form; place?: FileField | undefined }) =>
      form.error.value === 'too-long' &&
      most() > 0 && (
        <button class="second" type="button" onClick={() => void sendAsFile(form, place)}>
          {words().asFile}
        </button>
      ),
    Picked: ({ place = 'conversation' }: { place?: FileField }) => (
      <Picked {...shared()} list={files.at(place)} most={most()} remove={files.remove} retry={files.retry} />
    ),
    /** The files of a message, or of one that waits. */
    Drawn({ message, chat }: { message: Message | Pending; chat: Chat }) {
      const isAlone = message.text === ''
      if (!('seq' in message)) {
        const waiting = (message.files ?? []).flatMap((id) => files.all.value.find((file) => file.id === id) ?? [])
        return <Drawn {...shared()} files={waiting} isAlone={isAlone} renew={async () => ''} />
      }
      const { seq, files: stored = [], report } = message
      // This browser need keep them no longer.
      files.arrived(stored.map(({ id }) => id))
      return (
        <Drawn {...shared()} files={stored} report={report} isAlone={isAlone} renew={(id) => renew(chat, seq, id)} />
      )
    },
  }
}

async function renew({ ask, conversation, messages }: Chat, seq: number, id: string): Promise<string> {
  const answer = await ask('conversation:open', {
    conversation: conversation.value!.id,
    after: seq - 1,
  })
  const fresh = answer?.ok ? answer.messages.find((message) => message.seq === seq) : undefined
  if (fresh) messages.value = messages.value.map((message) => (message.seq === seq ? fresh : message))
  return fresh?.files?.find((file) => file.id === id)?.url ?? ''
}
