// Showing a place in a text, beside what is open.

import * as vscode from 'vscode';

/**
 * Shows a range in its document: in the column where the document is already visible, else where the author
 * edits, but never in the place of the preview.
 */
export async function showText(uri: vscode.Uri, selection: vscode.Range): Promise<vscode.TextEditor> {
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const group = vscode.window.tabGroups.activeTabGroup;
  const isPanel = group.activeTab?.input instanceof vscode.TabInputWebview;
  const viewColumn = open?.viewColumn ?? (isPanel ? vscode.ViewColumn.One : group.viewColumn);
  return vscode.window.showTextDocument(uri, { viewColumn, selection });
}
