// Somebody new of the team, with a first password.

import { useState } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import { Standing } from './Standing.tsx'
import type { People } from './state.ts'
import { words } from './words.ts'

export function Add({ desk, people }: { desk: Desk; people: People }) {
  const [isOpen, open] = useState(false)
  return (
    <section aria-label={words.add}>
      <h2>{words.add}</h2>
      {!isOpen && (
        <button class="second" type="button" onClick={() => open(true)}>
          {words.add}
        </button>
      )}
      {isOpen && (
        <Standing
          desk={desk}
          role="agent"
          sites={null}
          does={words.add}
          save={({ role, sites }, form) => {
            const [email, name, password] = ['email', 'name', 'password'].map((field) => String(form.get(field)))
            const account = { email: email!, name: name!, password: password!, role, sites: sites && [...sites] }
            void people.change('people:add', account, () => open(false))
          }}
        >
          <label for="new-name">{words.name}</label>
          <input class="input" id="new-name" name="name" autocomplete="off" required maxLength={80} />
          <label for="new-email">{words.email}</label>
          <input class="input" id="new-email" name="email" type="email" autocomplete="off" required />
          <label for="new-password">{words.firstPassword}</label>
          <input
            class="input"
            id="new-password"
            name="password"
            type="password"
            autocomplete="new-password"
            required
            minLength={10}
          />
          <p class="meta">{words.firstPasswordWhy}</p>
        </Standing>
      )}
    </section>
  )
}
