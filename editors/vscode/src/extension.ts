// The extension: starts the language server, and ties commands and tasks to what it is asked for.
// Each feature is a file of its own; this one only brings them together.

import * as vscode from 'vscode';

import { Client } from './client';
import { registerCommands } from './commands';
import { StatusItem } from './status';
import { CheckTasks } from './tasks';
import { PreviewPanel } from './preview/panel';

let client: Client | undefined;

/** Called by VS Code when a `.proactive` file is opened, or a folder with a `proactive.toml`. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Proactive', { log: true });
  const status = new StatusItem();
  client = new Client(context, log, state => status.show(state));
  const tasks = new CheckTasks(() => client?.locate());
  const preview = new PreviewPanel(client, context.extensionUri);
  context.subscriptions.push(
    log,
    status,
    client,
    preview,
    vscode.tasks.registerTaskProvider(CheckTasks.type, tasks),
    ...registerCommands({ client, log, tasks, preview, extension: context.extension }),
  );
  await client.start();
}

/** Called by VS Code when it closes, or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
