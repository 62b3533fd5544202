// One's passkeys: which there are, adding one, and removing one; both after the password.

import { useState } from 'preact/hooks'
import type { Passkey } from '../../protocol/passkey.ts'
import { Field, Form, type Given, PasswordField } from '../parts/Form.tsx'
import { shortTime } from '../parts/times.ts'
import { addPasskey, canPasskey } from '../secondFactor/passkey.ts'
import { words as factor } from '../secondFactor/words.ts'
import type { Account } from './state.ts'
import { words } from './words.ts'

const ask = (address: string, request?: RequestInit) => fetch(address, request)

export function Passkeys({ account }: { account: Account }) {
  const [isAdding, turn] = useState(false)
  const { passkeys } = account.known.value!
  const add = async (given: Given) => {
    const refused = await addPasskey(ask, given('password'), given('label').trim())
    if (refused !== null) return factor[refused]
    turn(false)
    await account.look()
    return null
  }
  return (
    <section aria-label={words.passkeys}>
      <h2>{words.passkeys}</h2>
      <p>{words.passkeysWhy}</p>
      {passkeys.length > 0 && (
        <ul class="entries">
          {passkeys.map((each) => (
            <Entry key={each.id} account={account} passkey={each} />
          ))}
        </ul>
      )}
      {!canPasskey() && <p class="meta">{words.noPasskeys}</p>}
      {canPasskey() && !isAdding && (
        <button class="second" type="button" onClick={() => turn(true)}>
          {words.addPasskey}
        </button>
      )}
      {isAdding && (
        <Form does={words.proceed} leave={{ words: words.cancel, act: () => turn(false) }} send={add}>
          <Field id="key-label" label={words.passkeyLabel} name="label" maxLength={60} />
          <PasswordField id="key-proof" label={words.passwordNow} />
        </Form>
      )}
    </section>
  )
}

function Entry({ account, passkey }: { account: Account; passkey: Passkey }) {
  const [isLeaving, turn] = useState(false)
  const { id, label, addedAt, usedAt } = passkey
  const time = (at: number) => shortTime(at, Date.now())
  const remove = async (given: Given) => {
    const error = await account.change('account:passkey', { id, password: given('password') })
    return error && (words.refused[error] ?? words.failed)
  }
  return (
    <li>
      <span class="who">
        <b>
          <bdi>{label || words.unknownDevice}</bdi>
        </b>
        <span class="meta">{words.passkeySince(time(addedAt), usedAt === null ? null : time(usedAt))}</span>
      </span>
      <button class="second small" type="button" aria-expanded={isLeaving} onClick={() => turn(!isLeaving)}>
        {words.removePasskey}
      </button>
      {isLeaving && (
        <div class="changes">
          <Form
            does={words.removePasskey}
            look="second"
            leave={{ words: words.cancel, act: () => turn(false) }}
            send={remove}
          >
            <p>{words.removeSure}</p>
            <PasswordField id={`key-${id}`} label={words.passwordNow} />
          </Form>
        </div>
      )}
    </li>
  )
}
