// What can be done with a node of the Messages view.

import * as vscode from 'vscode';

import type { CompiledTexts } from '../compiled';
import { fromServer } from '../pages';
import type { PreviewPanel } from '../preview/panel';
import { showText } from '../showText';
import type { TreeNode } from './tree';
import { rangeOf, type MessagesView } from './view';

/** The server's kind of the code action that pauses or publishes a message. */
const STATUS = 'refactor.rewrite.status';

/** The actions of the view, by the names of their commands. */
export function messageActions(view: MessagesView, preview: PreviewPanel, compiled: CompiledTexts) {
  const placeOf = (node: TreeNode): { uri: vscode.Uri; range: vscode.Range } | undefined => {
    const location = view.current(node)?.location;
    return location ? { uri: fromServer(location.uri), range: rangeOf(location) } : undefined;
  };
  const open = async (node: TreeNode): Promise<void> => {
    const place = placeOf(node);
    if (place !== undefined) {
      await showText(place.uri, place.range);
    }
  };
  const previewed = (node: TreeNode): { uri: vscode.Uri; position: vscode.Position } | undefined => {
    const place = placeOf(node);
    return place && { uri: place.uri, position: place.range.start };
  };
  const statusEdit = async (node: TreeNode): Promise<vscode.WorkspaceEdit | undefined> => {
    const place = placeOf(node);
    if (place === undefined) {
      return undefined;
    }
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', place.uri, place.range, STATUS);
    return found.find(({ kind }) => kind?.value === STATUS)?.edit;
  };
  /** Pauses or publishes, in the text, where the author can see and undo it. */
  const changeStatus = async (node: TreeNode): Promise<void> => {
    await open(node);
    let edit = await statusEdit(node);
    if (edit === undefined) {
      // The server declines what is asked about a text that just changed, and then the place is old, too.
      await view.update();
      edit = await statusEdit(node);
    }
    if (edit === undefined) {
      void vscode.window.showInformationMessage(`The status of “${node.label}” cannot be changed here. Look at its \`status\` in the text.`);
      return;
    }
    await vscode.workspace.applyEdit(edit);
  };
  return {
    'proactive.messages.open': open,
    'proactive.messages.preview': (node: TreeNode) => preview.show(previewed(node)),
    'proactive.messages.whoGetsIt': (node: TreeNode) => preview.simulate(previewed(node)),
    'proactive.messages.pause': changeStatus,
    'proactive.messages.publish': changeStatus,
    'proactive.messages.showCompiledJson': async ({ message }: TreeNode) => {
      if (message !== null) {
        await compiled.show({ uri: message.location.uri, message: message.message.id });
      }
    },
  } as const;
}
