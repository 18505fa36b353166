// The commands of the server, which stand in lenses and actions. The client registers them under the
// names that the server gives; those that VS Code can show better than in a sentence are taken over.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

import type { CompiledTexts } from './compiled';
import type { PreviewPanel } from './preview/panel';
import type { Place } from './protocol';
import type { TestExplorer } from './testing/explorer';

/** The commands of the client that the server may put into its answers. */
export const CLIENT_COMMANDS: readonly string[] = ['editor.action.triggerSuggest', 'proactive.rename'];

/** What the commands are shown with. */
export interface Views {
  readonly preview: PreviewPanel;
  readonly compiled: CompiledTexts;
  readonly tests: TestExplorer;
}

type Next = (command: string, given: readonly unknown[]) => unknown;

/** Does what a command of the server asks for; `next` has the server do it. */
export async function execute(
  views: Views,
  client: LanguageClient,
  command: string,
  given: readonly unknown[],
  next: Next,
): Promise<unknown> {
  const read = (address: string): vscode.Uri => client.protocol2CodeConverter.asUri(address);
  switch (command) {
    case 'proactive.simulate': {
      const { uri, message } = given[0] as { uri: string; message?: string };
      return views.preview.simulate(message === undefined ? undefined : await placeOf(read(uri), message));
    }
    case 'proactive.runTest': {
      const { uri, name } = given[0] as { uri: string; name: string };
      return views.tests.runNamed(read(uri), name);
    }
    case 'proactive.showCompiled': {
      const { uri, message } = given[0] as { uri: string; message?: string };
      return views.compiled.show({ uri, message: message ?? null });
    }
    case 'proactive.showLocations': {
      const [uri, at, places] = given as [string, { line: number; character: number }, readonly Place[]];
      const position = new vscode.Position(at.line, at.character);
      const locations = places.map(({ uri: address, range: { start, end } }) => {
        const range = new vscode.Range(start.line, start.character, end.line, end.character);
        return new vscode.Location(read(address), range);
      });
      return vscode.commands.executeCommand('editor.action.showReferences', read(uri), position, locations);
    }
    default:
      return next(command, given);
  }
}

/** Where a message stands in a text. */
async function placeOf(uri: vscode.Uri, message: string): Promise<{ uri: vscode.Uri; position: vscode.Position } | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  for (const { index, 0: opening, 1: name } of text.matchAll(/^[ \t]*message[ \t]+([^\s{"]+)/gmu)) {
    if (name === message) {
      return { uri, position: document.positionAt(index + opening.length - name.length) };
    }
  }
  return undefined;
}

/** Has a name changed: what was just extracted is called something for the time being. */
export async function rename(address: string, at: { line: number; character: number }): Promise<void> {
  const position = new vscode.Position(at.line, at.character);
  const uri = vscode.Uri.parse(address, true);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.path === uri.path);
  await vscode.window.showTextDocument(open?.document.uri ?? uri, { selection: new vscode.Range(position, position) });
  await vscode.commands.executeCommand('editor.action.rename');
}
