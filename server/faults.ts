// The one place for what nobody awaits: a listener's, a timer's or a hook's rejection becomes a logged fault, and ends
// nothing.

interface Log {
  error: (details: object, message: string) => void
}

/**
 * A callback for whoever does not look how it ends: an emitter, a timer, a hook of ours.
 * @param otherwise what is to be done besides when it fails, such as closing the socket that it was about
 */
export function guarded<Given extends unknown[]>(
  log: Log,
  act: (...given: Given) => unknown,
  otherwise?: (...given: Given) => void,
): (...given: Given) => void {
  return async (...given) => {
    try {
      await act(...given)
    } catch (err) {
      log.error({ err }, 'fault')
      otherwise?.(...given)
    }
  }
}
