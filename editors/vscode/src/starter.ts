// The files of a new workspace: the minimum that compiles, and a message to edit.

/** A file to write: its name and text. */
export interface StarterFile {
  readonly name: string;
  readonly text: string;
}

/** The first file marks the folder as a workspace; the last one is opened. */
export const STARTER_FILES: readonly StarterFile[] = [
  {
    name: 'proactive.toml',
    text: 'name = "My messages"\n',
  },
  {
    name: 'account.proactive',
    text: `# What the account already has: a brand, and a website with its chat widget.

brand acme "Acme"

channel web "acme.example" {
  brand acme
}
`,
  },
  {
    name: 'messages.proactive',
    text: `# What we want to say, to whom, and when.

message cart_help "Help in the cart" {
  text "👋 Hello! Is there a question about your cart?"
  reply agent "A colleague is with you in a minute."
  when visitor.url contains "/cart"
  after 30s on page_view
  frequency once_per_visit
}

test "A visitor who stays in the cart is greeted" {
  visit "https://acme.example/cart" for 1m
  expect cart_help after 30s
}
`,
  },
];
