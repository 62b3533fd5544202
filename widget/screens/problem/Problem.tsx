// The chunk of the form for a problem: what happened, what should have, with what, and what it looked like.

import { Component, type ComponentChildren } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { Localized } from '../../../server/protocol/pieces.ts'
import { deviceWords } from './device.ts'
import { problemEl, type ProblemStrings } from '../../strings/problem.el.ts'
import { problemEn } from '../../strings/problem.en.ts'
import { filePaths } from '../../view/fileIcons.ts'
import { sizeOf } from '../../view/Files.tsx'
import { Icon, paths } from '../../view/Icon.tsx'
import { Head } from '../parts/Head.tsx'
import { NoMail, Offline } from '../parts/Strips.tsx'
import { wordOf } from '../../locale.ts'
import type { PanelProps, Screen as Shown } from '../../state.ts'

Object.assign(paths, filePaths)

const strings: Record<string, ProblemStrings> = { el: problemEl, en: problemEn }

export const css = `
#problem-device{min-height:74px}
.label+.meta{margin-block:-4px 8px}
.take{position:relative;cursor:pointer;margin-block-start:8px}
.take:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.main>.picked{margin-block:8px 0}
`

/** The files of the report that is on its way. */
let sent: string[] = []

export class Screen extends Component<PanelProps & { screen: Shown }> {
  #form: HTMLFormElement | null = null

  override componentDidMount() {
    // Pictures that could not be sent with the form before are still there.
    void this.props.loadFiles()
  }
  override componentDidUpdate() {
    const { form, files } = this.props
    if (form.error.value) files.value?.giveBack(sent)
  }

