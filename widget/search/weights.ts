// How much each kind of evidence counts; found by trying, over several sites at once (`npm run bench:search`).

/** Where a word is: in the question, a keyword, the body. */
export const fields = [1, 0.75, 0.5]
/** A word of no subject. */
export const light = 0.18
/** A beginning, a word of the same family, one that means the same; less where the typed word itself is known here. */
export const prefix = 0.79
export const kin = 0.32
export const synonym = 0.85
export const synonymOfKnown = 0.78
/** A match must be this good to bring its synonyms along. */
export const bringing = 0.43
/** Of a misspelt word, before its distance is taken off. */
export const near = 0.97
export const perStep = 2.1
/** Finding several of the words in one question, keyword or block; each word of it that was not typed makes it less. */
export const together = 1
export const unasked = 0.27
/** Finding a word once more in the same article. */
export const again = 0.15
/** The rarity of a word that nothing has. */
export const unknown = 5
/** What the best must reach to be an answer. */
export const enough = 0.37
