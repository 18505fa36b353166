// Several tabs are one visitor.

/**
 * Does work that no other tab does at the same time, in the order of the calls. Without Web Locks, as in a page
 * without HTTPS or where storage is blocked, the work is done at once: then two tabs that decide in the same
 * instant may show the same message.
 */
export function exclusively(name: string, work: () => void): void {
  let isDone = false;
  const once = () => {
    isDone = true;
    work();
  };
  const { locks } = navigator as Partial<Pick<Navigator, 'locks'>>;
  if (locks === undefined) {
    once();
  } else {
    locks.request(name, once).catch((error: unknown) => {
      if (isDone) {
        reportError(error);
      } else {
        once();
      }
    });
  }
}
