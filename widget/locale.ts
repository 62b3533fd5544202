// Which language: one place for launcher, panel and help pages, whatever a page writes into its tags.

/** The language of whatever was written for a tag of BCP 47: `el_GR.UTF-8`, `EN-us`, and `gr`, which is a country. */
export const languageOf = (written: string): string =>
  /[a-z]*/.exec(written.trim().toLowerCase())![0].replace(/^gr$/, 'el')

const spelt = (tag: string) => tag.trim().toLowerCase().split(/[.@]/)[0]!.replaceAll('_', '-')

/** The first of the offered that somebody wants: as it is written, else another one of its language. */
export function pick<Offered extends string>(
  wanted: readonly (string | null | undefined)[],
  offered: readonly Offered[],
): Offered | undefined {
  for (const each of wanted) {
    if (!each) continue
    const found =
      offered.find((tag) => spelt(tag) === spelt(each)) ?? offered.find((tag) => languageOf(tag) === languageOf(each))
    if (found) return found
  }
  return undefined
}

/** Whether it is written from right to left. */
export const isRightToLeft = (tag: string): boolean => /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)$/.test(languageOf(tag))

/** A word of the owner's, in the reader's locale where there is one. */
export const wordOf = (given: string | Record<string, string>, locale: string): string =>
  typeof given === 'string' ? given : (given[locale] ?? Object.values(given)[0] ?? '')
