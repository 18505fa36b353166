// Several tabs are one visitor.

/**
 * Runs work that no other tab runs at the same time, in the order of the calls. Without Web Locks, as on a page without
 * HTTPS or if storage is blocked, and without a name, the work runs at once: then two tabs that decide in the same
 * instant may show the same message.
 */
export function exclusively(name: string | false, work: () => void): void {
  const locks = name && (navigator as Partial<Navigator>).locks;
  if (locks) {
    // In its own microtask, an error is reported as one of the work, not of the lock, which is still held while it
    // runs.
    locks.request(name, () => queueMicrotask(work)).catch(work);
  } else {
    work();
  }
}
