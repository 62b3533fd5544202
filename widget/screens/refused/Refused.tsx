// The chunk of what was not sent: why, and what can be done with it; loaded with the first message that was refused.

import type { Pending } from '../../chat/state.ts'
import { words as form } from '../form/en.ts'
import { words as refused } from './en.ts'
import type { ChatProps } from '../../state.ts'

export const words = { refused, form }
/** Refusals after which the same may be sent again as it is. */
const passing = new Set(['busy', 'failed', 'reload'])

export type RefusedProps = ChatProps & { line: Pending }

/** The ways out: sent again, taken back to be mended, sent as a file, copied. */
export function Drawn({ line, chat, help, words, draft, write, loadFiles }: RefusedProps) {
  const { id, text, files = [], refused } = line
  const own = words.own.refused!
  const shared = words.refusals!
  const why = own.refusals[refused!] ?? shared[refused!] ?? shared['other']
  /** Takes it out of the outbox, with its files. */
  const take = async () => {
    await chat.drop(id)
    if (files.length > 0) (await loadFiles()).giveBack(files)
  }
  const mend = async () => {
    await take()
    // What has been begun since stays too.
    write([text, draft.value].filter(Boolean).join('\n\n'))
  }
  const asFile = async () => {
    const loaded = await loadFiles()
    await take()
    await loaded.addText(text)
  }
  const isPassing = passing.has(refused!)
  return (
    <>
      <button type="button" onClick={() => void (isPassing ? chat.again(id) : mend())}>
        {why} <u>{own.retry}</u>
      </button>
      {refused === 'too-long' && help.availability.value?.site.files && (
        <button type="button" onClick={() => void asFile()}>
          <u>{own.asFile}</u>
        </button>
      )}
      {text && <Copy text={text} word={own.copy} />}
    </>
  )
}

/** Only where there is a clipboard. */
const Copy = ({ text, word }: { text: string; word: string }) =>
  navigator.clipboard ? (
    <button
      type="button"
      onClick={() =>
        // Forbidden: it can be marked.
        void navigator.clipboard.writeText(text).catch(() => null)
      }
    >
      <u>{word}</u>
    </button>
  ) : null
