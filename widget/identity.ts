// The identity chunk, loaded with the page's first token: who the page says the visitor is. The token stays in memory.

import { effect } from '@preact/signals-core'
import { limits } from '../server/limits.ts'
import type { Answered, forms } from '../server/protocol/http.ts'
import type { AnswerOf } from '../server/protocol/request.ts'
import type { Availability } from '../server/protocol/hours.ts'
import type { Known } from '../server/protocol/identity.ts'
import type { Help } from './help/help.ts'
import type { PanelState } from './state.ts'

/** So long before its end the page is asked for a fresh token. */
const ahead = 60_000
const again = 10_000
/** Refusals that are about the moment. */
const passing = new Set(['failed', 'too-many'])
const warn = (words: string) => console.warn(`Rotame('identify'): ${words}`)

/**
 * Takes the page's latest token over: when this resolves, what another person left here is gone. Whether the token is
 * right is asked after. Gives the token, for the server to see.
 * @param forget clears what this browser knows of the visitor, for whoever comes next
 * @param only nobody else is meant
 */
export async function identify(
  panel: PanelState,
  forget: (next: string) => Promise<void>,
  only?: string,
): Promise<string | undefined> {
  const { memory, help, chat } = panel
  const { who } = help
  const before = who.value
  // Forgotten while this chunk was on its way.
  if (before.token === undefined) return undefined
  const said = read(before.token)
  // Each line begins with it, and each form has it: one that is too big would end them all.
  const isBig = said && said.token.length > limits.payload / 4
  if (!said || isBig) {
    who.value = {}
    warn(isBig ? 'the token is over 8 kB; say in it who it is, and nothing else' : 'this is no signed token (JWT)')
    return undefined
  }
  if (said.sub !== (only ?? said.sub)) {
    who.value = {}
    return undefined
  }
  const owner = memory.setting('sub') ?? before.sub ?? said.sub
  const isOther = owner !== said.sub
  if (isOther) memory.proof = forget(said.sub).then(() => said.token)
  who.value = { ...(!isOther && before), ...said }
  if (!isOther && before.claims !== said.claims) chat.value?.reconnect()
  watch(panel)
  void ask(said, panel)
  return said.token
}

/** Reads what a token says, without trusting it: the server alone can. */
function read(given: unknown): { token: string; sub: string; claims: string } | null {
  try {
    const token = String(given)
    const bytes = Uint8Array.from(atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    )
    const { sub, name, email, plan } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
    return { token, sub: String(sub), claims: JSON.stringify([name, email, plan]) }
  } catch {
    return null
  }
}

const watched = new WeakSet<Help>()
/** Whoever it is, whenever that changes: the help says what their plan promises, and what is stored is theirs. */
function watch({ life, help, memory, draft, typed, chat, form }: PanelState): void {
  if (watched.has(help)) return
  watched.add(help)
  const { availability, who } = help
  let plain: Availability['answers']
  let mine: Known['answers'] | undefined
  const follow = (act: () => void) => life.ends(effect(act))
  follow(() => {
    const known = availability.value
    if (!known) return
    if (known.answers !== mine) plain = known.answers
    mine = who.value.answers
    const answers = mine ?? plain
    if (known.answers !== answers) availability.value = { ...known, answers }
  })
  follow(() => {
    const sub = who.value.sub
    const hasActed = draft.value || Object.keys(typed.value).length > 0 || chat.value || form.state.value !== 'idle'
    if (sub && hasActed) memory.set('sub', sub)
  })
}

/** Asks the server who this is; goes on asking while it is away, as long as the page says nothing else. */
async function ask(said: NonNullable<ReturnType<typeof read>>, panel: PanelState): Promise<void> {
  const { life, help, server, site, tell } = panel
  const { who } = help
  const isLatest = () => who.value.token === said.token
  const sent = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: said.token }),
  }
  const answer = await life.still(
    fetch(`${server}/identity/${site}`, { ...sent, signal: life.signal })
      .then((response: Answered<AnswerOf<typeof forms, '/identity/:site'>>) => response.json())
      .catch(() => null),
  )
  if (!isLatest()) return
  if (answer && !answer.ok && !passing.has(answer.error)) return warn(`the server refuses it: ${answer.error}`)
  if (!answer?.ok) return void life.after(again, () => isLatest() && void ask(said, panel))
  const { known, doubt } = answer
  if (doubt) warn(doubt)
  who.value = known ? { ...said, ...known } : {}
  if (!known) return
  life.after(Math.max(0, known.expiresIn - ahead), () => isLatest() && tell('expired'))
  life.after(
    known.expiresIn,
    () => isLatest() && warn('the token has expired; give a fresh one, as the event `expired` asks for'),
  )
}
