// Where a message is written: files, the field, and send.

import { Component } from 'preact'
import type { ChatProps } from '../../state.ts'
import { breaking } from '../../view/breaking.ts'
import { Icon } from '../../view/Icon.tsx'
import { isComposing } from '../../view/keys.ts'

export class Composer extends Component<ChatProps> {
  #field: HTMLTextAreaElement | null = null

  override componentDidMount() {
    this.#field!.focus({ preventScroll: true })
  }
  override componentDidUpdate() {
    // Browsers without `field-sizing` are told the height.
    if (CSS.supports('field-sizing', 'content')) return
    const { style } = this.#field!
    style.height = 'auto'
    style.height = `${this.#field!.scrollHeight}px`
  }
  render() {
    const { chat, words, draft, write, help, files } = this.props
    const isEmpty = !draft.value.trim() && !files.value?.has()
    const send = () => {
      if (isEmpty) return
      const text = draft.value.trim()
      void chat.send(text, files.value?.take())
      draft.value = ''
      chat.types(false)
      this.#field!.focus()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
      event.preventDefault()
      send()
    }
    const onInput = (text: string) => {
      if (!draft.value && text) chat.types(true)
      write(text)
    }
    return (
      <div class="composer">
        {help.availability.value?.site.files && (
          <label class="tool">
            <Icon name="attach" />
            <input
              class="hide"
              type="file"
              multiple
              aria-label={words.attach}
              onClick={({ currentTarget: picker }) => (picker.value = '')}
            />
          </label>
        )}
        <textarea
          ref={(field) => void (this.#field = field)}
          rows={1}
          aria-label={words.write}
          placeholder={chat.messages.value.length > 0 ? words.writeMore : words.write}
          value={draft.value}
          style={breaking(draft.value)}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button class="go" type="button" aria-label={words.sendShort} aria-disabled={isEmpty} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    )
  }
}
