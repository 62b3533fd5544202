// The message form, for when nobody is there.

import { limits } from '../../../server/limits.ts'
import { Icon } from '../../view/Icon.tsx'
import { Head } from '../parts/Head.tsx'
import { NoMail, Offline } from '../parts/Strips.tsx'
import type { PanelProps } from '../../state.ts'

/** @param of the conversation that the form turns into a ticket; a new one without it */
export function FormScreen({ of, ...props }: PanelProps & { of: string | undefined }) {
  const { help, words, said, form, draft, write, typed, fill, load, go } = props
  const known = help.availability.value
  const { email, name } = help.who.value
  const { open, online, why } = help.how.value
  const { value: state } = form.state
  const { value: error } = form.error
  const id = (name: string) => `form-${of ?? ''}-${name}`
  const isWrong = (name: string) => error === { email: 'bad-email', text: 'empty' }[name]

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const fields = event.target as HTMLFormElement
    const given = new FormData(fields)
    const field = (name: string) => String(given.get(name) ?? '')
    const filled = {
      email: email ?? field('email'),
      name: field('name'),
      topic: field('topic'),
      text: field('text'),
      trap: field('url'),
    }
    void form.send(of ? { ...filled, conversation: of } : filled).then(() => {
      fields.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    })
  }
  const wrong = (name: string) => isWrong(name) && <Wrong id={id('wrong')} text={words.refusals?.[error]} />
  const described = (name: string) =>
    isWrong(name) ? { 'aria-invalid': 'true' as const, 'aria-describedby': id('wrong') } : {}
  const AsFile = props.files.value?.AsFile
  const { email: address = '', name: called = '' } = typed.value
  return (
    <form class="screen" noValidate onSubmit={send} onInput={() => load('ticket')}>
      <Head title={of ? words.byMail : words.leave} {...props} />
      <Offline help={help} words={words} isAway={state === 'waiting'} />
      <NoMail help={help} words={words} />
      <div class="main">
        <p class="lead">
          {!of && !online && (open || why === 'away' ? words.awayNow : words.closedNow)}{' '}
          {known &&
            (known.mail === false ? (
              <button class="link" type="button" onClick={() => go({ name: 'contact' })}>
                {words.contact}
              </button>
            ) : (
              words.answerBy(said(help.now() + known.answers.ticket))
            ))}
        </p>
        {!of && (
          <button class="link" type="button" onClick={() => go({ name: 'problem' })}>
            {words.problem}
          </button>
        )}
        <label class="label" for={id('email')}>
          {words.email}
        </label>
        {email ? (
          <output id={id('email')}>{email}</output>
        ) : (
          <input
            class="input"
            id={id('email')}
            name="email"
            type="email"
            autocomplete="email"
            maxLength={limits.email}
            value={address}
            onInput={fill}
            {...described('email')}
          />
        )}
        {wrong('email')}
        {!of && (
          <>
            <label class="label" for={id('topic')}>
              {words.topic}
            </label>
            <div class="select">
              <select class="input" id={id('topic')} name="topic">
                <option value="">{words.otherTopic}</option>
                {help.library.value?.categories.map(({ id, title }) => (
                  <option value={id}>{title}</option>
                ))}
              </select>
              <Icon name="down" />
            </div>
            <label class="label" for={id('text')}>
              {words.message}
            </label>
            <textarea
              class="input"
              id={id('text')}
              name="text"
              value={draft.value}
              onInput={(event) => write(event.currentTarget.value)}
              {...described('text')}
            />
            {wrong('text')}
          </>
        )}
        {!name && (
          <>
            <label class="label" for={id('name')}>
              {words.name}
            </label>
            <input
              class="input"
              id={id('name')}
              name="name"
              autocomplete="name"
              maxLength={limits.name}
              value={called}
              onInput={fill}
            />
          </>
        )}
        <input class="hide" name="url" tabIndex={-1} autocomplete="off" aria-hidden="true" />
        {error && !isWrong('email') && !isWrong('text') && (
          <Wrong id={id('wrong')} text={words.refusals?.[error] ?? words.refusals?.['other']} />
        )}
        {AsFile && <AsFile form={form} />}
        <p class="meta use">
          {words.emailUse}{' '}
          {known?.site.privacyUrl && (
            <a class="link" href={known.site.privacyUrl} target="_blank" rel="noopener">
              {words.privacy}
            </a>
          )}
        </p>
      </div>
      <div class="foot">
        <button class="primary" type="submit" aria-disabled={state !== 'idle'}>
          {state === 'idle' ? words.send : words.pending}
        </button>
      </div>
    </form>
  )
}

const Wrong = ({ id, text }: { id: string; text: string | undefined }) => (
  <p class="error" id={id} role="alert">
    <Icon name="alert" size={16} />
    {text}
  </p>
)
