// Six boxes for a code's digits: one field for keyboards, pasting and screen readers, drawn as six.

import { focused } from '../parts/focus.ts'

interface CodeBoxesProps {
  id: string
  value: string
  type: (digits: string) => void
  isWrong: boolean
}

export function CodeBoxes({ id, value, type, isWrong }: CodeBoxesProps) {
  return (
    <div class="boxes">
      {Array.from({ length: 6 }, (_, at) => (
        <i key={at} aria-hidden class={at === Math.min(value.length, 5) ? 'now' : ''}>
          {value[at]}
        </i>
      ))}
      <input
        id={id}
        inputMode="numeric"
        autocomplete="one-time-code"
        required
        ref={focused}
        value={value}
        aria-invalid={isWrong}
        aria-describedby="code-wrong"
        onInput={({ currentTarget }) => {
          // What is pasted may have spaces in it.
          const digits = currentTarget.value.replaceAll(/\D/g, '').slice(0, 6)
          currentTarget.value = digits
          type(digits)
        }}
      />
    </div>
  )
}
