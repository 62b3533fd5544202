// Files that go with a mail: which of them it can carry, and what it says of those and of the others.

import type { KeptFile } from '../store/tables/message.ts'
import type { mailWords } from './words.ts'

/** Bytes together; on its way a mail is a third larger, and 10 MB is a usual limit. */
const most = 5_000_000

/**
 * The files that go with a mail, in the order they were sent; a large one does not keep back the small ones after it.
 * @param lost ids of those that cannot be read
 */
export function attachedOf(files: readonly KeptFile[], lost: ReadonlySet<string>): KeptFile[] {
  let left = most
  return files.filter(({ id, size }) => !lost.has(id) && size <= left && (left -= size) >= 0)
}

export const namesOf = (files: KeptFile[]): string => files.map(({ name }) => name).join(', ')

/** What is said of files: those that go with the mail, those that do not, and those that are lost. */
export function aboutFiles(
  files: KeptFile[],
  attached: KeptFile[],
  lost: ReadonlySet<string>,
  words: ReturnType<typeof mailWords>,
) {
  const isLost = ({ id }: KeptFile) => lost.has(id)
  const here = files.filter((file) => attached.includes(file))
  const there = files.filter((file) => !attached.includes(file) && !isLost(file))
  return [
    here.length > 0 && `${words.files}: ${namesOf(here)}`,
    there.length > 0 && words.filesInWidget(namesOf(there)),
    files.some(isLost) && words.filesLost(namesOf(files.filter(isLost))),
  ].filter((line) => line !== false)
}
