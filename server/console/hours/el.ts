// Greek of the hours.

import { hoursEl } from '../../../widget/strings/hours.el.ts'

export const words = {
  visitorReads: 'Τώρα ο επισκέπτης βλέπει',
  overridden: {
    closed: (_time: string) => 'κλείσαμε νωρίτερα',
    open: (time: string) => `ανοιχτά έως ${time}`,
    away: (time: string) => `διάλειμμα έως ${time}`,
  },
  usual: 'Κανονικό ωράριο',
  forNow: 'Μόνο για τώρα',
  forNowWhy: 'Το βλέπουν αμέσως όλοι και τελειώνει μόνο του στην επόμενη αλλαγή του ωραρίου.',
  closeNow: 'Κλείσιμο τώρα',
  opensAgain: (when: string) => `Ανοίγουμε ξανά ${when}`,
  breakUntil: 'Διάλειμμα έως',
  takeBreak: 'Διάλειμμα',
  stayUntil: 'Ανοιχτά έως',
  stay: 'Παράταση',
  openUntil: 'Άνοιγμα τώρα έως',
  openNow: 'Άνοιγμα',
  comingDays: 'Επόμενες ημέρες',
  hoursRefused: {
    'already-open': 'Είναι ήδη ανοιχτά έως τότε. Διαλέξτε αργότερη ώρα.',
    'already-closed': 'Είναι ήδη κλειστά.',
    'never-closes': 'Αυτό το ωράριο δεν κλείνει ποτέ. Κάντε διάλειμμα έως κάποια ώρα.',
    'not-ahead': 'Διαλέξτε ώρα μέσα στο επόμενο 24ωρο.',
    'past-closing': 'Τότε θα έχουμε ήδη κλείσει. Διαλέξτε νωρίτερη ώρα ή κλείστε τώρα.',
    'too-many': 'Πολλές αλλαγές μαζί. Δοκιμάστε ξανά σε λίγο.',
  } as Record<string, string>,
  said: hoursEl,
}
