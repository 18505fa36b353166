// The snippets of `snippets/proactive.json`, and where each can be offered. Pure functions, so that they
// can be tested without VS Code.

import texts from '../snippets/proactive.json';

/** A snippet that can be offered. */
export interface OfferedSnippet {
  /** What the author types for it. */
  readonly prefix: string;
  readonly description: string;
  /** In VS Code's syntax for snippets. */
  readonly body: string;
  /** The column at which the text to replace begins. */
  readonly start: number;
}

/** Snippets of statements; the others are declarations. */
const STATEMENTS = ['reply', 'text'];

/** The snippets for a line, of which `before` is the text up to the cursor: statements in an indented line, else declarations. */
export function snippetsAt(before: string): OfferedSnippet[] {
  const typed = before.trimStart();
  const start = before.length - typed.length;
  if (!/^[a-z ]*$/.test(typed)) {
    return [];
  }
  return Object.values(texts).flatMap(({ prefix, description, body }) =>
    [prefix].flat().flatMap(word => {
      const isStatement = STATEMENTS.includes(word.split(' ')[0] ?? '');
      const fits = word.startsWith(typed) && isStatement === start > 0;
      return fits ? [{ prefix: word, description, body: body.join('\n'), start }] : [];
    }),
  );
}

/** The snippet of a message. */
export function messageSnippet(): string {
  const snippet = Object.values(texts).find(({ prefix }) => [prefix].flat().includes('message'));
  return (snippet?.body ?? []).join('\n');
}
