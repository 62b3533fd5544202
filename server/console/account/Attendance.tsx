// When one counts as away by itself, and how many chats one wants at once.

import { useState } from 'preact/hooks'
import type { Attending } from '../../protocol/attendance.ts'
import { Form } from '../parts/Form.tsx'
import type { Account } from './state.ts'
import { words } from './words.ts'

/** Minutes that one may choose from. */
const idleTimes = [5, 10, 15, 30, 60] as const
const mostChats = 100

export function Attendance({ account, wishes }: { account: Account; wishes: Attending }) {
  const [isDone, done] = useState(false)
  const { idle, hours, most } = wishes
  // What was said elsewhere stays to be chosen.
  const times = idleTimes.some((each) => each === idle) || idle === null ? idleTimes : [...idleTimes, idle]
  const send = async (given: (name: string) => string, form: HTMLFormElement) => {
    const error = await account.change('attendance:wish', {
      idle: given('idle') ? Number(given('idle')) : null,
      hours: new FormData(form).has('hours'),
      most: given('most') ? Number(given('most')) : null,
    })
    done(error === null)
    return error && (words.refused[error] ?? words.failed)
  }
  return (
    <section aria-label={words.attendance}>
      <h2>{words.attendance}</h2>
      <Form does={words.save} look="second" send={send}>
        <fieldset onChange={() => done(false)}>
          <label for="idle">{words.idle}</label>
          <select class="input" id="idle" name="idle" defaultValue={String(idle ?? '')}>
            <option value="">{words.neverIdle}</option>
            {times.map((minutes) => (
              <option key={minutes} value={minutes} selected={minutes === idle}>
                {words.idleAfter(minutes)}
              </option>
            ))}
          </select>
          <label class="choice">
            <input type="checkbox" name="hours" defaultChecked={hours} />
            {words.awayAfterHours}
          </label>
          <label for="most">{words.most}</label>
          <input
            class="input"
            id="most"
            name="most"
            type="number"
            inputMode="numeric"
            min={1}
            max={mostChats}
            placeholder={words.mostUsual}
            defaultValue={String(most ?? '')}
          />
        </fieldset>
        <p class="meta" role="status">
          {isDone && words.callsSaved}
        </p>
      </Form>
    </section>
  )
}
