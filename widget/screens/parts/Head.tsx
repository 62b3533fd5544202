// The head of a screen: back, what it is, who is there and until when, and close.

import type { ComponentChildren } from 'preact'
import type { Face as Person } from '../../../server/protocol/pieces.ts'
import { sentence, zoneHere } from '../../hours.ts'
import type { PanelProps, Shared } from '../../state.ts'
import { Face } from '../../view/Face.tsx'
import { Icon } from '../../view/Icon.tsx'

/** Who is there and until when; in a few words where a name stands above it. */
export function Status({ help, words, isBrief }: Shared & { isBrief?: boolean }) {
  const known = help.availability.value
  if (!known) return null
  const how = help.how.value
  const hours = isBrief ? { ...words.hours, open: words.here } : words.hours
  const said = sentence(how, help.now(), known.zone, help.locale.value, hours, zoneHere())
  const { open, online, why } = how
  const state = online ? 'online' : open || why === 'away' ? 'away' : 'closed'
  return (
    <span class="meta" data-status={state}>
      <i class={`dot ${state}`} />
      {open && !online ? words.away : said}
    </span>
  )
}

export function Head({
  title,
  person,
  children,
  ...props
}: Shared & { title: string; person?: Person | null | undefined; children?: ComponentChildren }) {
  const { words, back, close } = props
  return (
    <div class="head lined">
      <button class="tool" type="button" aria-label={words.back} data-first onClick={back}>
        <Icon name="back" />
      </button>
      {person && <Face {...person} />}
      <div class="who">
        <b>{title}</b>
        <Status {...props} isBrief={!!person} />
      </div>
      {children}
      <Close words={words} close={close} />
    </div>
  )
}

export function Close({ words, close, isFirst }: Pick<PanelProps, 'words' | 'close'> & { isFirst?: boolean }) {
  return (
    <button class="tool" type="button" aria-label={words.close} data-first={isFirst || undefined} onClick={close}>
      <Icon name="close" />
    </button>
  )
}
