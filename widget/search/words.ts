// Words that carry a sentence and no subject; they count for little, but count when nothing else was typed.
// One form of each will do: they are compared by their keys.

import { keyOf } from './fold.ts'

const light =
  'ο η το τα του της των την τους ένα μη και κι για με σε από στο στην να θα δεν δε μην που πως τι πότε όταν γιατί πιο μου σου μας σας εσάς εμάς εγώ αυτό κάτι κάποιο μετά είναι είμαι είστε έχω θέλω ήθελα μπορώ γίνεται πρέπει υπάρχει κάνω καλημέρα γεια ευχαριστώ ' +
  'a an the and or of to in on at by for with from it i are am was be do did i me my we our you they this that these there here what which who how when where why can could would should will have has if so just not no any some all im want need get now t s don hello hi thanks please'

/** Keys of the light words. */
export const lightKeys = new Set(light.split(' ').map(keyOf))
