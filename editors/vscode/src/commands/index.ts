// All commands: each name in `package.json` with its implementation.

import * as vscode from 'vscode';

import type { Client } from '../client';
import type { CompiledTexts } from '../compiled';
import { messageActions } from '../messages/actions';
import type { MessagesView } from '../messages/view';
import type { PreviewPanel } from '../preview/panel';
import { REFERENCE, openPage } from '../pages';
import { rename } from '../serverCommands';
import type { StatusItem } from '../status';
import { check } from './check';
import { menu } from './menu';
import type { CommandName } from './names';
import { newMessage } from './newMessage';
import { newWorkspace } from './newWorkspace';
import { openWalkthrough } from './openWalkthrough';

/** What the commands need. */
export interface Tools {
  readonly client: Client;
  readonly log: vscode.LogOutputChannel;
  readonly status: StatusItem;
  readonly preview: PreviewPanel;
  readonly compiled: CompiledTexts;
  readonly messages: MessagesView;
  readonly extension: vscode.Extension<unknown>;
}

type Handlers = Record<CommandName, (...given: never[]) => unknown>;

export function registerCommands(tools: Tools): vscode.Disposable[] {
  const handlers: Handlers = {
    'proactive.restartServer': () => tools.client.restart(),
    'proactive.showLog': () => tools.log.show(),
    'proactive.check': () => check(tools.client),
    'proactive.preview': () => tools.preview.show(),
    'proactive.simulateVisitor': () => tools.preview.simulate(),
    'proactive.showCompiledJson': () => tools.compiled.showHere(),
    'proactive.newMessage': () => newMessage(),
    'proactive.newWorkspace': (folder?: vscode.Uri) => newWorkspace(folder),
    'proactive.openReference': () => openPage(tools.extension.extensionUri, REFERENCE),
    'proactive.openWalkthrough': () => openWalkthrough(tools.extension.id),
    ...messageActions(tools.messages, tools.preview, tools.compiled),
  };
  // For the server's answers and the status bar, not for the command palette.
  const internal = {
    'proactive.rename': rename,
    'proactive.menu': () => menu(tools.status.tooltip),
    'proactive.openPage': (page: string) => openPage(tools.extension.extensionUri, page),
  };
  return Object.entries({ ...handlers, ...internal }).map(([name, handler]) => vscode.commands.registerCommand(name, handler));
}
