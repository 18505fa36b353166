// The extension: starts the language server and registers commands, tasks and views.
// Each feature has its own file; this one only wires them together.

import * as vscode from 'vscode';

import { Client } from './client';
import { registerCommands } from './commands';
import { CompiledTexts } from './compiled';
import { MessagesView } from './messages/view';
import { execute } from './serverCommands';
import { Snippets } from './snippets';
import { StatusItem } from './status';
import { CheckTasks } from './tasks';
import { PreviewPanel } from './preview/panel';
import { TestExplorer } from './testing/explorer';

let client: Client | undefined;

/** Internals for the extension's own tests. Not a public API. */
export interface Inside {
  readonly client: Client;
  readonly status: StatusItem;
  readonly tests: TestExplorer;
  readonly preview: PreviewPanel;
  readonly messages: MessagesView;
}

/** VS Code calls this when a `.proactive` file or a folder with a `proactive.toml` is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<Inside> {
  const log = vscode.window.createOutputChannel('Proactive', { log: true });
  const status = new StatusItem();
  client = new Client(context, log, state => {
    status.show(state);
    messages.serverIs(state);
  });
  const messages = new MessagesView(client);
  const tasks = new CheckTasks(() => client?.locate());
  const preview = new PreviewPanel(client, context.extensionUri);
  const compiled = new CompiledTexts(client);
  const tests = new TestExplorer(client);
  const views = { preview, compiled, tests };
  client.execute = (running, command, given, next) => execute(views, running, command, given, next);
  context.subscriptions.push(
    ...status.countWith(client),
    log,
    status,
    client,
    preview,
    compiled,
    tests,
    messages,
    vscode.languages.registerCompletionItemProvider('proactive', new Snippets(client)),
    vscode.tasks.registerTaskProvider(CheckTasks.type, tasks),
    ...registerCommands({ client, log, status, preview, compiled, messages, extension: context.extension }),
  );
  await client.start();
  return { client, status, tests, preview, messages };
}

/** VS Code calls this when it exits or the extension is disabled. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
