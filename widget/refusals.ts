// What a visitor reads of what the server does not take; loaded when somebody begins to fill in a form.

import { refusalsEl } from './strings/refusals.el.ts'
import { refusalsEn } from './strings/refusals.en.ts'

export const refusals: Record<string, { refusals: Record<string, string> }> = { el: refusalsEl, en: refusalsEn }
