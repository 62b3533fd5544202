// Words that carry a sentence and no subject; they count for little, but count when nothing else was typed.

/** Their keys, of every language alike; they come with the search data. */
export const lightKeys = new Set<string>()
