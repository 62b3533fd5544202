// What single keys do besides acts: moving about, writing, selecting; and acts that are the console's own.

import type { Desk } from '../desk.ts'
import { isInbox } from '../inbox/lists.ts'
import { writeAddress } from '../routes.ts'
import type { Locale } from '../words.ts'
import type { Errand, Key, Listed } from './act.ts'
import type { Summary } from '../../protocol/conversation.ts'

export interface Move {
  words: Record<Locale, string>
  key: Key
  run: (desk: Desk) => void
}

const focus = ({ place }: Desk, what: string) => place.document.querySelector<HTMLElement>(what)?.focus()
/** Once what was changed is drawn. */
const focusSoon = (desk: Desk, what: string) => void desk.place.requestAnimationFrame(() => focus(desk, what))

/** The row of the list that the keyboard is at, if it is at one. */
const rowAt = ({ place }: Desk): string | null =>
  place.document.activeElement?.closest<HTMLElement>('.row')?.dataset['id'] ?? null

/** What a key is about: what is selected, or what is open, or the row that the keyboard is at. */
export function targetsOf(desk: Desk): readonly Summary[] {
  const { walk, list, past, opened, routes } = desk
  if (!isInbox(routes.at.value.page)) return []
  const shown = opened.shown.value
  // Most keys are about this: thousands are not gone through for it.
  if (shown && walk.selected.value.size === 0) return [shown]
  const known = new Map(
    [...list.all.value, ...past.done.all.value, ...past.spam.all.value].map((summary) => [summary.id, summary]),
  )
  const selected = [...walk.selected.value].flatMap((id) => known.get(id) ?? [])
  if (selected.length > 0) return selected
  if (shown) return [shown]
  const row = rowAt(desk)
  const at = row === null ? undefined : known.get(row)
  return at ? [at] : []
}

/** To the next row, or to the one before; what is open gives way to it. */
function step(desk: Desk, by: number): void {
  const { walk, routes, opened } = desk
  const { page } = routes.at.value
  if (!isInbox(page)) return
  const open = opened.wanted.value
  const id = walk.after(open ?? rowAt(desk) ?? walk.at.value, by)
  if (id === undefined) return
  walk.at.value = id
  if (open !== null) routes.go(page, id)
  else focusSoon(desk, `#row-${id}`)
}

function write(desk: Desk, isNote: boolean): void {
  const { drafts, opened } = desk
  const shown = opened.shown.value
  if (!shown) return
  if (isNote || shown.state === 'open') drafts.setNote(shown.id, isNote)
  focusSoon(desk, '.composer textarea')
}

export const moves: readonly Move[] = [
  { words: { el: 'Επόμενη', de: 'Nächstes', en: 'Next' }, key: { code: 'KeyJ' }, run: (desk) => step(desk, 1) },
  {
    words: { el: 'Προηγούμενη', de: 'Vorheriges', en: 'Previous' },
    key: { code: 'KeyK' },
    run: (desk) => step(desk, -1),
  },
  { words: { el: 'Απάντηση', de: 'Antworten', en: 'Reply' }, key: { code: 'KeyR' }, run: (desk) => write(desk, false) },
  { words: { el: 'Σημείωση', de: 'Notiz', en: 'Note' }, key: { code: 'KeyN' }, run: (desk) => write(desk, true) },
  {
    words: { el: 'Επιλογή', de: 'Auswählen', en: 'Select' },
    key: { code: 'KeyX' },
    run(desk) {
      const { walk, opened } = desk
      const id = rowAt(desk) ?? opened.wanted.value
      if (id !== null) walk.toggle(id)
    },
  },
  {
    words: { el: 'Αναζήτηση', de: 'Suchen', en: 'Search' },
    key: { code: 'Slash' },
    run: (desk) => focus(desk, '.find input'),
  },
]

/** Sends what is written and closes with it; where there is nothing to send yet, leads to where it is written. */
function replyAndClose(desk: Desk, [of]: readonly Summary[]): void {
  const { drafts, opened, routes, writing } = desk
  const shown = opened.shown.value
  if (shown?.id !== of!.id) return routes.go(routes.at.value.page, of!.id)
  const isReady = !drafts.isNote(shown) && writing.isReady(shown)
  if (!isReady || !writing.send(shown, false, true)) write(desk, false)
}

/** Copies the addresses of conversations, or of a message of one; where there is no clipboard they are shown. */
async function copyLinks(desk: Desk, on: readonly Summary[], place = ''): Promise<void> {
  const { location, navigator } = desk.place
  const addresses = on
    .map(({ id }) => `${location.origin}${location.pathname}${writeAddress({ page: 'inbox', id, place })}`)
    .join('\n')
  // A page without TLS has none, and a browser may forbid it.
  const isCopied = await Promise.resolve(navigator.clipboard?.writeText(addresses).then(() => true)).catch(() => false)
  desk.doing.copied(isCopied ? '' : addresses)
}

const errands: Record<Errand['does'], (desk: Desk, on: readonly Summary[], place?: string) => void> = {
  'reply and close': replyAndClose,
  'copy links': (desk, on, place) => void copyLinks(desk, on, place),
  // Where its words do not come, it leads to where one asks in one's own.
  'ask for email': (desk, [of]) =>
    void import('./emailAsked.ts').then(
      ({ askForEmail }) => askForEmail(desk, of!),
      () => write(desk, false),
    ),
}

/**
 * Does what is in the list: an errand at once, an act as the desk does acts.
 * @param place the seq of the message that it is done to; left out: to all of it
 */
export function begin(desk: Desk, listed: Listed, on: readonly Summary[], place?: string): void {
  if ('does' in listed) errands[listed.does](desk, on, place)
  else if (place !== undefined) desk.doing.ask(listed, on, [place])
  else desk.doing.begin(listed, on)
}
