// What other programs mark within a line: shown in bold or as small figures, or named where there is no sign for it.

const code = /(?<tick>`+)(?!`)[^\n]*?(?<!`)\k<tick>(?!`)/.source
/** Neither within a word or an address, nor behind a `\`. */
const [from, to] = [String.raw`(?<![\p{L}\d\\/=+^~:%])`, String.raw`(?![\p{L}\d=+^~:%])`]
const bold = (within: string) => `**${within}**`
const small = (signs: string) => (figures: string) =>
  figures.replaceAll(/[\d+-]/g, (figure) => signs['0123456789+-'.indexOf(figure)]!)
const [above, below] = [small('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'), small('₀₁₂₃₄₅₆₇₈₉₊₋')]

/** What is written, and what is shown of it. */
const shown: [written: string, as: (within: string) => string][] = [
  [String.raw`${from}==(?<in>[^\s=](?:[^=\n]*[^\s=])?)==${to}`, bold],
  [String.raw`${from}\^\^(?<in>[^\s^](?:[^^\n]*[^\s^])?)\^\^${to}`, bold],
  [
    String.raw`${from}\+\+(?<in>[^\s+](?:[^+\n]|\+(?!\+))*)(?<!\s)\+\+${to}`,
    (keys) => keys.split('+').map(bold).join('+'),
  ],
  [String.raw`(?<=[\p{L}\d)])\^(?<in>[\d+-]+)\^`, above],
  [String.raw`<sup>(?<in>[\d+-]+)</sup>`, above],
  [String.raw`(?<=[\p{L}\d)])~(?<in>[\d+-]+)~(?!~)`, below],
  [String.raw`<sub>(?<in>[\d+-]+)</sub>`, below],
  // Comments of Obsidian, and the size of a picture.
  [String.raw`${from}%%(?<in>[^%]+)%%${to}`, () => ''],
  [String.raw`(?<=\]\([^()\s]+)(?<in>\s+=\d*x\d*)(?=\))`, () => ''],
]

const asMarkdown = 'write it as plain Markdown'
/** What cannot be shown, and what to do instead. */
const named: [written: string, words: string][] = [
  [String.raw`(?<![^\s(])(?<in>:[a-z][a-z\d_+-]*:)(?![^\s).,;!?])`, 'write the sign itself, or \\: if it is meant'],
  [String.raw`^(?<in>\s*:\s{1,3}\S.*)$`, 'a definition is written as a list or a card'],
  [String.raw`(?<in>\{\{[<%].*?[>%]\}\})`, asMarkdown],
  [String.raw`(?<!\\)(?<in>\[\[_?(?:toc|TOC)_?\]\]|\[TOC\])(?![(\[:])`, 'leave it out'],
  [String.raw`(?<!\\)(?<in>!\[\[[^[\]]+\]\])`, 'show a picture as ![what it shows](its file)'],
  [String.raw`(?<![\\!])(?<in>\[\[[^[\]]+\]\])(?![(\[])`, 'link to an article as [words](its .md file)'],
  [String.raw`(?<in>\{:\s*toc\s*\})`, 'leave it out'],
  [String.raw`(?<=\))(?<in>\{\s*(?:[.#]|(?!width|height)[\w-]+=)[^{}]*\})`, 'leave it out'],
  [String.raw`(?<=\s)(?<in>\{[.#][\w-][^{}]*\})\s*$(?<=^(?![\s>]*#).*)`, 'leave it out'],
  [String.raw`^\s*(?<in>\$\$.*)$`, 'write the formula in words, or show it as a picture'],
  [
    String.raw`(?<![\p{L}\d\\$])(?<in>\$[^\s$](?:[^$\n]*[\\^_])[^$\n]*(?<!\s)\$)(?![\d$])`,
    'write the formula in words, or show it as a picture',
  ],
  [String.raw`^\s*(?<in>(?:--8<--|!include\b|\.\. [a-z-]+::).*)$`, asMarkdown],
  [String.raw`^\s*(?<in>\\(?:newpage|pagebreak|[a-z]+\{[^}]*\}))`, 'leave it out'],
]

type Groups = { tick?: string; in?: string }
const compiled = <To>(signs: [string, To][]) =>
  signs.map(([written, to]): [RegExp, To] => [new RegExp(`${code}|${written}`, 'gu'), to])
const [toShow, toName] = [compiled(shown), compiled(named)]
const outside = (line: string, written: RegExp, act: (within: string) => string) =>
  line.replaceAll(written, (whole: string, ...rest: unknown[]) => {
    const { tick, in: within } = rest.at(-1) as Groups
    return tick ? whole : act(within!)
  })

/** @param say what of the line cannot be shown, and what to do instead */
export function plainMarks(line: string, say: (message: string) => void): string {
  let plain = line
  for (const [written, as] of toShow) plain = outside(plain, written, as)
  for (const [written, words] of toName)
    plain = outside(plain, written, (within) => {
      say(`${within.trim()} cannot be shown; ${words}`)
      return ''
    })
  return plain
}
