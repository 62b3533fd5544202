// The ready replies of a desk: one for the page and the composer.

import type { Desk } from '../desk.ts'
import { storage } from '../storage.ts'
import { ReadyReplies } from './state.ts'

export const repliesOf = ({ line, agent }: Desk) => new ReadyReplies({ line, me: agent.me, tab: storage.tab })
