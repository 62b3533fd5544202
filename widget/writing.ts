// What a visitor writes before it is sent: the draft, the fields of a form, and the form.

import { createForm } from './form.ts'
import type { Chunks, Loading, State, Writing } from './state.ts'

export function createWriting<Before extends State & Loading & Chunks>(before: Before): Before & Writing {
  const { memory, draft, typed } = before
  const state: Before & Writing = {
    ...before,
    // A draft of before may be sent without an input: what is said of one that is not taken comes with it.
    form: createForm(before, (failed) =>
      before.bring(() => import('./screens/ticket/Ticket.tsx'), failed).then(({ createSender }) => createSender(state)),
    ),
    write(text) {
      // One word asks nothing yet, and what was filled in was searched for.
      if (draft.value.includes(' ')) before.load('offers')
      draft.value = text
      void memory.keepDraft(text)
    },
    fill({ currentTarget: { name, value } }) {
      typed.value = { ...typed.value, [name]: value }
      void memory.keepDraft(JSON.stringify(typed.value), 'fields')
    },
  }
  return state
}
