// The menu of the status bar item.

import * as vscode from 'vscode';

import type { CommandName } from './names';

interface Entry extends vscode.QuickPickItem {
  readonly command: CommandName;
}

const ENTRIES: readonly Entry[] = [
  { label: '$(checklist) Check Workspace', command: 'proactive.check' },
  { label: '$(open-preview) Preview', command: 'proactive.preview' },
  { label: '$(new-file) New Message', command: 'proactive.newMessage' },
  { label: '$(output) Show Log', command: 'proactive.showLog' },
  { label: '$(debug-restart) Restart Server', command: 'proactive.restartServer' },
  { label: '$(book) Open Language Reference', command: 'proactive.openReference' },
  { label: '$(mortar-board) First Steps', command: 'proactive.openWalkthrough' },
];

export async function menu(state: string): Promise<void> {
  const chosen = await vscode.window.showQuickPick(ENTRIES, { title: 'Proactive', placeHolder: state });
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
