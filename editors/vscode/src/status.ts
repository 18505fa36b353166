// The status bar item: the server's state, next to the file's language.

import * as vscode from 'vscode';

import type { Status } from './answers';
import type { Client } from './client';
import { total } from './counts';
import { Latest } from './latest';
import { statusText, type ServerState } from './statusText';
import { WalkthroughProgress } from './walkthrough';

/** Milliseconds without a change after which messages and errors are counted. */
const COUNT_DELAY = 500;

/** The item, visible while a `.proactive` file is. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscription: vscode.Disposable;
  private state: ServerState = { kind: 'stopped' };
  private readonly walkthrough = new WalkthroughProgress();

  constructor() {
    this.item = vscode.window.createStatusBarItem('proactive.server', vscode.StatusBarAlignment.Right, 1);
    this.item.name = 'Proactive';
    this.item.command = 'proactive.menu';
    this.subscription = vscode.window.onDidChangeVisibleTextEditors(() => this.showWhereItMatters());
    this.show(this.state);
  }

  /** What the item currently shows. */
  get text(): string {
    return this.item.text;
  }

  /** What the tooltip currently says. */
  get tooltip(): string {
    return statusText(this.state).tooltip;
  }

  /** Shows the number of messages or errors while the server of `client` is running. */
  countWith(client: Client): vscode.Disposable[] {
    const counting = new Latest(async () => {
      const status = await client.running?.sendRequest<Status>('proactive/status');
      if (status !== undefined && this.state.kind === 'running') {
        const counts = total(status);
        this.show({ ...this.state, counts });
        this.walkthrough.update(status);
      }
    });
    let timer: NodeJS.Timeout | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => counting.ask(), COUNT_DELAY);
    };
    return [
      client.onDidStart(soon),
      vscode.languages.onDidChangeDiagnostics(soon),
      vscode.workspace.onDidSaveTextDocument(soon),
      new vscode.Disposable(() => clearTimeout(timer)),
    ];
  }

  show(state: ServerState): void {
    this.state = state;
    const { text, tooltip, severity } = statusText(state);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `Proactive: ${tooltip}` };
    this.item.backgroundColor = background(severity);
    this.showWhereItMatters();
  }

  dispose(): void {
    this.subscription.dispose();
    this.walkthrough.dispose();
    this.item.dispose();
  }

  private showWhereItMatters(): void {
    // Also beside the preview, where no text is active.
    if (vscode.window.visibleTextEditors.some(({ document }) => document.languageId === 'proactive')) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}

function background(severity: 'information' | 'warning' | 'error'): vscode.ThemeColor | undefined {
  switch (severity) {
    case 'information':
      return undefined;
    case 'warning':
      return new vscode.ThemeColor('statusBarItem.warningBackground');
    case 'error':
      return new vscode.ThemeColor('statusBarItem.errorBackground');
  }
}
