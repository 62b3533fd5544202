// Keys that are ours to act on.

/**
 * Whether a key is an input method's, which is still making a word of what is typed: Safari sends its Enter as 229 when
 * that has just ended.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229
