// The owner's password, once more, before anybody else is changed.

import { Form, PasswordField } from '../parts/Form.tsx'
import type { People } from './state.ts'
import { words } from './words.ts'

export const Prove = ({ people }: { people: People }) => (
  <Form
    does={words.proceed}
    leave={{ words: words.cancel, act: () => people.leave() }}
    send={async (given) => {
      const error = await people.prove(given('password'))
      return error && (words.refused[error] ?? words.failed)
    }}
  >
    <p>{words.proveWhy}</p>
    <PasswordField id="prove" label={words.prove} autoFocus />
  </Form>
)
