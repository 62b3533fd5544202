// How much each kind of evidence counts; found by trying, over several sites at once (`npm run bench:search`).

/** Of the cover, where a word is: in the question, a keyword, the body. */
export const fields = [1, 0.75, 0.5]
export const synonymCover = 0.9
/** A word of no subject. */
export const light = 0.18
/** A beginning; a word of the same family. */
export const prefix = 0.77
export const kin = 0.45
/** A match must be this good to bring its synonyms along. */
export const bringing = 0.36
/** Of a misspelt word, before its distance is taken off. */
export const near = 1
export const perStep = 2.5
/** A synonym where the word itself is not, which counts log(1 + times): in the question, a keyword, the body. */
export const meant = [0.55, 0.55, 0.26]
/**
 * Having several of the words in one segment: what that, a synonym in it and a block count; each word not asked makes
 * it less.
 */
export const together = 1.2
export const asSynonym = 0.7
export const inBlock = 0.5
export const unasked = 0.27
/** The rarity of a word that nothing has. */
export const unknown = 4.8
/** What of the query the best must have to be an answer; less for each word of a subject, up to so many. */
export const enough = 0.453
export const perSubject = 0.032
export const subjects = 8
