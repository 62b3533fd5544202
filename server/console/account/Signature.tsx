// What stands below one's answers by mail.

import { useState } from 'preact/hooks'
import { limits } from '../../limits.ts'
import type { ConsoleSite } from '../../protocol/staff.ts'
import { Form, type Given } from '../parts/Form.tsx'
import { type Unfilled, unfilledIn } from '../replies/variables.ts'
import type { Account } from './state.ts'
import { words } from './words.ts'

/** What every site has. */
const own = ['agent', 'site']

/** Those of variables that a site which somebody serves does not have: they would go out as they were typed. */
const unknownIn = (text: string, sites: readonly ConsoleSite[]): Unfilled[] =>
  unfilledIn(text).filter(({ name }) => !own.includes(name) && !sites.every((site) => site.variables.includes(name)))

interface SignatureProps {
  account: Account
  /** Those that one serves. */
  sites: readonly ConsoleSite[]
}

export function Signature({ account, sites }: SignatureProps) {
  const { signature } = account.known.value!
  const [isDone, done] = useState(false)
  const [text, type] = useState(signature)
  const unknown = unknownIn(text, sites)
  const send = async (given: Given) => {
    const error = await account.change('account:signature', { text: given('signature') })
    done(error === null)
    return error && (words.refused[error] ?? words.failed)
  }
  return (
    <section aria-label={words.signature}>
      <h2>{words.signature}</h2>
      <Form does={words.save} look="second" send={send}>
        <label for="signature">{words.signatureHow}</label>
        <textarea
          id="signature"
          class="input"
          name="signature"
          rows={4}
          maxLength={limits.signature}
          defaultValue={signature}
          dir="auto"
          onInput={({ currentTarget }) => {
            type(currentTarget.value)
            done(false)
          }}
        />
        {unknown.length > 0 && (
          <p class="error" role="status">
            {words.unknown(unknown.map(({ name }) => `{{${name}}}`).join(', '))}
          </p>
        )}
        <p class="meta" role="status">
          {isDone && words.saved}
        </p>
      </Form>
    </section>
  )
}
