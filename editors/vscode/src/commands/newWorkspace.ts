// “Create Workspace Here”: writes the files of a new workspace into a folder, and opens the one to
// edit. Existing files are left as they are.

import * as vscode from 'vscode';

import { STARTER_FILES } from '../starter';

export async function newWorkspace(given: vscode.Uri | undefined): Promise<void> {
  const folder = given ?? (await chooseFolder());
  if (folder === undefined) {
    await vscode.commands.executeCommand('workbench.action.files.openFolder');
    return;
  }
  const [manifest] = STARTER_FILES;
  if (manifest !== undefined && (await exists(vscode.Uri.joinPath(folder, manifest.name)))) {
    void vscode.window.showInformationMessage(`This folder is already a workspace: it has a ${manifest.name}.`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  let last: vscode.Uri | undefined;
  for (const { name, text } of STARTER_FILES) {
    last = vscode.Uri.joinPath(folder, name);
    edit.createFile(last, { ignoreIfExists: true, contents: new TextEncoder().encode(text) });
  }
  if ((await vscode.workspace.applyEdit(edit)) && last !== undefined) {
    await vscode.window.showTextDocument(last);
  }
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length <= 1) {
    return folders[0]?.uri;
  }
  const chosen = await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Select the folder for the workspace' });
  return chosen?.uri;
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
