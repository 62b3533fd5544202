// Words that carry a sentence and no subject, which every panel gets with the search data.
// One form of each will do, and without accents: they are compared by their keys.

import { keyOf, pack } from '../../widget/search/fold.ts'

const light = `
ακομα αλλα αλλο αν απλα απο αρα αυτο αφου βαζω βλεπω βρισκω γεια για γιατι γινεται δε δεν δικο εγω εδω ειμαι ειναι
ειστε ειχα εκανα εκει εμενα ενα επισης ερχομαι εσας εχουμε εχω η ηδη ηταν θα θελω ιδιο ισως και καλα καλημερα κανει
κανω καποιο καποιος κατι κι λεει λεω λιγο λοιπον μαλλον μας με μετα μεχρι μη μην μηπως μιλαω μονο μου μπορω να ξερω
ο οπως οταν ουτε οχι παιρνω παλι πανω παρα περιπου πιο πολυ ποτε που πρεπει πριν προς πως σαν σας σε σου στην στο τα
τελικα τετοιο την της τι τιποτα το τοτε του τους των τωρα υπαρχει υπο φαινεται ωστε
a an and any are at be can could do don for from have hello how i if im in it me my need not now of on or our should
so that the there they this to want we what when where which who why will with would you your
`

/** Their keys. */
export const lightKeys: ReadonlySet<string> = new Set(light.trim().split(/\s+/).map(keyOf))

/** As they go over the wire. */
export const packedLight = pack([...lightKeys].join(','))
