// When somebody did something at this screen the last time, which each handshake says.

/** ms since the epoch, of this machine. */
export const used = { at: Date.now() }