  readonly #send = (event: SubmitEvent) => {
    event.preventDefault()
    const { form, files } = this.props
    if (form.state.value !== 'idle') return
    const given = new FormData(this.#form!)
    const field = (name: string) => String(given.get(name) ?? '')
    sent = files.value?.take('problem') ?? []
    const filled = {
      email: this.props.help.who.value.email ?? field('email'),
      name: field('name'),
      topic: field('topic'),
      text: field('text'),
      report: { expected: field('expected'), device: field('device') },
      trap: field('url'),
    }
    void form
      .send({ ...filled, ...(sent.length > 0 && { files: sent }) })
      .then(() => this.#form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  render() {
    const { props } = this
    const { help, words, form, draft, write, typed, fill, load, files } = props
    const own = strings[help.locale.value.split('-')[0]!] ?? problemEn
    const known = help.availability.value
    const { email, name } = help.who.value
    const { value: state } = form.state
    const { value: error } = form.error
    const {
      expected = '',
      device = deviceWords(own.kinds),
      email: address = '',
      name: called = '',
      topic = '',
    } = typed.value
    const wrongIn = {
      email: error === 'bad-email' && words.refusals?.[error],
      text: error === 'empty' && own.description,
    }
    const isElsewhere = error && !wrongIn.email && !wrongIn.text
    const loaded = files.value
    return (
      <form
        class="screen"
        noValidate
        onSubmit={this.#send}
        onInput={() => load('ticket')}
        ref={(drawn) => void (this.#form = drawn)}
      >
        <Head title={words.problem} {...props} />
        <Offline help={help} words={words} isAway={state === 'waiting'} />
        <NoMail help={help} words={words} />
        <div class="main">
          <p class="lead">{own.lead}</p>
          {known && (
            <Categories
              categories={known.site.categories}
              locale={help.locale.value}
              label={own.category}
              chosen={topic}
              choose={fill}
            />
          )}
          <Field name="text" label={own.happened} hint={own.happenedHint} wrong={wrongIn.text}>
            {(described) => (
              <textarea
                class="input"
                id="problem-text"
                name="text"
                value={draft.value}
                onInput={(event) => write(event.currentTarget.value)}
                {...described}
              />
            )}
          </Field>
          <Field name="expected" label={own.expected}>
            {(described) => (
              <textarea
                class="input"
                id="problem-expected"
                name="expected"
                value={expected}
                onInput={fill}
                {...described}
              />
            )}
          </Field>
          {known?.site.files && (
            <>
              <p class="label">{own.files}</p>
              <p class="meta" id="problem-files-hint">
                {own.filesHint(limits.files, sizeOf(known.site.files.maxSize, help.locale.value))}
              </p>
              <Picker label={own.choose} />
              {loaded && <loaded.Picked place="problem" />}
            </>
          )}
          <Field name="device" label={own.device} hint={own.deviceHint}>
            {(described) => (
              <textarea
                class="input"
                id="problem-device"
                name="device"
                maxLength={limits.query}
                value={device}
                onInput={fill}
                {...described}
              />
            )}
          </Field>
          <Field name="email" label={words.email} wrong={wrongIn.email}>
            {(described) =>
              email ? (
                <output id="problem-email">{email}</output>
              ) : (
                <input
                  class="input"
                  id="problem-email"
                  name="email"
                  type="email"
                  autocomplete="email"
                  maxLength={limits.email}
                  value={address}
                  onInput={fill}
                  {...described}
                />
              )
            }
          </Field>
          {!name && (
            <Field name="name" label={words.name}>
              {(described) => (
                <input
                  class="input"
                  id="problem-name"
                  name="name"
                  autocomplete="name"
                  maxLength={limits.name}
                  value={called}
                  onInput={fill}
                  {...described}
                />
              )}
            </Field>
          )}
          <input class="hide" name="url" tabIndex={-1} autocomplete="off" aria-hidden="true" />
          {isElsewhere && (
            <Wrong id="problem-wrong" text={words.refusals?.[error] ?? words.refusals?.['other'] ?? ''} />
          )}
          {loaded && <loaded.AsFile form={form} place="problem" />}
          <p class="meta use">{words.emailUse}</p>
        </div>
        <div class="foot">
          <button class="primary" type="submit" aria-disabled={state !== 'idle'}>
            {state === 'idle' ? own.send : words.pending}
          </button>
        </div>
      </form>
    )
  }
}

interface CategoriesProps {
  categories: Record<string, Localized>
  locale: string
  label: string
  chosen: string
  choose: (event: { currentTarget: HTMLSelectElement }) => void
}

function Categories({ categories, locale, label, chosen, choose }: CategoriesProps) {
  const list = Object.entries(categories)
  if (list.length === 0) return null
  return (
    <>
      <label class="label" for="problem-topic">
        {label}
      </label>
      <div class="select">
        <select class="input" id="problem-topic" name="topic" onChange={choose}>
          {list.map(([id, word]) => (
            <option value={id} selected={id === chosen}>
              {wordOf(word, locale)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </div>
    </>
  )
}

interface FieldProps {
  name: string
  label: string
  hint?: string
  wrong?: string | false | undefined
  children: (described: { 'aria-describedby'?: string; 'aria-invalid'?: 'true' }) => ComponentChildren
}

/** A label, what helps to fill it in, the field, and what is wrong with it. */
function Field({ name, label, hint, wrong, children }: FieldProps) {
  const id = `problem-${name}`
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <>
      <label class="label" for={id}>
        {label}
      </label>
      {hint && (
        <p class="meta" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        ...(described && { 'aria-describedby': described }),
        ...(wrong && { 'aria-invalid': 'true' as const }),
      })}
      {wrong && <Wrong id={`${id}-wrong`} text={wrong} />}
    </>
  )
}

function Picker({ label }: { label: string }) {
  return (
    <label class="second take">
      <Icon name="picture" />
      {label}
      <input
        class="hide"
        type="file"
        multiple
        aria-describedby="problem-files-hint"
        // So that what was taken away can be picked again.
        onClick={({ currentTarget: picker }) => (picker.value = '')}
      />
    </label>
  )
}

const Wrong = ({ id, text }: { id: string; text: string }) => (
  <p class="error" id={id} role="alert">
    <Icon name="alert" size={16} />
    {text}
  </p>
)
