// What comes once the desk stands: drafts of other devices, and what else a visitor has begun.

import { signal } from '@preact/signals'

export const elsewhere = signal<typeof import('../drafts/Other.tsx') | null>(null)
export const others = signal<typeof import('../others/Others.tsx') | null>(null)
