// How German words are folded: umlauts in every spelling, forms of words by rules like Snowball's, the other layout's
// y and z.

import { plain, type Reading, rules } from '../fold.ts'
import { lightKeys } from '../stopWords.ts'

/** One letter for each sound: ä is a, ae, whichever was typed; doubled letters are single. */
export const sound = rules('(?<![aeq])ue>u ae>a oe>o ph>f th>t dt>t ck>k (.)\\1>$1')

/** As a Berliner would mean what a layout without their y and z has typed. */
const swapped = (word: string) => word.replaceAll(/[yz]/g, (letter) => (letter === 'y' ? 'z' : 'y'))

const withPrefix = /^(ab|an|auf|aus|bei|ein|her|hin|los|mit|nach|um|vor|weg|zu|zuruk|zusamen)?ge(.{3,}?)(?:et|t|en)$/

/** What a folded word and its other forms have in common; it need not be a word. */
export function stem(word: string): string {
  const plural = word.replace(/(?<=.{4})(?:innen|in)$/, '')
  const done = plural.replace(withPrefix, (_, before: string = '', verb: string) => before + verb)
  let bare = done
  for (let before = ''; before !== bare;) {
    before = bare
    bare = bare
      .replace(/(?<=.{3})(?:ern|em|er|en|es|e|n|(?<=[bdfghklmnrt])s)$/, '')
      .replace(/(?<=.{4})(?:et|st|t)$/, '')
      .replace(/(?<=.{4})(?:ung|heit|keit|lich|isch|ig|end)$/, '')
  }
  return bare
}

const light = `
aber alle allem allen aller alles als also am an andere auch auf aus bei beim bekomme bekommen bin bis bitte brauche
brauchen da damit dann das dass dein dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch du
dürfen darf durch ein eine einem einen einer eines er es etwas euch euer eure fürs für gar geben gehe gehen geht gern
gibt habe haben hallo hat hatte hätte ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins irgendwie ist ja jetzt kann
kein keine keinen können könnte machen mache macht man mehr mein meine meinem meinen meiner mich mir mit möchte muss
müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seit sich sie sind so soll sollte um und uns
unser unsere vom von vor wann war warum was weil welche welchem welchen welcher welches wenn wer werde werden wie wieso
hab habt wollen wollte war raus rein statt
will wir wird wo woher wohin womit wurde würde zu zum zur über
`
const stemOf = (word: string) => stem(sound(plain(word)))
/** Their stems; they are other words than those of other languages that are spelt alike. */
const lightStems = new Set(light.trim().split(/\s+/).map(stemOf))
const marked = (found: string) => (lightStems.has(found) ? `·${found}` : found)
for (const each of lightStems) lightKeys.add(`·${each}`)

export const keyOf = (word: string) => marked(stemOf(word))

export function readings(word: string): Reading[] {
  const bare = plain(word)
  return [...new Set([bare, swapped(bare)])].map((text) => {
    const whole = sound(text)
    return { text, whole, stem: marked(stem(whole)) }
  })
}
