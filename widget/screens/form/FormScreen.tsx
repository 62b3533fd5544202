// The message form, for when nobody is there.

import type { PanelProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { Email, Field, Form } from './Form.tsx'

/** @param ticketOf the conversation that the form turns into a ticket; a new one without it */
export function FormScreen({ ticketOf, ...props }: PanelProps & { ticketOf: string | undefined }) {
  const { help, words, form, draft, write, go } = props
  const of = `form-${ticketOf ?? ''}`
  return (
    <Form
      {...props}
      of={of}
      title={ticketOf ? words.byMail : words.leave}
      button={words.send}
      rest={() => (ticketOf ? { conversation: ticketOf } : {})}
    >
      <Lead {...props} isNew={!ticketOf} />
      {!ticketOf && (
        <button class="link" type="button" onClick={() => go({ name: 'problem' })}>
          {words.problem}
        </button>
      )}
      <Email {...props} of={of} />
      {!ticketOf && (
        <>
          <Field of={of} name="topic" label={words.topic}>
            {(described) => (
              <div class="select">
                <select {...described}>
                  <option value="">{words.otherTopic}</option>
                  {help.library.value?.categories.map(({ id, title }) => (
                    <option value={id}>{title}</option>
                  ))}
                </select>
                <Icon name="down" />
              </div>
            )}
          </Field>
          <Field
            of={of}
            name="text"
            label={words.message}
            wrong={form.error.value === 'empty' && words.refusals?.['empty']}
          >
            {(described) => (
              <textarea {...described} value={draft.value} onInput={(event) => write(event.currentTarget.value)} />
            )}
          </Field>
        </>
      )}
    </Form>
  )
}

/** Why it is a form, and by when it is answered. */
function Lead({ isNew, help, words, said, go }: PanelProps & { isNew: boolean }) {
  const known = help.availability.value
  const { open, online, why } = help.how.value
  return (
    <p class="lead">
      {isNew && !online && (open || why === 'away' ? words.awayNow : words.closedNow)}{' '}
      {known &&
        (known.mail === false ? (
          <button class="link" type="button" onClick={() => go({ name: 'contact' })}>
            {words.contact}
          </button>
        ) : (
          words.answerBy(said(help.now() + known.answers.ticket))
        ))}
    </p>
  )
}
