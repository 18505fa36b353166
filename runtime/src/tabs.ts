// Several tabs are one visitor.

/**
 * Does work that no other tab does at the same time, in the order of the calls. Without Web Locks, as in a page
 * without HTTPS or where storage is blocked, and without a name, the work is done at once: then two tabs that decide
 * in the same instant may show the same message.
 */
export function exclusively(name: string | false, work: () => void): void {
  const locks = name && (navigator as Partial<Navigator>).locks;
  if (locks) {
    // A microtask of its own reports an error as one of the work, not of the lock, which is still held while it runs.
    locks.request(name, () => queueMicrotask(work)).catch(work);
  } else {
    work();
  }
}
