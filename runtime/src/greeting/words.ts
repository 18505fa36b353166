// The words of the greeting element that the author does not write.

export interface Words {
  /** The name of the region for assistive technology. The name above the text follows it. */
  readonly message: string;
  readonly close: string;
  readonly reply: string;
  /** The labels of the fields, and the button below them. */
  readonly name: string;
  readonly email: string;
  readonly start: string;
  /** What the visitor reads after the answer, unless the chat widget's window covers it. */
  readonly continues: string;
}

/** Words by language: by a BCP 47 tag, or the language alone, such as `de`. */
export type WordsByLanguage = Readonly<Record<string, Partial<Words>>>;

const ENGLISH: Words = {
  message: 'Message',
  close: 'Close',
  reply: 'Reply',
  name: 'Name',
  email: 'Email address',
  start: 'Start chat',
  continues: 'The conversation continues in the chat.',
};

const FRENCH: Partial<Words> = {
  close: 'Fermer',
  reply: 'Répondre',
  name: 'Nom',
  email: 'Adresse e-mail',
  start: 'Démarrer la discussion',
  continues: 'La conversation continue dans la fenêtre de discussion.',
};

/** Chooses the words for a language, and says which language they are in. */
export function wordsIn(language: string, own: WordsByLanguage = {}): { readonly words: Words; readonly lang: string } {
  const base = language.replace(/-.*/, '').toLowerCase();
  const known: WordsByLanguage = { fr: FRENCH };
  const found = [known[base], own[base], own[language]];
  return { words: Object.assign({}, ENGLISH, ...found), lang: found.some(Boolean) ? language : 'en' };
}
