// A form of a page: its fields, why it was refused, and its buttons.

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { focused } from './focus.ts'

interface FormProps {
  /** What its button says. */
  does: string
  /** @returns why it could not, in words; null: it is done */
  send: (given: Given, form: HTMLFormElement) => Promise<string | null>
  /** Leaves it, where it can be left. */
  leave?: { words: string; act: () => void }
  /** How its button looks; one a page asks to be pressed. */
  look?: 'primary' | 'second'
  children: ComponentChildren
}

/** What was typed into a field of this name. */
export type Given = (name: string) => string

export function Form({ does, send, leave, look = 'primary', children }: FormProps) {
  const [refused, refuse] = useState<string | null>(null)
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const given = new FormData(form)
    void send((name) => String(given.get(name)), form).then(refuse)
  }
  const button = (
    <button class={look} type="submit">
      {does}
    </button>
  )
  return (
    <form class="fields" onSubmit={onSubmit}>
      {children}
      <p class="error" role="alert">
        {refused}
      </p>
      {leave ? (
        <div class="beside">
          {button}
          <button class="quiet" type="button" onClick={leave.act}>
            {leave.words}
          </button>
        </div>
      ) : (
        button
      )}
    </form>
  )
}

interface FieldProps {
  id: string
  label: string
  name?: string
  /** Of an address alone. */
  type?: 'email'
  maxLength?: number
}

/** Something that has to be filled in, under its label. */
export const Field = ({ id, label, type, ...more }: FieldProps) => (
  <>
    <label for={id}>{label}</label>
    <input class="input" id={id} type={type as 'text'} autocomplete="off" required {...more} />
  </>
)

interface PasswordProps {
  id: string
  label: string
  name?: string
  /** Another than the one that is. */
  isNew?: boolean
  /** Whether it is written in as soon as it is there. */
  isFirst?: boolean
}

export const PasswordField = ({ id, label, name = 'password', isNew, isFirst }: PasswordProps) => (
  <>
    <label for={id}>{label}</label>
    <input
      class="input"
      id={id}
      name={name}
      type="password"
      autocomplete={isNew ? 'new-password' : 'current-password'}
      minLength={isNew ? 10 : undefined}
      required
      ref={isFirst ? focused : null}
    />
  </>
)
