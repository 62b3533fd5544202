// English of what goes by its age.

import type { words as el } from './el.ts'

export const words: typeof el = {
  why: 'What has been kept for as long as rotame.yaml says is erased by itself, once a day. What is open stays.',
  later: 'It comes once you’re connected.',
  soon: (date) => `What is erased by ${date}`,
  none: 'Nothing.',
  what: 'What',
  site: 'Site',
  allSites: 'All',
  count: 'How many',
  oldest: 'The oldest',
  kept: 'How long each is kept',
  time: 'Time',
  forGood: 'Without limit',
  sealed: 'How it is encrypted',
  atRest: {
    apart: 'The database is encrypted with AES-256, and its key lies elsewhere.',
    beside:
      'The database is encrypted with AES-256, but its key lies beside it in the data folder. That protects backups, and not from whoever takes the whole folder.',
    plain: 'The database is not encrypted.',
    fields:
      'What people wrote and their addresses are encrypted with AES-256 in PostgreSQL. The rest is for its disk to protect.',
    postgres: 'The database is in PostgreSQL without a key of Rotame’s: its disk has to be encrypted.',
  },
  kinds: {
    conversations: 'Closed conversations',
    requests: 'Closed requests',
    spam: 'Spam',
    files: 'Files of closed conversations',
    mailSources: 'Emails as they came',
    searches: 'Searches, and what articles lack',
    audit: 'Entries of the record',
    held: 'They stay, under a legal hold',
  },
}
