// The owner's password, once more, before anybody else is changed.

import { useState } from 'preact/hooks'
import type { People } from './state.ts'
import { words } from './words.ts'

export function Prove({ people }: { people: People }) {
  const [refused, refuse] = useState<string | null>(null)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    refuse(await people.prove(String(new FormData(event.currentTarget as HTMLFormElement).get('password'))))
  }
  return (
    <form class="fields" onSubmit={(event) => void send(event)}>
      <p>{words.proveWhy}</p>
      <label for="prove">{words.prove}</label>
      <input
        class="input"
        id="prove"
        name="password"
        type="password"
        autocomplete="current-password"
        required
        autoFocus
      />
      <p class="error" role="alert">
        {refused && (words.refused[refused] ?? words.failed)}
      </p>
      <div class="beside">
        <button class="primary" type="submit">
          {words.proceed}
        </button>
        <button class="quiet" type="button" onClick={() => people.leave()}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}
