// Long texts into a field at once: a browser of its own puts them in line by line, and looks at all of it for each.

/** Characters from which on it is felt. */
const long = 2_000

/**
 * Takes what is pasted, dropped or spoken into a field of whatever listens, when it is long; to be called before it is
 * put there. A field that takes only so much cuts it by itself.
 */
export function insertAtOnce(event: InputEvent): void {
  const { data, dataTransfer, inputType, isComposing } = event
  const field = event.target as HTMLTextAreaElement
  const text = data ?? dataTransfer?.getData('text/plain') ?? ''
  if (text.length < long || isComposing || field.maxLength > 0 || !inputType.startsWith('insert')) return
  event.preventDefault()
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }))
}
