// German, for whoever searches in several languages: importing it is enough.

import { tongues } from '../fold.ts'
import { beginnings } from '../understand.ts'
import { keyOf, readings, sound } from './fold.ts'
import { understand } from './understand.ts'

tongues['de'] = { keyOf, sound, readings }
beginnings['de'] = understand
