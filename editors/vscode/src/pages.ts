// The pages of the documentation that the extension contains, shown as Markdown beside the text.

import * as vscode from 'vscode';

/** The address under which the server names the pages. */
export const PAGES = 'proactive-pages:/';

/** The page that describes the language. */
export const REFERENCE = 'reference/language.md';

/** Reads an address of the server; that of a page becomes the command that shows it. */
export function fromServer(address: string): vscode.Uri {
  if (!address.startsWith(PAGES)) {
    return vscode.Uri.parse(address);
  }
  const query = JSON.stringify([address.slice(PAGES.length)]);
  return vscode.Uri.from({ scheme: 'command', path: 'proactive.openPage', query });
}

/** Shows a page beside the text. */
export async function openPage(extension: vscode.Uri, page: string): Promise<void> {
  const file = vscode.Uri.joinPath(extension, 'dist', 'docs', ...page.split('/'));
  await vscode.commands.executeCommand('markdown.showPreviewToSide', file);
}
