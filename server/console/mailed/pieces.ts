// What mail brings to an open conversation: loaded with the first that has any.

export { NotArrived, Unreachable } from './Bounced.tsx'
export { Copies } from './Copies.tsx'
export { Mailed } from './Mailed.tsx'
