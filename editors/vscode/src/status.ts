// The status bar item: the server's state, next to the file's language.

import * as vscode from 'vscode';

import { statusText, type ServerState } from './statusText';

/** The item, visible while a `.proactive` file is. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.item = vscode.window.createStatusBarItem('proactive.server', vscode.StatusBarAlignment.Right, 1);
    this.item.name = 'Proactive';
    this.item.command = 'proactive.showLog';
    this.subscription = vscode.window.onDidChangeActiveTextEditor(() => this.showWhereItMatters());
    this.show({ kind: 'stopped' });
  }

  /** What the item currently shows. */
  get text(): string {
    return this.item.text;
  }

  show(state: ServerState): void {
    const { text, tooltip, severity } = statusText(state);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `Proactive: ${tooltip}` };
    this.item.backgroundColor = background(severity);
    this.showWhereItMatters();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private showWhereItMatters(): void {
    if (vscode.window.activeTextEditor?.document.languageId === 'proactive') {
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
