// Building DOM elements. Text is only ever set as text, so nothing that an author wrote is parsed as
// markup.

type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string | null | undefined;

/** Creates an element with attributes and children; an attribute that is false or undefined is omitted. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      made.setAttribute(attribute, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined));
  return made;
}

/** The element with an ID. The page contains all of them. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`the page has no ${kind.name} #${id}`);
  }
  return found;
}

/** Renders a sentence with its code, which is in backticks. */
export function worded(words: string): (Node | string)[] {
  return words.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));
}
