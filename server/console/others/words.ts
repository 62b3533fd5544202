// The words of what else a visitor has begun, in the agent's language.

import { spoken } from '../words.ts'

export const words = await spoken({
  el: () => import('./el.ts'),
  de: () => import('./de.ts'),
  en: () => import('./en.ts'),
})
