// Signing out, until the server has heard of it: nothing of the desk is shown meanwhile.

import { Mark } from './Mark.tsx'
import { words } from './words.ts'

export const Leaving = ({ isAway }: { isAway: boolean }) => (
  <main class="sign-in">
    <form>
      <Mark />
      <h1>{words.leaving}</h1>
      <p role="status">{isAway && words.leavingWhy}</p>
    </form>
  </main>
)
