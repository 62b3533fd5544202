// How a text is broken into lines.

/**
 * The style of what somebody wrote. Where a word of very many letters overflows a browser takes seconds to find where
 * to break it, with their square; no time at all where it may break everywhere.
 */
export const breaking = (text: string): string =>
  text.length > 20_000 && /\S{2000}/.test(text) ? 'word-break:break-all' : ''
