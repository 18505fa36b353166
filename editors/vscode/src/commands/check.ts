// “Check Workspace”: runs the task for the folder of the active file.

import * as vscode from 'vscode';

import type { CheckTasks } from '../tasks';

export async function check(tasks: CheckTasks): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) {
    return;
  }
  const task = await tasks.forFolder(folder);
  if (task === undefined) {
    // Reports where the program was searched for and what to do.
    await vscode.commands.executeCommand('proactive.restartServer');
    return;
  }
  await vscode.workspace.saveAll(false);
  await vscode.tasks.executeTask(task);
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const shown = vscode.window.activeTextEditor?.document.uri;
  const own = shown && vscode.workspace.getWorkspaceFolder(shown);
  if (own !== undefined || folders.length <= 1) {
    return own ?? folders[0];
  }
  return vscode.window.showWorkspaceFolderPick({ placeHolder: 'Select the folder to check' });
}
