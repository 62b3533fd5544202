// What the doctor has found: well, to be mended with what to do, or not to be known from here.

export interface Finding {
  state: 'well' | 'mend' | 'unknown'
  /** What was looked at. */
  about: string
  message: string
}

export const well = (about: string, message: string): Finding => ({ state: 'well', about, message })
export const mend = (about: string, message: string): Finding => ({ state: 'mend', about, message })
export const unknown = (about: string, message: string): Finding => ({ state: 'unknown', about, message })

/** The code of what failed, of a system's error or of the one that fetch wraps. */
export function codeOf(error: unknown): string {
  const { code, cause, name } = error as { code?: string; cause?: { code?: string }; name?: string }
  return cause?.code ?? code ?? (name === 'TimeoutError' ? 'ETIMEDOUT' : 'no answer')
}
