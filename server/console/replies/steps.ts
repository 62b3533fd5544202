// What follows a reply: as acts of the list, whose words and icons it has; and how it draws a conversation at once.

import type { Priority, Step } from '../../protocol/act.ts'
import type { Summary } from '../../protocol/conversation.ts'
import type { Locale } from '../words.ts'
import type { Doable, Scene } from '../acts/act.ts'
import { agents, priorities, untilTheyWrite } from '../acts/asks.ts'
import { doableOf } from '../acts/list.ts'

/** The steps as a form asks for them; '': nothing. */
export interface Followed {
  /** With commas between them. */
  tags: string
  priority: '' | Priority
  /** Whose it becomes. */
  to: string
  last: '' | 'snooze' | 'close'
}

/** In the order in which they are done: what is closed is nobody's to be given. */
export const stepsOf = ({ tags, priority, to, last }: Followed): Step[] => [
  ...[...new Set(tags.split(',').map((tag) => tag.trim()))]
    .filter(Boolean)
    .map((tag) => ({ kind: 'tag' as const, tag, on: true as const })),
  ...(priority ? [{ kind: 'priority' as const, to: priority }] : []),
  ...(to ? [{ kind: 'assign' as const, to }] : []),
  ...(last === 'snooze' ? [{ kind: 'snooze' as const, until: null }] : []),
  ...(last === 'close' ? [{ kind: 'close' as const }] : []),
]

export function followedOf(steps: readonly Step[]): Followed {
  const found: Followed = { tags: '', priority: '', to: '', last: '' }
  for (const step of steps) {
    if (step.kind === 'tag') found.tags = [found.tags, step.tag].filter(Boolean).join(', ')
    else if (step.kind === 'priority') found.priority = step.to
    else if (step.kind === 'assign') found.to = step.to
    else found.last = step.kind
  }
  return found
}

/** The act that a step is, and the answers to what that asks. */
function asked(step: Step): { doable: Doable; given: string[] } {
  const given = { assign: '', tag: '', priority: '', snooze: '', close: '' }
  if (step.kind === 'assign') given.assign = step.to
  if (step.kind === 'tag') given.tag = step.tag
  if (step.kind === 'priority') given.priority = step.to
  return { doable: doableOf(step.kind), given: [given[step.kind]] }
}

/** What the acts ask that steps answer. */
const choicesOf = { assign: agents.choices, priority: priorities.choices, snooze: () => [untilTheyWrite] }

/** What a step is called: the act, and with what. */
export function nameOf(step: Step, scene: Scene, locale: Locale): string {
  const { doable, given } = asked(step)
  // Who it is is asked for with the team, and a tag is called as it is.
  const choices = step.kind in choicesOf ? choicesOf[step.kind as keyof typeof choicesOf](scene, '') : []
  const choice = choices.find(({ value }) => value === given[0])?.words[locale] ?? (step.kind === 'tag' ? step.tag : '')
  return [doable.words[locale].replace('…', ''), choice].filter(Boolean).join(': ')
}

export const iconOf = (step: Step) => asked(step).doable.icon

/** What of a conversation is drawn before the server has done it. */
export function drawnBy(steps: readonly Step[], of: Summary, scene: Scene): Partial<Summary> {
  let drawn: Partial<Summary> = {}
  for (const step of steps) {
    const now = { ...of, ...drawn }
    // A tag that is there is not taken away.
    if (step.kind === 'tag' && now.tags.includes(step.tag)) continue
    const { doable, given } = asked(step)
    drawn = { ...drawn, ...doable.draws(now, given, { ...scene, on: [now] }) }
  }
  return drawn
}
