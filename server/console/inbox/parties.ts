// Who else the mails of a conversation are of.

import type { Party } from '../../protocol/via.ts'

/** The party with an address, however its letters are written. */
export const partyOf = ({ parties }: { parties: readonly Party[] }, address: string): Party | undefined =>
  parties.find((each) => each.address.toLowerCase() === address.toLowerCase())
