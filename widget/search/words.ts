// Words that carry a sentence and no subject; they count for little, but count when nothing else was typed.

import { keyOf } from './fold.ts'

const light =
  'ο η το οι τα του της των τον την τους τις ένα ένας μια μιας έναν και κι ή αλλά για με σε από προς στο στη στην στον στους στις στα χωρίς ως σαν αν να θα δεν δε μη μην που πως πώς πού τι πότε όταν γιατί ποιος ποια ποιο ποιοι ποιους ποιες πόσο πόσα μου σου μας σας εσάς εμάς μένα εγώ εσείς αυτό αυτή αυτός αυτά αυτές εκεί εδώ κάτι κάποιος κάποιο άλλο άλλος άλλη όλα όλο πολύ πιο μόνο πάλι τώρα μετά πριν αφού όσο είναι είμαι είστε ήταν έχω έχει έχετε έχουν θέλω θέλει ήθελα μπορώ μπορεί μπορείτε γίνεται πρέπει υπάρχει κάνω κάνει κάνετε όχι ναι παρακαλώ ' +
  'a an the and or of to in on at by for with from as it its is are am was be been do does did done i me my we us our you your he she they them this that these those there here what which who how when where why can could would should will may must have has had if then so than too very just not no any some all im ive dont'

/** Keys of the light words. */
export const lightKeys = new Set(light.split(' ').map(keyOf))
