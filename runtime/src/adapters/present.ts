// Chat widgets load at any time: before this script, long after it, or never.

/** How often and how long to look for a widget, in milliseconds. */
const INTERVAL = 500;
const PATIENCE = 60_000;

/** Uses the widget as soon as it is there, if it loads within a minute. Calling the result stops waiting. */
export function whenPresent<Widget>(find: () => Widget | undefined, use: (widget: Widget) => void): () => void {
  let rest = PATIENCE / INTERVAL;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const widget = find();
    if (widget) {
      use(widget);
    } else if (rest-- > 0) {
      timer = setTimeout(look, INTERVAL);
    }
  };
  look();
  return () => clearTimeout(timer);
}
