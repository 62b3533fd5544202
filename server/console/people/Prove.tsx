// The owner's proof of who they are, once more, before anybody else is changed: their password, or the issuer's word.

import { Form, PasswordField } from '../parts/Form.tsx'
import { ToIssuer } from '../welcome/Issuer.tsx'
import type { People } from './state.ts'
import { words } from './words.ts'

const ask = (address: string, request?: RequestInit) => fetch(address, request)

interface ProveProps {
  people: Pick<People, 'issuer' | 'prove' | 'leave'>
}

export function Prove({ people }: ProveProps) {
  const { value: issuer } = people.issuer
  if (issuer !== null)
    return (
      <div class="fields">
        <p role="status">{words.proveThere(issuer)}</p>
        <ToIssuer fetch={ask} does={words.toIssuer(issuer)} look="primary" anew>
          <button class="quiet" type="button" onClick={() => people.leave()}>
            {words.cancel}
          </button>
        </ToIssuer>
      </div>
    )
  return (
    <Form
      does={words.proceed}
      leave={{ words: words.cancel, act: () => people.leave() }}
      send={async (given) => {
        const error = await people.prove(given('password'))
        return error && (words.refused[error] ?? words.failed)
      }}
    >
      <p>{words.proveWhy}</p>
      <PasswordField id="prove" label={words.prove} isFirst />
    </Form>
  )
}
