// Greek for what an article lacked.

export const words = { missing: 'Τι έλειπε; (αν θέλετε)' }
export type UnhelpedStrings = typeof words
