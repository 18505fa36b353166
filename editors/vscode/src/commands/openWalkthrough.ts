// “First Steps”: opens the walkthrough.

import * as vscode from 'vscode';

export async function openWalkthrough(extension: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension}#firstSteps`);
}
