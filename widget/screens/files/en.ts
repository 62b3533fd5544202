// English for files.

import type { FilesStrings } from './el.ts'

export const words: FilesStrings = {
  files: 'Attachments',
  remove: (name) => `Remove: ${name}`,
  uploading: (name) => `Uploading: ${name}`,
  waiting: 'Will be uploaded once you’re back online',
  retry: 'Try again',
  open: (name) => `Open: ${name}`,
  asFile: 'Send as a file',
  fileName: 'message.txt',
  inFile: (name) => `(all of it in ${name})`,
  notShown: 'not shown here, opens as a file',
  expected: 'What should have happened',
  device: 'Browser and device',
  refusals: {
    'too-big': (most) => `It is larger than ${most}. Send a smaller one, or a part of it.`,
    'too-many-files': (_most, count) => `Up to ${count} files in a message. Send it with the next one.`,
    'wrong-type': () => 'We do not take such files. Send a picture, a video, a PDF, a document or a text.',
    infected: () => 'The security check found something dangerous, so it was not sent. Send something else.',
    unscanned: () => 'The security check does not answer. Try again in a moment.',
    'no-room': () => 'There is no room for more files now. Send the message without it, or try again later.',
    empty: () => 'The file is empty. Choose another.',
    other: () => 'Not uploaded. Try again, or choose another.',
  },
}
