// All commands: each name in `package.json` with its implementation.

import * as vscode from 'vscode';

import type { Client } from '../client';
import type { CompiledTexts } from '../compiled';
import type { PreviewPanel } from '../preview/panel';
import { rename } from '../serverCommands';
import type { CheckTasks } from '../tasks';
import { check } from './check';
import type { CommandName } from './names';
import { newWorkspace } from './newWorkspace';
import { openWalkthrough } from './openWalkthrough';

/** What the commands need. */
export interface Tools {
  readonly client: Client;
  readonly log: vscode.LogOutputChannel;
  readonly tasks: CheckTasks;
  readonly preview: PreviewPanel;
  readonly compiled: CompiledTexts;
  readonly extension: vscode.Extension<unknown>;
}

type Handlers = Record<CommandName, (...given: never[]) => unknown>;

export function registerCommands(tools: Tools): vscode.Disposable[] {
  const handlers: Handlers = {
    'proactive.restartServer': () => tools.client.restart(),
    'proactive.showLog': () => tools.log.show(),
    'proactive.check': () => check(tools.tasks),
    'proactive.preview': () => tools.preview.show(),
    'proactive.simulateVisitor': () => tools.preview.simulate(),
    'proactive.showCompiledJson': () => tools.compiled.showHere(),
    'proactive.newWorkspace': (folder?: vscode.Uri) => newWorkspace(folder),
    'proactive.openWalkthrough': () => openWalkthrough(tools.extension.id),
  };
  // For the server's answers, not for the command palette.
  const internal = { 'proactive.rename': rename };
  return Object.entries({ ...handlers, ...internal }).map(([name, handler]) => vscode.commands.registerCommand(name, handler));
}
