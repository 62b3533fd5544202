// The chunk of what an article lacked: asked of whom it did not help.

import { Component } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { UnhelpedProps } from '../../state.ts'
import { words as unhelped } from './en.ts'

export const words = { unhelped }

export const css = '.helped form{display:grid;gap:12px}'

export class Screen extends Component<UnhelpedProps, { missing?: string }> {
  render() {
    const { id, help, words, told } = this.props
    const { missing = '' } = this.state
    const tell = (event: Event) => {
      event.preventDefault()
      told()
      void help.helped(id, false, missing)
    }
    return (
      <form onSubmit={tell}>
        <label>
          <span class="label">{words.own.unhelped!.missing}</span>
          <textarea
            class="input"
            maxLength={limits.missing}
            value={missing}
            onInput={(event) => this.setState({ missing: event.currentTarget.value })}
          />
        </label>
        <button class="second" type="submit">
          {words.sendShort}
        </button>
      </form>
    )
  }
}
