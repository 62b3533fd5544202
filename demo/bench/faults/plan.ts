// The plan of a run: which faults come when, drawn from its seed before it begins.

/** Where in an exchange a socket is cut. */
export const cutPoints = [
  'before-send',
  'after-send',
  'half-frame',
  'before-ack',
  'after-ack',
  'before-new',
  'after-new',
  'catching-up',
  'idle',
] as const
export type CutPoint = (typeof cutPoints)[number]

/** Where in a write a server is killed. */
export const killPoints = ['before-commit', 'after-commit', 'after-ack'] as const
export type KillPoint = (typeof killPoints)[number]

export type Fault =
  | { kind: 'kill'; node: number; point: KillPoint; downFor: number }
  | { kind: 'cut'; point: CutPoint }
  | { kind: 'delay-ack'; by: number }
  | { kind: 'drop-ack' }
  /** Somebody is not told of a message, as when a node misses a broadcast. */
  | { kind: 'miss' }
  /** A socket that nobody closes and that carries nothing any more. */
  | { kind: 'dead' }
  | { kind: 'reload' | 'duplicate' | 'shut'; visitor: number }
  | { kind: 'reload-agent'; agent: number }
  | { kind: 'flush' }
  | { kind: 'kill-redis'; downFor: number }
  | { kind: 'refuse'; for: number }

/** `others`: it is not for those of the last words, who must have nothing on its way by then. */
export type Planned = Fault & { at: number; others?: boolean }

export interface Numbers {
  /** From 0 up to, not including, 1. */
  next: () => number
  below: (end: number) => number
  between: (from: number, to: number) => number
  pick: <T>(list: readonly T[]) => T
  shuffle: <T>(list: readonly T[]) => T[]
}

/** The same numbers for the same seed (mulberry32). */
export function numbersOf(seed: number): Numbers {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    below,
    between: (from, to) => from + next() * (to - from),
    pick: (list) => list[below(list.length)]!,
    shuffle: (list) =>
      list
        .map((each) => [next(), each] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, each]) => each),
  }
}

interface Wishes {
  seed: number
  seconds: number
  nodes: number
  visitors: number
  agents: number
}

/**
 * How long before the end those of the last words are left alone, so that nothing of theirs is on its way, and nobody
 * is killed, ms.
 */
export const sparing = (seconds: number): number => Math.min(15_000, seconds * 600)
/** So many visitors are left alone then; two of all say them. */
export const spared = 3
/** How long before the end the last fault comes, ms. */
const quiet = 8_000

/** Faults in the order in which they come; ms from when all tabs are ready. */
export function planOf({ seed, seconds, nodes, visitors, agents }: Wishes): Planned[] {
  const numbers = numbersOf(seed)
  const { below, between } = numbers
  const length = seconds * 1_000
  const plan: Planned[] = []
  const early = length - sparing(seconds)
  /** So many of a kind, spread over the time. */
  const spread = (count: number, make: (turn: number) => Fault, until = length - quiet) => {
    for (let turn = 0; turn < count; turn++)
      plan.push({ at: Math.round(((turn + numbers.next()) / count) * until), ...make(turn) })
  }
  /** Takes each in turn, in an order of its own every time round. */
  const inTurn = <T>(list: readonly T[]) => {
    let left: T[] = []
    return () => {
      if (left.length === 0) left = numbers.shuffle(list)
      return left.pop()!
    }
  }
  const point = inTurn(killPoints)
  const first = below(nodes)
  const kill = (turn: number): Fault => ({
    kind: 'kill',
    node: (first + turn) % nodes,
    point: point(),
    downFor: Math.round(between(0, 1_000)),
  })
  // All are up again for the last words.
  spread(Math.max(3, Math.ceil(seconds / 4.5)), kill, early)
  const cut = inTurn(cutPoints)
  spread(Math.ceil(seconds * 2.5), () => ({ kind: 'cut', point: cut() }))
  spread(Math.ceil(seconds / 5), () => ({ kind: 'delay-ack', by: Math.round(between(300, 9_500)) }))
  spread(Math.ceil(seconds / 6), () => ({ kind: 'drop-ack' }))
  spread(Math.ceil(seconds / 3), () => ({ kind: 'miss' }))
  spread(Math.ceil(seconds / 8), () => ({ kind: 'dead' }))
  spread(Math.ceil(seconds / 5), () => ({ kind: 'reload', visitor: below(visitors) }))
  spread(Math.ceil(seconds / 8), () => ({ kind: 'duplicate', visitor: below(visitors) }))
  spread(Math.ceil(seconds / 12), () => ({ kind: 'shut', visitor: below(visitors) }))
  spread(Math.ceil(seconds / 12), () => ({ kind: 'reload-agent', agent: below(agents) }))
  spread(Math.ceil(seconds / 20), () => ({ kind: 'refuse', for: Math.round(between(500, 3_000)) }))
  if (nodes > 1) {
    spread(Math.ceil(seconds / 10), () => ({ kind: 'flush' }))
    spread(Math.ceil(seconds / 20), () => ({ kind: 'kill-redis', downFor: Math.round(between(200, 2_000)) }))
  }
  // Whoever says or hears the last words must be there by then: a page that loads into a dead line is slow.
  const isEarly = ({ at }: Planned) => at < early
  const isForAll = (fault: Planned) =>
    fault.kind !== 'dead' && fault.kind !== 'reload-agent' && !('visitor' in fault && fault.visitor < spared)
  return plan
    .filter((fault) => isEarly(fault) || isForAll(fault))
    .map((fault) => (isEarly(fault) ? fault : { ...fault, others: true }))
    .toSorted((a, b) => a.at - b.at)
}
