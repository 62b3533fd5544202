// A part of the screen that fails alone: the rest stays, the error goes to the server's log, and it can be tried again.

import { Component, type ComponentChildren } from 'preact'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Faults } from '../shell/faults.ts'
import { words } from '../shell/words.ts'

interface PaneProps {
  /** As the log calls it; its failure is drawn in the place of this class. */
  name: string
  /** Where it is a sheet of its own: puts it away. */
  hide?: () => void
  faults: Pick<Faults, 'report'>
  children: ComponentChildren
}

/** To be keyed by what it shows, so that nothing of what was there before is left under it. */
export class Pane extends Component<PaneProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  override componentDidCatch(error: unknown): void {
    console.error(error)
    this.props.faults.report(this.props.name, error)
    this.setState({ hasFailed: true })
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <div class={`failed ${this.props.name}`} role="alert">
        <p class="error">
          <Icon name="alert" size={16} />
          {words.paneFailed}
        </p>
        <button class="second small" type="button" onClick={() => this.setState({ hasFailed: false })}>
          {words.tryAgain}
        </button>
        {this.props.hide && (
          <button class="quiet info" type="button" onClick={this.props.hide}>
            {words.back}
          </button>
        )}
      </div>
    )
  }
}
