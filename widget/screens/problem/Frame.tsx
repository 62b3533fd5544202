// What the form for a problem has in common with the message form: the address, the name, and how it is sent. It is not
// shared with it: in the panel, which has that one, the seams would cost 0.16 kB.

import type { ComponentChildren } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { Place } from '../../files/held.ts'
import type { Filled } from '../../form.ts'
import type { PanelProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { Head } from '../parts/Head.tsx'
import { NoMail, Offline } from '../parts/Strips.tsx'

/** What is wrong; of one field at a time. @param id of the form */
export const wrong = (id: string, text: string | undefined) => (
  <p class="error" id={id + 'wrong'} role="alert">
    <Icon name="alert" size={16} />
    {text}
  </p>
)

/** What a field says of itself when it is wrong. @param id of the form */
export const marks = (id: string, isWrong: boolean) =>
  isWrong ? { 'aria-invalid': 'true' as const, 'aria-describedby': id + 'wrong' } : {}

/** The address that the answer goes to; known of whom the site vouches for. @param id of the form */
export function address({ help, words, form, typed, fill }: PanelProps, id: string) {
  const { email } = help.who.value
  const error = form.error.value
  const isWrong = error === 'bad-email'
  return [
    <label class="label" for={id + 'email'}>
      {words.email}
    </label>,
    email ? (
      <output id={id + 'email'}>{email}</output>
    ) : (
      <input
        class="input"
        id={id + 'email'}
        name="email"
        type="email"
        autocomplete="email"
        maxLength={limits.email}
        value={typed.value.email ?? ''}
        onInput={fill}
        {...marks(id, isWrong)}
      />
    ),
    isWrong && wrong(id, words.refusals?.[error]),
  ]
}

/** Sends what is filled in, and goes back to the field that is wrong. */
function send(event: SubmitEvent, { help, form }: PanelProps, rest: (field: (name: string) => string) => object) {
  event.preventDefault()
  if (form.state.value !== 'idle') return
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

/**
 * A form.
 * @param id what the ids of its fields begin with
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
  rest: (field: (name: string) => string) => Partial<Filled>,
  place?: Place,
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
          <label class="label" for={id + 'name'}>
            {words.name}
          </label>,
          <input
            class="input"
            id={id + 'name'}
            name="name"
            autocomplete="name"
            maxLength={limits.name}
            value={typed.value.name ?? ''}
            onInput={fill}
          />,
        ]}
        <input class="hide" name="url" tabIndex={-1} autocomplete="off" aria-hidden="true" />
        {error && !/bad-email|empty/.test(error) && wrong(id, words.refusals?.[error] ?? words.refusals?.['other'])}
        {AsFile && <AsFile form={form} place={place} />}
        <p class="meta use">
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
