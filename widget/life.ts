// A life: timers, listeners, effects and what is waited for end with what began them.

export interface Life {
  /** Aborted when it ends: for requests. */
  readonly signal: AbortSignal
  /** @returns what calls it off */
  after: (milliseconds: number, act: () => void) => () => void
  every: (milliseconds: number, act: () => void) => void
  pause: (milliseconds: number) => Promise<void>
  /** @returns a signal for a request that may take so long */
  within: (milliseconds: number) => AbortSignal
  on: (target: EventTarget | null | undefined, event: string, act: (event: never) => void) => void
  /** Takes what stops something: it is called at the end. */
  ends: (stop: () => void) => void
  /** What is waited for comes, or never when the life has ended before. */
  still: <T>(coming: Promise<T>) => Promise<T>
  end: () => void
}

/** @param within the life that it ends with at the latest */
export function begin(within?: Life): Life {
  const ended = new AbortController()
  const stops = new Set<() => void>()
  const { signal } = ended
  const ends = (stop: () => void) => void (signal.aborted ? stop() : stops.add(stop))
  const after: Life['after'] = (milliseconds, act) => {
    const stop = () => {
      clearTimeout(timer)
      stops.delete(stop)
    }
    const timer = setTimeout(() => {
      stop()
      act()
    }, milliseconds)
    ends(stop)
    return stop
  }
  const life: Life = {
    signal,
    after,
    every(milliseconds, act) {
      const timer = setInterval(act, milliseconds)
      ends(() => clearInterval(timer))
    },
    within(milliseconds) {
      const late = new AbortController()
      const stop = () => {
        clearTimeout(timer)
        stops.delete(stop)
        late.abort()
      }
      const timer = setTimeout(stop, milliseconds)
      ends(stop)
      return late.signal
    },
    pause: (milliseconds) => new Promise((resolve) => void after(milliseconds, resolve)),
    on: (target, event, act) => target?.addEventListener(event, act as EventListener, { signal }),
    ends,
    still: async (coming) => {
      const came = await coming
      return signal.aborted ? new Promise<never>(() => {}) : came
    },
    end() {
      ended.abort()
      for (const stop of stops) stop()
      stops.clear()
    },
  }
  within?.ends(life.end)
  return life
}
