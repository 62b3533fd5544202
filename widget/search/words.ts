// Words that carry a sentence and no subject; they count for little, but count when nothing else was typed.
// One form of each will do, and no accents: they are compared by their keys.

import { keyOf } from './fold.ts'

const light =
  'ο η το τα του της των την τους ενα μη και κι για με σε απο στο στην να θα δεν μην που πως τι ποτε οταν γιατι πιο μου σου μας σας εσας αυτο κατι καποιο μετα ειναι ειμαι ειστε εχω θελω ηθελα μπορω γινεται πρεπει υπαρχει κανω καλημερα γεια ευχαριστω ' +
  'a an the and or of to in on at by for with from it i are am was be do did i me my we our you they this that there what which who how when where why can could would should will have has if so not no any all im want need now t don hello hi thanks please'

/** Keys of the light words. */
export const lightKeys = new Set(light.split(' ').map(keyOf))
