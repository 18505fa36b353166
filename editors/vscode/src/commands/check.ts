// “Check the Whole Workspace”: runs the task on the folder of the file that is shown.

import * as vscode from 'vscode';

import type { CheckTasks } from '../tasks';

export async function check(tasks: CheckTasks): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) {
    return;
  }
  const task = await tasks.forFolder(folder);
  if (task === undefined) {
    // Says where the program was looked for, and what to do.
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
  return vscode.window.showWorkspaceFolderPick({ placeHolder: 'Which folder is to be checked?' });
}
