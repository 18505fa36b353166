// “New Message”: an untitled file that begins with a message, as a snippet to fill in.

import * as vscode from 'vscode';

import { messageSnippet } from '../snippetTexts';

export async function newMessage(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'proactive' });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(messageSnippet()));
}
