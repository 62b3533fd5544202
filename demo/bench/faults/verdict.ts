// What a run has come to: the store's rows and every screen, compared with the bench's own list.

import type { Row } from './backing.ts'
import type { Ledger, Line } from './ledger.ts'
import type { Drawn } from './people.ts'

/** A screen that should have a whole conversation on it. */
export interface Screen {
  /** Whose: `v3 tab 1`, `a0`. */
  name: string
  visitor: string
  lines: Drawn[]
}

/** A list that should end with a conversation's last words. */
export interface Listing {
  name: string
  rows: string[]
}

export interface Verdict {
  lost: Set<string>
  doubled: Set<string>
  outOfOrder: Set<string>
  neverDelivered: Set<string>
  /** Each finding in words. */
  findings: string[]
}

/** Compares everything with the list. */
export function judge(ledger: Ledger, rows: Row[], screens: Screen[], listings: Listing[]): Verdict {
  const verdict: Verdict = {
    lost: new Set(),
    doubled: new Set(),
    outOfOrder: new Set(),
    neverDelivered: new Set(),
    findings: [],
  }
  const stored = Map.groupBy(rows, ({ text }) => text)
  const find = (kind: Exclude<keyof Verdict, 'findings'>, text: string, where: string) => {
    verdict[kind].add(text)
    verdict.findings.push(`${kind}: «${text}» ${where}`)
  }
  for (const { text } of [...ledger.lines, ...ledger.passed]) {
    const count = stored.get(text)?.length ?? 0
    if (count === 0) find('lost', text, 'is not stored')
    if (count > 1) find('doubled', text, `is stored ${count} times`)
  }
  judgeActs(ledger, rows, find)
  for (const visitor of new Set(ledger.lines.map((line) => line.visitor))) {
    const typed = ledger.of(visitor)
    const seqs = new Map(rows.map(({ text, conversation, seq }) => [text, conversation * 1e6 + seq]))
    inversions(
      typed,
      (text) => seqs.get(text),
      (text) => find('outOfOrder', text, 'is stored before what its author said before it'),
    )
    for (const screen of screens.filter((each) => each.visitor === visitor)) judgeScreen(screen, typed, seqs, find)
    const last = rows.findLast(({ text }) => text.startsWith(`${visitor}·`))
    for (const { name, rows: shown } of listings)
      if (last && !shown.some((row) => row.includes(last.text)))
        find('lost', last.text, `is not the last word in the list of ${name}`)
  }
  return verdict
}

/** How many messages their authors see as stored: acknowledged, over whatever line. */
export const acknowledged = ({ lines, replies }: Ledger, screens: Screen[]): number =>
  [...lines, ...replies].filter(({ author, text }) =>
    screens.some(
      ({ name, lines: drawn }) =>
        name.startsWith(author) && drawn.some((line) => line.text === text && line.state === 'stored'),
    ),
  ).length

/** Whether each act was done once. */
function judgeActs({ acts }: Ledger, rows: Row[], find: Find): void {
  const of = (author: string) => rows.filter((row) => row.author === author).map(({ text }) => text)
  const [tags, notes, done] = [of('tags').flatMap((text) => JSON.parse(text) as string[]), of('note'), of('act')]
  for (const { kind, text, author } of acts) {
    if (kind === 'queue' || kind === 'take' || kind === 'close') continue
    const count = (kind === 'tag' ? tags : notes).filter((each) => each === text).length
    if (count !== 1) find(count === 0 ? 'lost' : 'doubled', text, `of ${author} (${kind}) is stored ${count} times`)
  }
  for (const { visitor, author } of acts.filter(({ kind }) => kind === 'close')) {
    const key = rows.find(({ text }) => text.startsWith(`${visitor}·`))?.conversation
    const is = rows.filter(({ conversation }) => conversation === key)
    const count = is.filter((row) => row.author === 'act' && row.text === '{"kind":"close"}').length
    if (count !== 1) find(count === 0 ? 'lost' : 'doubled', visitor, `of ${author} (close) is stored ${count} times`)
    if (!is.some((row) => row.author === 'state' && row.text === 'closed'))
      find('lost', visitor, `was closed by ${author} and is not`)
  }
  // These have no words of their own: as many are stored as were said to be done.
  for (const kind of ['queue', 'take'] as const) {
    const wanted = acts.filter((each) => each.kind === kind).length
    const is = kind === 'take' ? '{"kind":"take"}' : '{"kind":"assign","to":null}'
    const count = done.filter((text) => text === is).length
    if (count !== wanted) find(count < wanted ? 'lost' : 'doubled', kind, `is stored ${count} times of ${wanted}`)
  }
}

type Find = (kind: Exclude<keyof Verdict, 'findings'>, text: string, where: string) => void

function judgeScreen({ name, lines }: Screen, typed: Line[], seqs: Map<string, number>, find: Find): void {
  for (const { text } of typed) {
    const drawn = lines.filter((line) => line.text === text)
    if (drawn.length === 0) find('lost', text, `is not drawn by ${name}`)
    if (drawn.length > 1) find('doubled', text, `is drawn ${drawn.length} times by ${name}`)
    if (drawn.some(({ state }) => state === 'pending')) find('neverDelivered', text, `is still on its way on ${name}`)
    if (drawn.some(({ state }) => state === 'refused')) find('lost', text, `was refused on ${name}`)
  }
  const places = new Map(lines.map(({ text }, at) => [text, at]))
  inversions(
    typed,
    (text) => places.get(text),
    (text) => find('outOfOrder', text, `is drawn before what its author said before it by ${name}`),
  )
  const inStore = lines.filter(({ text }) => seqs.has(text))
  for (const [at, { text }] of inStore.entries())
    if (at > 0 && seqs.get(inStore[at - 1]!.text)! > seqs.get(text)!)
      find('outOfOrder', text, `is drawn in another order than it is stored by ${name}`)
}

/** Calls `found` for each line that stands before an earlier one of the same author. */
function inversions(typed: Line[], placeOf: (text: string) => number | undefined, found: (text: string) => void): void {
  const highest = new Map<string, number>()
  for (const { author, text } of typed) {
    const place = placeOf(text)
    if (place === undefined) continue
    if (place < (highest.get(author) ?? -1)) found(text)
    else highest.set(author, place)
  }
}
