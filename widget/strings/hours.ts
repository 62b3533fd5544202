// The words of the hours, a language each.

import type { HoursWords } from '../hours.ts'
import type { Spoken } from '../locales.ts'
import { hoursDe } from './hours.de.ts'
import { hoursEl } from './hours.el.ts'
import { hoursEn } from './hours.en.ts'

export const hoursIn: Record<Spoken, HoursWords> = { el: hoursEl, de: hoursDe, en: hoursEn }
