// The menu of a message, once it is there: it comes with the palette, which asks what is to be known.

import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'

export const messageMenu = signal<ComponentType<{ desk: Desk; on: Summary; seq: number }> | null>(null)
