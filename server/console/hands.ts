// Hands: what a tab keeps through a reload belongs to one agent, and the next one in it finds their own.

import { sessionStorage } from './storage.ts'

const holderKey = 'rotame:by'
/** Drafts, where notes are being written, and what is attached. */
const keys = ['rotame:drafts', 'rotame:noting', 'rotame:rising']

/** Puts away what another agent has left in this tab, and brings back what this one has. @returns whether anything is other than it was */
export function changeHands(agent: string): boolean {
  const former = sessionStorage.getItem(holderKey)
  sessionStorage.setItem(holderKey, agent)
  // The first in a tab find what they wrote before they were known.
  if (former === null || former === agent) return false
  let isChanged = false
  for (const key of keys) {
    const [left, own] = [sessionStorage.getItem(key), sessionStorage.getItem(`${key}:${agent}`)]
    if (left !== null) sessionStorage.setItem(`${key}:${former}`, left)
    if (own === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, own)
    isChanged ||= left !== own
  }
  return isChanged
}
