// Words that carry a sentence and subject; they count for little, but count when nothing else was typed.
// One form of each will do, and accents: they are compared by their keys.

import { keyOf } from './fold.ts'

const light =
  'απο αυτο γεια για γιατι γινεται δεν ειμαι ειναι ειστε ενα εσας εχω η θα θελω και καλημερα κανω καποιο κατι κι μας με μετα μη μην μου μπορω να ο οταν πιο ποτε που πρεπει πως σας σε σου στην στο τα την της τι το του τους των υπαρχει ' +
  'a an and any are at be can could do don for from have hello how i if im in it me my need not now of on or our should so that the there they this to want we what when where which who why will with would you your'

/** Keys of the light words. */
export const lightKeys = new Set(light.split(' ').map(keyOf))
