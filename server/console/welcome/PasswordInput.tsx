// A password as it is typed, which can be looked at.

import { useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import { words } from './words.ts'

interface PasswordProps {
  /** Another than the one that is, whose rules stand in the element of this id. */
  rules?: string
}

export function PasswordInput({ rules }: PasswordProps) {
  const [isShown, show] = useState(false)
  return (
    <div class="seen">
      <input
        class="input"
        id="password"
        name="password"
        type={(isShown ? 'text' : 'password') as 'password'}
        autocomplete={rules ? 'new-password' : 'current-password'}
        autocapitalize="off"
        spellcheck={false}
        minLength={rules ? 10 : undefined}
        maxLength={rules ? 128 : undefined}
        aria-describedby={rules}
        required
      />
      <button
        class="tool"
        type="button"
        aria-label={words.showPassword}
        aria-pressed={isShown}
        onClick={() => show(!isShown)}
      >
        <Icon name="eye" />
      </button>
    </div>
  )
}
