// “Check Workspace”: asks the server, which already knows all files, and says what it has found.

import * as vscode from 'vscode';

import type { Status } from '../answers';
import type { Client } from '../client';
import { checked, total } from '../counts';

/** Returns what was found, as a sentence; undefined if no server is running. */
export async function check(client: Client): Promise<string | undefined> {
  const running = client.running;
  if (running === undefined) {
    // Reports where the program was searched for and what to do.
    await client.restart();
    return undefined;
  }
  const options = { location: vscode.ProgressLocation.Window, title: 'Checking messages' };
  const status = await vscode.window.withProgress(options, () => running.sendRequest<Status>('proactive/status'));
  const counts = total(status);
  const words = checked(counts);
  if (counts.errors + counts.warnings + counts.infos > 0) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    void vscode.window.showWarningMessage(words);
  } else {
    void vscode.window.showInformationMessage(words);
  }
  return words;
}
