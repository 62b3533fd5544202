// The chunk of the form for a problem: what happened, what should have, with what, and what it looked like.

import { Component, type TargetedEvent } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { Localized } from '../../../server/protocol/pieces.ts'
import type { Filled } from '../../form.ts'
import { wordOf } from '../../locale.ts'
import type { PanelProps, Screen as Shown } from '../../state.ts'
import type { ProblemStrings } from './el.ts'
import { words as problem } from './en.ts'
import { filePaths } from '../../view/fileIcons.ts'
import { sizeOf } from '../../view/Files.tsx'
import { Icon, paths } from '../../view/Icon.tsx'
import { address, formOf, given, label as labelled, refused, wrong } from '../parts/Form.tsx'
import { deviceWords } from './device.ts'

Object.assign(paths, filePaths)

export const words = { problem }

export const css = `
#problem-device{min-height:74px}
.label+.meta{margin-block:-4px 8px}
.take{position:relative;cursor:pointer;margin-block-start:8px}
.take:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.main>.picked{margin-block:8px 0}
`
const id = 'problem-'
const place = 'problem'

export class Screen extends Component<PanelProps & { screen: Shown }> {
  override componentDidMount() {
    // Pictures that could not be sent with the form before are still there.
    void this.props.loadFiles()
  }
  override componentDidUpdate() {
    const { form, files } = this.props
    if (form.error.value) files.value?.giveBack(form.long?.files)
  }

  readonly #rest = (field: (name: string) => string): Partial<Filled> => {
    const files = this.props.files.value?.take(place) ?? []
    return {
      report: { expected: field('expected'), device: field('device') },
      ...(files.length > 0 && { files }),
    }
  }

  render() {
    const { props } = this
    const { words, draft, write, typed, fill } = props
    const own = words.own.problem!
    const empty = refused(props, 'empty')
    const { expected = '', device = deviceWords(own.kinds) } = typed.value
    const asked = (
      <>
        <p class="lead">{own.lead}</p>
        <Categories {...props} label={own.category} />
        <Field
          name="text"
          label={own.happened}
          hint={own.happenedHint}
          error={empty}
          value={draft.value}
          onInput={(event) => write(event.currentTarget.value)}
        />
        {empty && wrong(id, own.description)}
        <Field name="expected" label={own.expected} value={expected} onInput={fill} />
        <Pictures {...props} own={own} />
        <Field
          name="device"
          label={own.device}
          hint={own.deviceHint}
          maxLength={limits.query}
          value={device}
          onInput={fill}
        />
        {address(props, id)}
      </>
    )
    return formOf(props, id, words.problem, own.send, asked, this.#rest, place)
  }
}

interface FieldProps {
  name: string
  label: string
  hint?: string
  error?: string | false
  maxLength?: number
  value: string
  onInput: (event: TargetedEvent<HTMLTextAreaElement>) => void
}

/** A label, what helps to fill it in, and the field. */
function Field({ name, label, hint, error, ...others }: FieldProps) {
  const described = [hint && `${id}${name}-hint`, error && `${id}wrong`].filter(Boolean).join(' ')
  return (
    <>
      {labelled(id, name, label)}
      {hint && (
        <p class="meta" id={`${id}${name}-hint`}>
          {hint}
        </p>
      )}
      <textarea {...given(id, name, error)} {...others} {...(described && { 'aria-describedby': described })} />
    </>
  )
}

/** What a problem may be about, as the owner has it. */
function Categories({ help, typed, fill, label }: PanelProps & { label: string }) {
  const locale = help.locale.value
  const list = Object.entries<Localized>(help.availability.value?.site.categories ?? {})
  if (list.length === 0) return null
  return (
    <>
      {labelled(id, 'topic', label)}
      <div class="select">
        <select {...given(id, 'topic')} onChange={fill}>
          {list.map(([topic, word]) => (
            <option value={topic} selected={topic === typed.value.topic}>
              {wordOf(word, locale)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </div>
    </>
  )
}

/** What it looked like, where files are taken. */
function Pictures({ help, files, own }: PanelProps & { own: ProblemStrings }) {
  const taken = help.availability.value?.site.files
  if (!taken) return null
  const Picked = files.value?.Picked
  return (
    <>
      <p class="label">{own.files}</p>
      <p class="meta" id="problem-files-hint">
        {own.filesHint(limits.files, sizeOf(taken.maxSize, help.locale.value))}
      </p>
      <label class="second take">
        <Icon name="picture" />
        {own.choose}
        <input
          class="hide"
          type="file"
          multiple
          aria-describedby="problem-files-hint"
          // So that what was taken away can be picked again.
          onClick={({ currentTarget: picker }) => (picker.value = '')}
        />
      </label>
      {Picked && <Picked place={place} />}
    </>
  )
}
