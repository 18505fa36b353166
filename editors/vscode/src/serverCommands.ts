// The server's commands, used in code lenses and code actions. The client registers them under the
// server's names, and handles those itself for which VS Code has a better view than a message.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

import type { CompiledTexts } from './compiled';
import type { PreviewPanel } from './preview/panel';
import type { Place } from './answers';
import type { TestExplorer } from './testing/explorer';

/** The client commands that the server may use in its answers. */
export const CLIENT_COMMANDS: readonly string[] = ['editor.action.triggerSuggest', 'proactive.rename'];

/** The views that the commands open. */
export interface Views {
  readonly preview: PreviewPanel;
  readonly compiled: CompiledTexts;
  readonly tests: TestExplorer;
}

type Next = (command: string, given: readonly unknown[]) => unknown;

/** Runs a server command; `next` passes it on to the server. */
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

/** The position of a message in a document. */
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

/** Opens the rename box: what was just extracted has a provisional name. */
export async function rename(address: string, at: { line: number; character: number }): Promise<void> {
  const position = new vscode.Position(at.line, at.character);
  const uri = vscode.Uri.parse(address, true);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.path === uri.path);
  await vscode.window.showTextDocument(open?.document.uri ?? uri, { selection: new vscode.Range(position, position) });
  await vscode.commands.executeCommand('editor.action.rename');
}
