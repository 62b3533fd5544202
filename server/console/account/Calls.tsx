// How one is called: on this device, while the console is closed too, for what, when not, and with how many words.

import { useEffect, useState } from 'preact/hooks'
import type { Calling, Wishes } from '../../protocol/push.ts'
import type { Desk } from '../desk.ts'
import { Form } from '../parts/Form.tsx'
import { zone } from '../parts/times.ts'
import { callHere, callNoMore, callsHere, canBeCalled, canBePushed } from '../push/device.ts'
import type { Account } from './state.ts'
import { words } from './words.ts'

interface CallsProps {
  desk: Desk
  account: Account
}

export function Calls({ desk, account }: CallsProps) {
  const calls = account.calls.value
  if (!calls) return null
  return (
    <section aria-label={words.calls}>
      <h2>{words.calls}</h2>
      <p class="meta">{calls.key && canBePushed() ? words.callsWhy : words.callsWhyOpen}</p>
      <Here desk={desk} account={account} serverKey={calls.key} />
      <Wanted desk={desk} account={account} wishes={calls.wishes} mayHaveText={calls.mayHaveText} />
    </section>
  )
}

/** Whether this device is called. */
function Here({ desk, account, serverKey }: CallsProps & { serverKey: string | null }) {
  const me = desk.agent.me.value!.id
  const [until, turn] = useState<Awaited<ReturnType<typeof callsHere>> | null>(null)
  const [refused, refuse] = useState<string | null>(null)
  useEffect(() => void callsHere(me).then(turn), [])
  if (!canBeCalled()) return <p role="status">{words.cannotBeCalled}</p>
  const change = async () => {
    const done = until === 'never' ? callHere(desk.line, serverKey, me) : callNoMore(desk.line)
    // A browser says why it could not in words for whoever wrote the page.
    refuse(await done.catch(() => 'service'))
    turn(await callsHere(me))
    await account.look()
  }
  return (
    <>
      <p role="status">{words.calledHere[until ?? 'never']}</p>
      <button class="second" type="button" disabled={until === null} onClick={() => void change()}>
        {until === 'open' || until === 'closed' ? words.callNoMore : words.callHere}
      </button>
      <p class="error" role="alert">
        {refused && (words.refused[refused] ?? words.failed)}
      </p>
    </>
  )
}

interface WantedProps extends CallsProps {
  wishes: Wishes
  mayHaveText: boolean
}

function Wanted({ desk, account, wishes, mayHaveText }: WantedProps) {
  const [isDone, done] = useState(false)
  const [isQuiet, quieten] = useState(wishes.quiet !== null)
  const send = async (given: (name: string) => string, form: HTMLFormElement) => {
    const chosen = new FormData(form)
    const wished: Wishes = {
      tells: chosen.getAll('tells') as Calling[],
      quiet: isQuiet ? { from: given('from'), until: given('until'), zone: zone || 'UTC' } : null,
      hasText: chosen.has('text'),
    }
    const error = await account.change('push:wish', wished)
    if (error === null && account.calls.value) desk.attention.calls = { ...account.calls.value, wishes: wished }
    done(error === null)
    return error && (words.refused[error] ?? words.failed)
  }
  return (
    <Form does={words.save} look="second" send={send}>
      <fieldset onChange={() => done(false)}>
        <legend>{words.callsFor}</legend>
        {(Object.keys(words.callings) as Calling[]).map((name) => (
          <label class="choice" key={name}>
            <input type="checkbox" name="tells" value={name} defaultChecked={wishes.tells.includes(name)} />
            {words.callings[name]}
          </label>
        ))}
        <label class="choice">
          <input type="checkbox" checked={isQuiet} onChange={({ currentTarget }) => quieten(currentTarget.checked)} />
          {words.quiet}
        </label>
        {isQuiet && (
          <div class="beside">
            <Time name="from" label={words.quietFrom} value={wishes.quiet?.from ?? '20:00'} />
            <Time name="until" label={words.quietUntil} value={wishes.quiet?.until ?? '08:00'} />
          </div>
        )}
        {mayHaveText && (
          <label class="choice">
            <input type="checkbox" name="text" defaultChecked={wishes.hasText} />
            {words.callText}
          </label>
        )}
      </fieldset>
      <p class="meta" role="status">
        {isDone && words.callsSaved}
      </p>
    </Form>
  )
}

const Time = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <input class="input" type="time" name={name} aria-label={label} required defaultValue={value} />
)
