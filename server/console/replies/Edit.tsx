// The form of a ready reply.

import { useEffect, useId, useRef } from 'preact/hooks'
import type { ReadyReply } from '../../protocol/readyReply.ts'
import type { ConsoleSite } from '../../protocol/staff.ts'
import type { Desk } from '../desk.ts'
import { languageOf } from '../words.ts'
import { Following } from './Following.tsx'
import type { ReadyReplies, Writing } from './state.ts'
import { isKnown, unfilledIn, type Variable, variables } from './variables.ts'
import { words } from './words.ts'

interface EditProps {
  desk: Desk
  replies: ReadyReplies
  site: ConsoleSite
  writing: Writing
  /** As everyone has it; nothing when it is new. */
  now?: ReadyReply
}

export function Edit({ desk, replies, site, writing, now }: EditProps) {
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current!.focus(), [])
  const { value: refused } = replies.refused
  const change = (patch: Partial<Writing>) => replies.write({ ...writing, ...patch })
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    void replies.save()
  }
  return (
    <form class="reply-form" onSubmit={onSubmit}>
      <label for={`${id}title`}>{words.title}</label>
      <input
        class="input"
        id={`${id}title`}
        ref={first}
        dir="auto"
        autocomplete="off"
        value={writing.title}
        onInput={({ currentTarget }) => change({ title: currentTarget.value })}
      />
      <Text writing={writing} id={`${id}text`} change={(text) => change({ text })} />
      <Language id={`${id}locale`} site={site} writing={writing} change={change} />
      <Following desk={desk} writing={writing} change={(steps) => change({ steps })} />
      <Whose id={`${id}whose`} writing={writing} change={change} />
      <div role="alert">
        {refused && <p class="error">{words.refused[refused] ?? words.failed}</p>}
        {refused === 'changed' && now && (
          <>
            <p class="meta">{words.theirs}</p>
            <p class="theirs">
              <bdi>{now.text}</bdi>
            </p>
          </>
        )}
      </div>
      <div class="beside">
        <button class="primary" type="submit">
          {words.save}
        </button>
        <button class="quiet" type="button" onClick={() => replies.write(null)}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

interface PartProps {
  id: string
  writing: Writing
  change: (patch: Partial<Writing>) => void
}

function Language({ id, site, writing, change }: PartProps & { site: ConsoleSite }) {
  if (site.locales.length < 2) return null
  return (
    <>
      <label for={id}>{words.language}</label>
      <select
        class="input"
        id={id}
        value={writing.locale}
        onChange={({ currentTarget }) => change({ locale: currentTarget.value })}
      >
        {site.locales.map((each) => (
          <option key={each} value={each}>
            {languageOf(each)}
          </option>
        ))}
      </select>
    </>
  )
}

/** Whether the team has it, or whoever writes it alone. */
const Whose = ({ id, writing, change }: PartProps) => (
  <fieldset>
    <legend>{words.whose}</legend>
    {[true, false].map((isShared) => (
      <label class="choice" key={String(isShared)}>
        <input type="radio" name={id} checked={writing.isShared === isShared} onChange={() => change({ isShared })} />
        {isShared ? words.forAll : words.forMe}
      </label>
    ))}
  </fieldset>
)

interface TextProps {
  writing: Writing
  id: string
  change: (text: string) => void
}

/** The text, with buttons that put variables where one writes. */
function Text({ writing: { text }, id, change }: TextProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const put = (variable: Variable) => {
    const { selectionStart: from, selectionEnd: to } = field.current!
    field.current!.focus()
    field.current!.setRangeText(`{{${variable}}}`, from, to, 'end')
    change(field.current!.value)
  }
  const unknown = unfilledIn(text).filter(({ name }) => !isKnown(name))
  return (
    <>
      <label for={id}>{words.text}</label>
      <textarea
        class="input"
        id={id}
        ref={field}
        dir="auto"
        value={text}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      {unknown.length > 0 && (
        <p class="error" role="status">
          {words.unknown(unknown.map(({ name }) => `{{${name}}}`).join(', '))}
        </p>
      )}
      <div class="beside" role="group" aria-label={words.insert}>
        <span class="meta" aria-hidden="true">
          {words.insert}
        </span>
        {variables.map((variable) => (
          <button class="second small" type="button" key={variable} onClick={() => put(variable)}>
            {words.variables[variable]}
          </button>
        ))}
      </div>
    </>
  )
}
