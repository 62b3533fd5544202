// Passwords: how long one may be, and which are guessed too easily, judged here from a bundled list and asked of
// nobody.

/** Characters of a password, at setting and at signing in alike. */
export const passwordLength = { least: 10, most: 128 } as const

/**
 * Guesses that one must be worth, as a power of ten; and what is left of it without the person's name and address,
 * which count for little.
 */
const leastGuesses = { whole: 8, beside: 5 }

/** A password that is not taken, and why, in a sentence for whoever has chosen it. */
export class WeakPassword extends Error {}

/**
 * Length counts, not composition: four words are as welcome as signs.
 * @param known what who guesses would try first: the person's name and address
 * @throws WeakPassword
 */
export async function checkPassword(password: string, known: string[]): Promise<void> {
  const { least, most } = passwordLength
  const { length } = password
  if (length < least) throw new WeakPassword(`The password has ${length} characters; give at least ${least}.`)
  if (length > most) throw new WeakPassword(`The password has ${length} characters; give at most ${most}.`)
  // Only who sets one needs the lists.
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs: graphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const guesses = new ZxcvbnFactory({ dictionary, graphs })
  const isGuessed = (text: string, least: number) => text === '' || guesses.check(text).guessesLog10 < least
  const beside = partsOf(known).reduce((text, part) => text.replaceAll(part, ''), password.toLowerCase())
  if (isGuessed(password, leastGuesses.whole))
    throw new WeakPassword(`The password is among the first that are guessed; ${better}`)
  if (isGuessed(beside, leastGuesses.beside))
    throw new WeakPassword(`The password is little more than the name or address; ${better}`)
}

const better = 'give a longer one, such as four words that do not belong together.'

/** Each as it is, and each word of it, the longest first. */
const partsOf = (known: string[]): string[] =>
  known
    .flatMap((each) => [each, ...each.split(/[\s@.,_-]+/)])
    .map((part) => part.toLowerCase())
    .filter(({ length }) => length > 2)
    .toSorted((a, b) => b.length - a.length)
