// What every form has: the address and the name, what is wrong, how it is sent, and what we use it for.

import type { ComponentChildren } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { FileField } from '../../files/files.ts'
import type { Filled } from '../../form.ts'
import type { PanelProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { Head } from './Head.tsx'
import { NoMail, Offline } from './Strips.tsx'

/** A field's value by its name. */
type Read = (name: string) => string

/** A label. @param id of the form: what the ids of its fields begin with */
export const label = (id: string, name: string, word: string) => (
  <label class="label" for={id + name}>
    {word}
  </label>
)

/** What every field has. @param error why the form was refused, when it is for what stands in this one */
export const given = (id: string, name: string, error?: string | false) => ({
  class: 'input',
  id: id + name,
  name,
  ...(error && { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}wrong` }),
})

/** What is wrong; of one field at a time. */
export const wrong = (id: string, text: string | undefined) => (
  <p class="error" id={`${id}wrong`} role="alert">
    <Icon name="alert" size={16} />
    {text}
  </p>
)

/** Why the form was refused, when it is for that. */
export const refused = ({ form }: PanelProps, why: string) => form.error.value === why && why

/** The address that the answer goes to; known of whom the site vouches for. */
export function address(props: PanelProps, id: string) {
  const { help, words, typed, fill } = props
  const { email } = help.who.value
  const error = refused(props, 'bad-email')
  return [
    label(id, 'email', words.email),
    email ? (
      <output id={`${id}email`}>{email}</output>
    ) : (
      <input
        {...given(id, 'email', error)}
        type="email"
        autocomplete="email"
        maxLength={limits.email}
        value={typed.value.email ?? ''}
        onInput={fill}
      />
    ),
    error && wrong(id, words.refusals?.[error]),
  ]
}

/** Sends what is filled in, and goes back to the field that is wrong. */
function send(event: SubmitEvent, { help, form }: PanelProps, rest: (read: Read) => Partial<Filled>): void {
  event.preventDefault()
  if (form.state.value !== 'idle') return
  const fields = event.target as HTMLFormElement
  const data = new FormData(fields)
  const read = (name: string) => String(data.get(name) ?? '')
  const filled = {
    email: help.who.value.email ?? read('email'),
    name: read('name'),
    topic: read('topic'),
    text: read('text'),
    trap: read('url'),
  }
  void form.send({ ...filled, ...rest(read) }).then(() => {
    fields.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  })
}

/**
 * A form.
 * @param asked the fields above the name
 * @param rest what is filled in besides
 * @param place where its files are attached, when it takes any
 */
export function formOf(
  props: PanelProps,
  id: string,
  title: string,
  button: string,
  asked: ComponentChildren,
  rest: (read: Read) => Partial<Filled>,
  place?: FileField,
) {
  const { help, words, form, typed, fill, load, files } = props
  const { value: state } = form.state
  const { value: error } = form.error
  const AsFile = files.value?.AsFile
  const privacyUrl = help.availability.value?.site.privacyUrl
  return (
    <form class="screen" noValidate onSubmit={(event) => send(event, props, rest)} onInput={() => load('ticket')}>
      <Head title={title} {...props} />
      <Offline help={help} words={words} isAway={state === 'waiting'} />
      <NoMail help={help} words={words} />
      <div class="main">
        {asked}
        {!help.who.value.name && [
          label(id, 'name', words.name),
          <input
            {...given(id, 'name')}
            autocomplete="name"
            maxLength={limits.name}
            value={typed.value.name ?? ''}
            onInput={fill}
          />,
        ]}
        <input class="hide" name="url" tabIndex={-1} autocomplete="off" aria-hidden="true" />
        {error && !/bad-email|empty/.test(error) && wrong(id, words.refusals?.[error] ?? words.refusals?.['other'])}
        {AsFile && <AsFile form={form} place={place} />}
        <p class="meta below">
          {words.emailUse}{' '}
          {privacyUrl && (
            <a class="link" href={privacyUrl} target="_blank" rel="noopener">
              {words.privacy}
            </a>
          )}
        </p>
      </div>
      <div class="foot">
        <button class="primary" type="submit" aria-disabled={state !== 'idle'}>
          {state === 'idle' ? button : words.pending}
        </button>
      </div>
    </form>
  )
}
