// What every form has: its fields with their labels, what is wrong with them, and how it is sent.

import type { ComponentChildren, VNode } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { Place } from '../../files.ts'
import type { Filled } from '../../form.ts'
import type { PanelProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { Head } from '../parts/Head.tsx'
import { NoMail, Offline } from '../parts/Strips.tsx'

const Wrong = ({ id, text }: { id: string; text: string | undefined }) => (
  <p class="error" id={id} role="alert">
    <Icon name="alert" size={16} />
    {text}
  </p>
)

/** What an input is given: its name, and what describes it. */
interface Described {
  class: string
  id: string
  name: string
  /** Of a hint above it and of what is wrong with it, where they are. */
  'aria-describedby': string
  'aria-invalid': boolean
}
interface FieldProps {
  /** What the ids of its form begin with. */
  of: string
  name: string
  label: string
  wrong?: string | false | undefined
  children: (described: Described) => VNode
}

/** A label, the field, and what is wrong with it. */
export function Field({ of, name, label, wrong, children }: FieldProps) {
  const id = `${of}-${name}`
  return (
    <>
      <label class="label" for={id}>
        {label}
      </label>
      {children({
        class: 'input',
        id,
        name,
        'aria-describedby': `${id}-hint ${id}-wrong`,
        'aria-invalid': !!wrong,
      })}
      {wrong && <Wrong id={`${id}-wrong`} text={wrong} />}
    </>
  )
}

/** The address that the answer goes to; known of whom the site vouches for. */
export function Email({ of, help, words, form, typed, fill }: PanelProps & { of: string }) {
  const { email } = help.who.value
  return (
    <Field
      of={of}
      name="email"
      label={words.email}
      wrong={form.error.value === 'bad-email' && words.refusals?.['bad-email']}
    >
      {(described) =>
        email ? (
          <output id={described.id}>{email}</output>
        ) : (
          <input
            {...described}
            type="email"
            autocomplete="email"
            maxLength={limits.email}
            value={typed.value.email ?? ''}
            onInput={fill}
          />
        )
      }
    </Field>
  )
}

interface FormProps {
  of: string
  title: string
  button: string
  /** Where its files are attached, when it takes any. */
  place?: Place
  /** What is filled in besides. */
  rest: (field: (name: string) => string) => Partial<Filled>
  children: ComponentChildren
}

/** A form: `children` with, below them, name, what was refused, and what the address is used for. */
export function Form({ of, title, button, place, rest, children, ...props }: PanelProps & FormProps) {
  const { help, words, form, load } = props
  const { value: state } = form.state
  const { value: error } = form.error
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    if (state !== 'idle') return
    const fields = event.target as HTMLFormElement
    const given = new FormData(fields)
    const field = (name: string) => String(given.get(name) ?? '')
    const filled = {
      email: help.who.value.email ?? field('email'),
      name: field('name'),
      topic: field('topic'),
      text: field('text'),
      trap: field('url'),
    }
    void form.send({ ...filled, ...rest(field) }).then(() => {
      fields.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    })
  }
  const AsFile = props.files.value?.AsFile
  return (
    <form class="screen" noValidate onSubmit={send} onInput={() => load('ticket')}>
      <Head title={title} {...props} />
      <Offline help={help} words={words} isAway={state === 'waiting'} />
      <NoMail help={help} words={words} />
      <div class="main">
        {children}
        <Name {...props} of={of} />
        <input class="hide" name="url" tabIndex={-1} autocomplete="off" aria-hidden="true" />
        {error && error !== 'bad-email' && error !== 'empty' && (
          <Wrong id={`${of}-wrong`} text={words.refusals?.[error] ?? words.refusals?.['other']} />
        )}
        {AsFile && <AsFile form={form} place={place} />}
        <Use {...props} />
      </div>
      <div class="foot">
        <button class="primary" type="submit" aria-disabled={state !== 'idle'}>
          {state === 'idle' ? button : words.pending}
        </button>
      </div>
    </form>
  )
}

const Name = ({ of, help, words, typed, fill }: PanelProps & { of: string }) =>
  help.who.value.name ? null : (
    <Field of={of} name="name" label={words.name}>
      {(described) => (
        <input
          {...described}
          autocomplete="name"
          maxLength={limits.name}
          value={typed.value.name ?? ''}
          onInput={fill}
        />
      )}
    </Field>
  )

/** What the address is used for. */
function Use({ help, words }: PanelProps) {
  const privacyUrl = help.availability.value?.site.privacyUrl
  return (
    <p class="meta use">
      {words.emailUse}{' '}
      {privacyUrl && (
        <a class="link" href={privacyUrl} target="_blank" rel="noopener">
          {words.privacy}
        </a>
      )}
    </p>
  )
}
