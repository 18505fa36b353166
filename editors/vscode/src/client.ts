// The language client: one server per window, started, watched and restarted.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';

import { PAGES, fromServer } from './pages';
import { CLIENT_COMMANDS } from './serverCommands';
import { SERVER_ARGUMENTS, locate, missingMessage, type Found } from './server';
import type { ServerState } from './statusText';

const OPEN_SETTING = 'Open Setting';
const RESTART = 'Try Again';
const RESTART_SERVER = 'Restart';
const SHOW_LOG = 'Show Log';

/** The language client and the server it runs. */
export class Client implements vscode.Disposable {
  private client: LanguageClient | undefined;
  /** Starts and stops run one after another: each waits for the one before. */
  private queue: Promise<void> = Promise.resolve();
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly started = new vscode.EventEmitter<void>();
  /** Fires when a server is ready for requests. */
  readonly onDidStart = this.started.event;

  /** Handles a server command; `next` sends it to the server. */
  execute: (
    client: LanguageClient,
    command: string,
    given: readonly unknown[],
    next: (command: string, given: readonly unknown[]) => unknown,
  ) => unknown = (_client, command, given, next) => next(command, given);

  /** `tell` is called on every change of the server's state. */
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly tell: (state: ServerState) => void,
  ) {
    this.subscriptions.push(
      this.started,
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('proactive.server.path')) {
          void this.restart();
        }
      }),
      // The path setting of a folder counts only once the folder is trusted.
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    );
  }

  /** The language client while a server is running, for features that send requests of their own. */
  get running(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  /** Finds the server by the current settings. */
  locate(): Found {
    return locate({
      extension: this.context.extensionPath,
      setting: vscode.workspace.getConfiguration('proactive').get<string>('server.path', ''),
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      home: os.homedir(),
      path: process.env['PATH'] ?? '',
      platform: process.platform,
      isProgram,
    });
  }

  start(): Promise<void> {
    return this.enqueue(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
    void this.stop();
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error: unknown) => {
      this.log.error(error instanceof Error ? error : String(error));
    });
    return this.queue;
  }

  private async startNow(): Promise<void> {
    const found = this.locate();
    if (found.kind === 'missing') {
      this.log.warn(`no server; looked at ${found.looked.join(', ')}`);
      this.tell({ kind: 'missing', message: missingMessage(found) });
      void this.askWhereItIs(missingMessage(found));
      return;
    }
    this.log.info(`server: ${found.program} (from ${found.origin})`);
    this.tell({ kind: 'starting' });
    const client = new LanguageClient(
      'proactive',
      'Proactive',
      serverOptions(found.program),
      this.clientOptions(),
    );
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) {
        return;
      }
      switch (newState) {
        case State.Starting:
        case State.StartFailed:
          return this.tell({ kind: 'starting' });
        case State.Running:
          this.tell({
            kind: 'running',
            program: found.program,
            version: client.initializeResult?.serverInfo?.version,
          });
          // Also after an automatic restart.
          this.started.fire();
          return;
        case State.Stopped:
          return this.tell({ kind: 'stopped' });
      }
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.log.error(`the server failed to start: ${reason}`);
      this.tell({ kind: 'failed', reason });
      void this.askAfterFailure(reason);
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client !== undefined && client.state !== State.Stopped) {
      // Milliseconds after which a server that no longer answers is killed.
      await client.dispose(2000).catch((error: unknown) => this.log.warn(String(error)));
    }
    this.tell({ kind: 'stopped' });
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: 'file', language: 'proactive' },
        { scheme: 'untitled', language: 'proactive' },
        // Whatever language other extensions say it is: VS Code itself knows no TOML.
        { scheme: 'file', pattern: '**/proactive.toml' },
      ],
      uriConverters: { code2Protocol: uri => uri.toString(), protocol2Code: fromServer },
      outputChannel: this.log,
      errorHandler: new RestartPolicy(() => void this.askAfterCrashes()),
      initializationOptions: withCommands(vscode.workspace.getConfiguration().get('proactive')),
      middleware: {
        workspace: {
          configuration: async (asked, token, next) => {
            const answers = await next(asked, token);
            return Array.isArray(answers) ? answers.map(withCommands) : answers;
          },
        },
        executeCommand: (command, given: unknown[], next) => {
          const client = this.client;
          return client === undefined ? undefined : this.execute(client, command, given, (name, all) => next(name, [...all]));
        },
      },
    };
  }

  private async askWhereItIs(message: string): Promise<void> {
    const answer = await vscode.window.showErrorMessage(message, OPEN_SETTING, RESTART);
    await this.follow(answer);
  }

  private async askAfterFailure(reason: string): Promise<void> {
    const message = `The Proactive server failed to start: ${reason}`;
    const answer = await vscode.window.showErrorMessage(message, SHOW_LOG, RESTART, OPEN_SETTING);
    await this.follow(answer);
  }

  private async askAfterCrashes(): Promise<void> {
    const message = 'The Proactive server has crashed five times in three minutes and was not restarted. See the log for the reason.';
    const answer = await vscode.window.showErrorMessage(message, RESTART_SERVER, SHOW_LOG);
    await this.follow(answer);
  }

  private async follow(answer: string | undefined): Promise<void> {
    switch (answer) {
      case OPEN_SETTING:
        await vscode.commands.executeCommand('workbench.action.openSettings', 'proactive.server.path');
        return;
      case RESTART:
      case RESTART_SERVER:
        return this.restart();
      case SHOW_LOG:
        return this.log.show();
      default:
        return;
    }
  }
}

/**
 * Restarts a server that has exited, unless it keeps exiting.
 *
 * Failed writes do not count: they precede the exit of the server, and a client that gave up at the
 * first of them would never restart it.
 */
class RestartPolicy implements ErrorHandler {
  private ends: number[] = [];

  constructor(private readonly gaveUp: () => void) {}

  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    const now = Date.now();
    this.ends = [...this.ends.filter(end => now - end < 3 * 60_000), now];
    if (this.ends.length <= 4) {
      return { action: CloseAction.Restart };
    }
    this.gaveUp();
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

/** The settings for the server, with the client commands it may use and the address of the pages. */
function withCommands(settings: unknown): object {
  return { ...(typeof settings === 'object' ? settings : {}), commands: CLIENT_COMMANDS, pages: PAGES };
}

function serverOptions(program: string): ServerOptions {
  return { command: program, args: [...SERVER_ARGUMENTS] };
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
