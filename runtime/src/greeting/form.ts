// The form of a message: the fields that it asks for, if any, and the button to continue.

import type { Ask, Contact } from './content';
import { make } from './dom';
import type { Words } from './words';

/** Creates the form. `done` gets what the visitor filled in, once it is valid. */
export function createForm(ask: readonly Ask[], words: Words, button: string, done: (contact: Contact) => void): HTMLFormElement {
  const fields = ask.map(what => createField(what, words));
  // The platform validates, but its own bubbles would be in the browser's language.
  const form = make('form', { noValidate: true }, ...fields.flatMap(field => field.parts), make('button', {}, button));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const invalid = fields.filter(field => !field.check());
    if (invalid[0] === undefined) {
      done(Object.fromEntries(fields.map(({ input }) => [input.name, input.value.trim()])));
    } else {
      invalid[0].input.focus();
    }
  });
  return form;
}

interface Field {
  readonly input: HTMLInputElement;
  readonly parts: readonly HTMLElement[];
  /** Whether the entry is valid; if not, the field shows why. */
  check(): boolean;
}

function createField(what: Ask, words: Words): Field {
  const input = make('input', { name: what, autocomplete: what, type: what === 'email' ? what : 'text', required: true });
  // The browser says what is wrong, so the text is in its language.
  const error = make('small', { id: what, lang: navigator.language });
  input.setAttribute('aria-describedby', what);
  const check = (): boolean => {
    const isValid = input.validity.valid;
    input.ariaInvalid = String(!isValid);
    error.textContent = input.validationMessage;
    return isValid;
  };
  // A problem disappears as soon as it is fixed. A new one is not reported while the visitor types.
  input.addEventListener('input', () => input.validity.valid && check());
  // Spaces alone are not a name.
  input.addEventListener('change', () => {
    input.value = input.value.trim();
  });
  return { input, parts: [make('label', {}, words[what], input), error], check };
}
