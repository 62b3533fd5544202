// Folding: one spelling for everything that sounds alike, whichever alphabet or keyboard layout it was typed with.

/** Rewrites in order; each rule is `pattern>replacement`. */
export function rules(text: string): (word: string) => string {
  const steps = text.split(' ').map((rule) => {
    const [from, to] = rule.split('>') as [string, string]
    return [new RegExp(from, 'gu'), to] as const
  })
  return (word) => {
    for (const [from, to] of steps) word = word.replace(from, to)
    return word
  }
}

const stripped = rules('[\\p{M}\\p{Cf}]> ß>ss')
/** Without accents, capitals and forms of print (ligatures, full width); the same letters otherwise. */
export const plain = (text: string): string => stripped(text.normalize('NFKD').toLowerCase())

/** One letter for each Greek sound: ι for all that sound so, υ for ου, β for φ as well. */
export const sound = rules(
  'ς>σ [γν][γκ]>γ [γν](?=[χξ])> ^μπ>β μπ>μβ ^ντ>δ ντ>νδ ω>ο ου>ω ([αε])υ>$1β αι>ε [εου]ι|[ηυ]>ι ω>υ φ>β κσ>ξ πσ>ψ κ(?=τ)>χ (?<=[χβσ])θ>τ (.)\\1>$1',
)
/** What Greeklish writes with two letters, or differently by place. */
const digraphs = rules('th(?=[aeiouywr])>θ [ck]h>χ ks>ξ ps>ψ ^h(?=r)|h(?=[aeiouyw])>χ')

const latin = 'abcdefghijklmnopqrstuvwxyz3489'
const spoken = 'αβκδεφγηιξκλμνοπκρστυβωχυζξψθθ'
const typed = 'αβψδεφγηιξκλμνοπqρστθωςχυζ3489'
const swap = (word: string, from: string, to: string) =>
  word.replace(/./g, (letter) => to[from.indexOf(letter)] ?? letter)

/** Latin letters as a Greek would mean them: `kwdikos` -> `κωδικος`. */
const fromGreeklish = (word: string) => swap(digraphs(word), latin, spoken).replace(/σ$/, 'ς')

const ending =
  '((?<=μ)ατ(α|οσ|ον)|ι?(ασ?|εσ?|οσ|ον?|υσ?|ι)|ισ|εο[σν]|α[νμτ]ε?|υνε?|υ?με|[ειο]τε|ομε|εσε|εστε|ονδ(ε|ασ)|α[οι])$'
/** First with what stands between a verb's stem and its ending, then without. */
const stems = [new RegExp(`^(.{4,}?)([αειο]?[σνθ]|μεν|ομ|ι?θικ)${ending}`), new RegExp(`^(.{2,}?)${ending}`)]
function stemGreek(word: string): string {
  // What asks how much is not what asks how.
  if (/^ποσ(ο|α|εσ?|ι|υσ?|ον)$/.test(word)) return 'ποσο'
  const [, stem = word] = stems[0]!.exec(word) ?? stems[1]!.exec(word) ?? []
  // Two letters tell too little (ώρες, όροι; άλλο, αλλά): the kind of the ending goes with them.
  const told = stem[2] || stem === word ? stem : stem + (/[αε]/.test(word[2]!) ? 'α' : 'ο')
  return told.replace(/ψ$/, 'β').replace(/[ξζ]$/, 'γ')
}

/** The stem of an English word, roughly; what it leaves need not be a word. */
function stemEnglish(word: string): string {
  const one = word.replace(/ies$/, 'y').replace(/(?<=..[^su])s$|(?<=[sxh])es$/, '')
  const bare = one.replace(/(?<=[aeiouy].+)(ing|ed|ation|ment)$|(?<=.{4})(ly|ion)$/, '').replace(/([^ls])\1$/, '$1')
  return (bare[2] ? bare : one).replace(/(?<=..)e$/, '').replace(/y$/, 'i')
}

const isGreek = (word: string) => /[α-ω]/.test(word)

/** What a word of a text is found by. */
export function keyOf(word: string): string {
  const bare = plain(word)
  return isGreek(bare) ? stemGreek(sound(bare)) : stemEnglish(bare)
}

/** Keys for the wire and back: Greek in small Latin letters, by their place on the keyboard, and Latin in capitals. */
export const pack = (keys: string): string =>
  swap(
    keys.toUpperCase().replace(/[Α-Ω]/g, (letter) => letter.toLowerCase()),
    typed,
    latin,
  )
export const unpack = (packed: string): string => swap(packed, latin, typed).toLowerCase()

/** A way to read what was typed: its letters, their folded form, and the stem of that. */
export interface Reading {
  text: string
  whole: string
  stem: string
}
const greekly = (text: string): Reading => {
  const whole = sound(text)
  return { text, whole, stem: stemGreek(whole) }
}
const englishly = (text: string): Reading => ({ text, whole: text, stem: stemEnglish(text) })

/**
 * What a typed word may be, likeliest first: as it stands, Greeklish (x is χ or ξ, u is υ or ου), or typed with the
 * other layout.
 */
export function readings(word: string): Reading[] {
  const bare = plain(word)
  if (isGreek(bare)) return [greekly(bare), englishly(swap(bare, typed, latin))]
  if (!/[a-z]/.test(bare)) return [englishly(bare)]
  const meant = new Set([bare, bare.replace('x', '3'), bare.replace(/(?<![aeo])u/g, 'ou')])
  return [englishly(bare), ...[...meant].map((one) => greekly(fromGreeklish(one))), greekly(swap(bare, latin, typed))]
}

/** How the words of a language are folded. */
export interface Tongue {
  keyOf: typeof keyOf
  /** What a text's word is found by while it is typed, besides its letters. */
  sound: typeof sound
  readings: typeof readings
}
/** That of Greek and English, and of whatever is compared by letters. */
const usual: Tongue = { keyOf, sound, readings }
/** Those of languages that need more, by the names that search data have for them. */
export const tongues: Record<string, Tongue> = {}

/**
 * The tongue of what is searched now. It is set by whatever begins to search, which nothing interrupts; a panel's build
 * knows one alone (`oneTongue` of `vite.config.ts`).
 */
export const tongue: Tongue = { ...usual }
export const speak = (name = ''): Tongue => Object.assign(tongue, tongues[name] ?? usual)
