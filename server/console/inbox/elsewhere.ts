// What comes once the desk stands: what goes with drafts and drafts of other devices, what else a visitor has begun,
// who else looks.

import { signal } from '@preact/signals'

export const elsewhere = signal<typeof import('../drafts/Begun.tsx') | null>(null)
export const others = signal<typeof import('../others/Others.tsx') | null>(null)
export const looking = signal<typeof import('../looking/said.ts') | null>(null)
