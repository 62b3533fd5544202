// What goes with a mail of the files that it is about: as much as every mail server takes; the rest it names.

import type { KeptFile } from '../store/tables/message.ts'

/** Bytes together; on its way a mail is a third larger, and 10 MB is a usual limit. */
const most = 5_000_000

/**
 * The files that go with a mail, in the order they were sent; a large one does not keep back the small ones after it.
 */
export function attachedOf(files: readonly KeptFile[]): KeptFile[] {
  let left = most
  return files.filter(({ size }) => size <= left && (left -= size) >= 0)
}
