// The chunk of the form for a problem: what happened, what should have, with what, and what it looked like.

import { Component } from 'preact'
import { limits } from '../../../server/limits.ts'
import type { Localized } from '../../../server/protocol/pieces.ts'
import type { Filled } from '../../form.ts'
import { wordOf } from '../../locale.ts'
import type { PanelProps, Screen as Shown } from '../../state.ts'
import { problemEl, type ProblemStrings } from '../../strings/problem.el.ts'
import { problemEn } from '../../strings/problem.en.ts'
import { filePaths } from '../../view/fileIcons.ts'
import { sizeOf } from '../../view/Files.tsx'
import { Icon, paths } from '../../view/Icon.tsx'
import { Email, Field, Form } from '../form/Form.tsx'
import { deviceWords } from './device.ts'

Object.assign(paths, filePaths)

const strings: Record<string, ProblemStrings> = { el: problemEl, en: problemEn }

export const css = `
#problem-device{min-height:74px}
.label+.meta{margin-block:-4px 8px}
.take{position:relative;cursor:pointer;margin-block-start:8px}
.take:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.main>.picked{margin-block:8px 0}
`
const of = 'problem'

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
    const files = this.props.files.value?.take(of) ?? []
    return {
      report: { expected: field('expected'), device: field('device') },
      ...(files.length > 0 && { files }),
    }
  }

  render() {
    const { props } = this
    const { help, form, draft, write, typed, fill } = props
    const own = strings[help.locale.value.split('-')[0]!] ?? problemEn
    const { expected = '', device = deviceWords(own.kinds) } = typed.value
    return (
      <Form {...props} of={of} title={props.words.problem} button={own.send} place={of} rest={this.#rest}>
        <p class="lead">{own.lead}</p>
        <Categories {...props} label={own.category} />
        <Field of={of} name="text" label={own.happened} wrong={form.error.value === 'empty' && own.description}>
          {(described) => (
            <>
              <Hint of={described.id} text={own.happenedHint} />
              <textarea {...described} value={draft.value} onInput={(event) => write(event.currentTarget.value)} />
            </>
          )}
        </Field>
        <Field of={of} name="expected" label={own.expected}>
          {(described) => <textarea {...described} value={expected} onInput={fill} />}
        </Field>
        <Pictures {...props} own={own} />
        <Field of={of} name="device" label={own.device}>
          {(described) => (
            <>
              <Hint of={described.id} text={own.deviceHint} />
              <textarea {...described} maxLength={limits.query} value={device} onInput={fill} />
            </>
          )}
        </Field>
        <Email {...props} of={of} />
      </Form>
    )
  }
}

/** What helps to fill a field in. @param of the field's id */
const Hint = ({ of, text }: { of: string; text: string }) => (
  <p class="meta" id={`${of}-hint`}>
    {text}
  </p>
)

/** What a problem may be about, as the owner has it. */
function Categories({ help, typed, fill, label }: PanelProps & { label: string }) {
  const locale = help.locale.value
  const list = Object.entries<Localized>(help.availability.value?.site.categories ?? {})
  if (list.length === 0) return null
  return (
    <Field of={of} name="topic" label={label}>
      {(described) => (
        <div class="select">
          <select {...described} onChange={fill}>
            {list.map(([id, word]) => (
              <option value={id} selected={id === typed.value.topic}>
                {wordOf(word, locale)}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </div>
      )}
    </Field>
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
      {Picked && <Picked place={of} />}
    </>
  )
}
