// The shelf in the browser: IndexedDB, one record per group. Keys lie there as WebCrypto's own objects, which a script
// can use and cannot read.

import type { Kept, Shelf } from "./keep.ts";

const NAME = "openchair-seal";
const STORE = "groups";
/**
 * A database that neither opens nor fails (some private modes) is taken for one that is not there. Not soon: whoever comes in
 * without their own key stands at the door like somebody with a new device, and an old phone may be that slow.
 */
const PATIENCE_MS = 8_000;

export class IndexedDbShelf implements Shelf {
  #database: Promise<IDBDatabase> | null = null;

  async read(group: string): Promise<Kept | null> {
    const store = (await this.#open()).transaction(STORE, "readonly").objectStore(STORE);
    return ((await answer(store.get(group))) as Kept | undefined) ?? null;
  }

  async write(group: string, kept: Kept): Promise<void> {
    const transaction = (await this.#open()).transaction(STORE, "readwrite");
    transaction.objectStore(STORE).put(kept, group);
    await new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise((done, failed) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => done(request.result);
      request.onerror = request.onblocked = () => failed(request.error);
      setTimeout(() => failed(new Error("the browser's storage does not answer")), PATIENCE_MS);
    });
    return this.#database;
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
