// English of the hours.

import { hoursEn } from '../../../widget/strings/hours.en.ts'
import type { words as el } from './el.ts'

export const words: typeof el = {
  visitorReads: 'Visitors now read',
  overridden: {
    closed: () => 'closed early',
    open: (time) => `open until ${time}`,
    away: (time) => `on a break until ${time}`,
  },
  usual: 'Usual hours',
  forNow: 'For now only',
  forNowWhy: 'Everybody sees it at once, and it ends by itself at the next scheduled change.',
  closeNow: 'Close now',
  opensAgain: (when) => `We open again ${when}`,
  breakUntil: 'Break until',
  takeBreak: 'Take a break',
  stayUntil: 'Open until',
  stay: 'Stay longer',
  openUntil: 'Open now until',
  openNow: 'Open',
  comingDays: 'Coming days',
  hoursRefused: {
    'already-open': 'It is open until then anyway. Choose a later time.',
    'already-closed': 'It is closed already.',
    'never-closes': 'These hours never end. Take a break until some time.',
    'not-ahead': 'Choose a time within the next 24 hours.',
    'past-closing': 'That is after closing time. Choose an earlier time, or close now.',
    'too-many': 'Many changes at once. Try again in a moment.',
  },
  said: hoursEn,
}
