// A database of the browser; where storage is forbidden, broken or never answers, nothing is kept and nobody waits for
// it.

import type { Life } from './life.ts'

/** Storage that says nothing for so many ms is none, as long as the page lives. */
const silenceMs = 4_000

/**
 * Opens nothing before the first call.
 * @param stores how each is made
 * @returns what runs one transaction, and resolves when it is on disk; null when it has come to nothing
 */
export function openDatabase<Store extends string>(
  name: string,
  stores: Record<Store, IDBObjectStoreParameters>,
  life: Life,
) {
  let opened: Promise<IDBDatabase | null> | undefined
  life.ends(() => void opened?.then((db) => db?.close()))
  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open(name, 1)
      asked.onupgradeneeded = () => {
        for (const store in stores) asked.result.createObjectStore(store, stores[store])
      }
      asked.onsuccess = () => {
        const { result } = asked
        // Closed by the browser, or somebody wants to delete it: nobody waits for us.
        result.onclose = result.onversionchange = () => {
          result.close()
          opened = undefined
        }
        resolve(result)
      }
      asked.onerror = reject
    }).catch(() => null)
  const run = async <T>(
    store: Store,
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | null> => {
    const db = await (life.signal.aborted ? null : (opened ??= open()))
    // Destroyed while it was opening.
    if (life.signal.aborted || !db) return null
    return new Promise<T>((resolve, reject) => {
      // Over all stores, so that all come to disk in the order they were begun in.
      const transaction = db.transaction(Object.keys(stores), mode, { durability: 'strict' })
      const request = act(transaction.objectStore(store))
      // Said at once: a page that ends now has written all the same.
      if (mode === 'readwrite') transaction.commit()
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = transaction.onabort = () => reject(transaction.error)
      // Full, closed by the browser, or there already.
    }).catch(() => null)
  }
  return <T>(...asked: Parameters<typeof run<T>>): Promise<T | null> =>
    new Promise((resolve) => {
      const stop = life.after(silenceMs, () => {
        opened = Promise.resolve(null)
        resolve(null)
      })
      void run(...asked).then((result) => {
        stop()
        resolve(result)
      })
    })
}
