// The elements of the page. Its HTML and its style sheet are in `crates/cli/src/commands/serve/page`.

/** The element with an ID. The page contains all of them. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`the page has no ${kind.name} #${id}`);
  }
  return found;
}

/** Makes an option of a list. */
export function option(value: string, text = value): HTMLOptionElement {
  return new Option(text, value);
}
