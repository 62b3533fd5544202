// What mail brings to an open conversation: loaded with the first that has any.

export { picturesIn } from '../../../widget/view/mailTree.ts'
export { HeldBack, NotArrived, Unreachable } from './Bounced.tsx'
export { Copies } from './Copies.tsx'
export { Formed } from './Formed.tsx'
export { Mailed } from './Mailed.tsx'
