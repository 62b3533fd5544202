// Words that carry a sentence and no subject, which every panel gets with the search data.
// One form of each will do, and without accents: they are compared by their keys.

import { keyOf, pack } from '../../widget/search/fold.ts'

const light =
  'απο αυτο γεια για γιατι γινεται δεν ειμαι ειναι ειστε ενα εσας εχω η θα θελω και καλημερα κανω καποιο κατι κι μας με μετα μη μην μου μπορω να ο οταν πιο ποτε που πρεπει πως σας σε σου στην στο τα την της τι το του τους των υπαρχει ' +
  'a an and any are at be can could do don for from have hello how i if im in it me my need not now of on or our should so that the there they this to want we what when where which who why will with would you your'

/** Their keys. */
export const lightKeys: ReadonlySet<string> = new Set(light.split(' ').map(keyOf))

/** As they go over the wire. */
export const packedLight = pack([...lightKeys].join(','))
