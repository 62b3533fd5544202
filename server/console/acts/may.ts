// What is looked at before an act is offered.

import type { Summary } from '../../protocol/conversation.ts'
import type { Listed, Scene } from './act.ts'

/** Whether one can go on in another: they are of one person, as far as the console can tell. */
export const mayMerge = (of: Summary, into: Summary): boolean =>
  of.id !== into.id &&
  of.site === into.site &&
  (of.sub === null ? of.guest === into.guest : of.sub === into.sub) &&
  (of.ticket === null || into.ticket !== null)

/** A visitor's message can be split off where something else stays. */
export const maySplit = ({ said, on }: Scene, seq: number): boolean => {
  const own = said.filter(({ author, system }) => author !== 'system' && !system)
  return !on[0]!.isSpam && own.length > 1 && own.some((each) => each.seq === seq && each.author === 'visitor')
}

/** Whether what is done to a message can be to one of what is open. */
export const hasMessage = ({ ofMessage }: Listed, scene: Scene): boolean =>
  !ofMessage || scene.said.some(({ seq }) => ofMessage(scene, seq))
