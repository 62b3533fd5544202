// The message form, for when nobody is there.

import type { PanelProps } from '../../state.ts'
import { Icon } from '../../view/Icon.tsx'
import { address, formOf, given, label, refused, wrong } from '../parts/Form.tsx'

/** @param of the conversation that the form turns into a ticket; a new one without it */
export function FormScreen({ conversation: of, ...props }: PanelProps & { conversation?: string | undefined }) {
  const { help, words, said, draft, write, go } = props
  const known = help.availability.value
  const { open, online, why } = help.how.value
  const id = `form-${of ?? ''}-`
  const empty = refused(props, 'empty')
  const { offers: Offers } = props.more.value
  const asked = [
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
    </p>,
    !of && (
      <button class="link" type="button" onClick={() => go({ name: 'problem' })}>
        {words.problem}
      </button>
    ),
    address(props, id),
    !of && [
      label(id, 'topic', words.topic),
      <div class="select">
        <select {...given(id, 'topic')}>
          <option value="">{words.otherTopic}</option>
          {help.library.value?.categories.map(({ id, title }) => (
            <option value={id}>{title}</option>
          ))}
        </select>
        <Icon name="down" />
      </div>,
      label(id, 'text', words.message),
      <textarea
        {...given(id, 'text', empty)}
        value={draft.value}
        onInput={(event) => write(event.currentTarget.value)}
      />,
      empty && wrong(id, words.refusals?.[empty]),
      Offers && <Offers {...props} />,
    ],
  ]
  return formOf(props, id, of ? words.byMail : words.leave, words.send, asked, () => (of ? { conversation: of } : {}))
}
