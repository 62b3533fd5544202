// A box: files kept in IndexedDB, in a database of their own, so that a reload finds them; nowhere where storage is forbidden.

/** Keeps what has an id, each database by its own name. */
export function openBox<Kept extends { id: string }>(name: string) {
  let opened: Promise<IDBDatabase | null> | undefined
  const within = async <T>(act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> => {
    const db = await (opened ??= open(name))
    if (!db) return null
    return new Promise((resolve) => {
      const transaction = db.transaction('files', 'readwrite', { durability: 'strict' })
      const request = act(transaction.objectStore('files'))
      // Said at once: a page that ends now has written all the same.
      transaction.commit()
      transaction.oncomplete = () => resolve(request.result)
      // Full, or a browser that stores no files: they live as long as the page.
      transaction.onerror = transaction.onabort = () => resolve(null)
    })
  }
  return {
    all: async () => (await within<Kept[]>((store) => store.getAll())) ?? [],
    put: (file: Kept) => within((store) => store.put(file)),
    remove: (id: string) => within((store) => store.delete(id)),
    clear: () => within((store) => store.clear()),
  }
}

function open(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open(name, 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore('files', { keyPath: 'id' })
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}
