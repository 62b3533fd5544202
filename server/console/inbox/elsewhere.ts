// What draws what an agent has begun to write on other devices, once it is there.

import { signal } from '@preact/signals'

export const elsewhere = signal<typeof import('../drafts/Other.tsx') | null>(null)
