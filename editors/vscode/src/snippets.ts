// Snippets while no server runs. With a server, its completion offers the same, and only where it fits.

import * as vscode from 'vscode';

import type { Client } from './client';
import { snippetsAt } from './snippetTexts';

/** Offers snippets at the start of a line while no server is running. */
export class Snippets implements vscode.CompletionItemProvider {
  constructor(private readonly client: Client) {}

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    if (this.client.running !== undefined) {
      return [];
    }
    const before = document.lineAt(position).text.slice(0, position.character);
    return snippetsAt(before).map(({ prefix, description, body, start }) => {
      const item = new vscode.CompletionItem(prefix, vscode.CompletionItemKind.Snippet);
      item.detail = description;
      item.insertText = new vscode.SnippetString(body);
      item.range = new vscode.Range(position.with({ character: start }), position);
      return item;
    });
  }
}
