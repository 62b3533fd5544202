// Greek for what is offered while somebody writes.

export const words = {
  title: 'Μήπως σας απαντά αυτό;',
  dismiss: 'Όχι, ευχαριστώ',
}
export type OffersStrings = typeof words
