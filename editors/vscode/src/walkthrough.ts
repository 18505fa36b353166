// The steps of the walkthrough that are done already, such as “Write a message” in a workspace with messages.
//
// VS Code ticks a step when its context becomes true, but not if it was true before the steps were first read.
// So the contexts are true only for a moment, after a page has been opened that can be the Welcome page.

import * as vscode from 'vscode';

import type { Status } from './answers';
import { total } from './counts';

/** Milliseconds until the Welcome page has read the steps. */
const OPENING = 1000;

/** Ticks the steps that are done. */
export class WalkthroughProgress implements vscode.Disposable {
  private done: readonly string[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => this.soon(opened));
  }

  /** Takes what there is in the workspaces. */
  update(status: Status): void {
    const { messages, tests } = total(status);
    const steps = { hasWorkspace: status.projects.some(({ name }) => name !== null), hasMessages: messages > 0, hasTests: tests > 0 };
    const done = Object.entries(steps).flatMap(([name, value]) => (value ? [`proactive.${name}`] : []));
    if (done.length !== this.done.length) {
      this.done = done;
      this.soon(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  /** Ticks the steps if one of the tabs can be the Welcome page, which is among the few without an input. */
  private soon(tabs: readonly vscode.Tab[]): void {
    if (tabs.some(({ input }) => input === undefined)) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.tick(), OPENING);
    }
  }

  private async tick(): Promise<void> {
    for (const value of [true, undefined]) {
      for (const name of this.done) {
        await vscode.commands.executeCommand('setContext', name, value);
      }
    }
  }
}
