// How much each kind of evidence counts; found by trying, over several sites at once (`npm run bench:search`).

/** Where a word is: in the question, a keyword, the body. */
export const fields = [1, 0.75, 0.5]
/** A word of no subject. */
export const light = 0.18
/** A beginning, a word of the same family, one that means the same as one that is here too (of one that is not: 1). */
export const prefix = 0.77
export const kin = 0.45
export const synonymOfKnown = 0.83
/** A match must be this good to bring its synonyms along. */
export const bringing = 0.36
/** Of a misspelt word, before its distance is taken off. */
export const near = 1
export const perStep = 2.5
/** Finding several of the words in one question, keyword or block; each word of it that was not typed makes it less. */
export const together = 0.83
export const unasked = 0.27
/** Finding a word once more in the same article. */
export const again = 0.14
/** The rarity of a word that nothing has. */
export const unknown = 4.8
/** What the best must reach to be an answer. */
export const enough = 0.36
