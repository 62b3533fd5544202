// What an agent does for themself: a part of the list of all that can be done.

import type { Summary } from '../../protocol/conversation.ts'
import type { Listed } from './act.ts'

const follows = ({ followers }: Summary, me: string): boolean => followers.some(({ id }) => id === me)

export const ownListed: readonly Listed[] = [
  {
    id: 'follow',
    words: { el: 'Παρακολούθηση', de: 'Folgen', en: 'Follow' },
    done: { el: 'Την παρακολουθείτε', de: 'Sie folgen jetzt', en: 'You follow it' },
    icon: 'bell',
    key: { code: 'KeyF' },
    applies: (of, me) => !follows(of, me),
    act: () => ({ kind: 'follow', on: true }),
    draws: ({ followers, lastSeq, noteCount }, _, { me }) => ({
      followers: [...followers, { id: me.id, seq: lastSeq, notes: noteCount }],
    }),
  },
  {
    id: 'unfollow',
    words: { el: 'Τέλος παρακολούθησης', de: 'Nicht mehr folgen', en: 'Stop following' },
    done: { el: 'Δεν την παρακολουθείτε πια', de: 'Sie folgen nicht mehr', en: 'You follow it no longer' },
    icon: 'bell',
    key: { code: 'KeyF' },
    applies: follows,
    act: () => ({ kind: 'follow', on: false }),
    draws: ({ followers }, _, { me }) => ({ followers: followers.filter(({ id }) => id !== me.id) }),
  },
  {
    id: 'link',
    words: { el: 'Αντιγραφή συνδέσμου', de: 'Link kopieren', en: 'Copy link' },
    icon: 'link',
    key: { code: 'KeyY' },
    applies: () => true,
    isForReaders: true,
    isOfMessages: true,
    does: 'copy links',
  },
]
