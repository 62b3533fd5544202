// The views of a desk: the same for navigation, palette and list.

import type { Desk } from '../desk.ts'
import { Views } from './state.ts'

export const viewsOf = ({ line, agent }: Desk) => new Views({ line, me: agent.me })
